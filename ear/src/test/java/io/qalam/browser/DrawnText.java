package io.qalam.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the characters of a text stand on the screen, for the tests of what reads from where. */
final class DrawnText {

  /** The box around a part of an element's text, by place in the whole text. */
  private static final String BOX =
      """
      (element, {from, to}) => {
        const range = document.createRange();
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        let passed = 0;
        let begun = false;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (!begun && from < passed + node.length) {
            range.setStart(node, from - passed);
            begun = true;
          }
          if (begun && to <= passed + node.length) {
            range.setEnd(node, to - passed);
            break;
          }
          passed += node.length;
        }
        const boxes = [...range.getClientRects()].filter(box => box.width > 0);
        return {
          left: Math.min(...boxes.map(box => box.left)),
          right: Math.max(...boxes.map(box => box.right)),
        };
      }""";

  /** Where a part of a text stands, in CSS pixels from the left. */
  record Box(double left, double right) {

    double width() {
      return right - left;
    }

    boolean isLeftOf(Box other) {
      return right <= other.left + 1;
    }
  }

  private DrawnText() {}

  /** Each part, found after the one before it, is drawn to the right of that one. */
  static void assertFromTheLeft(Locator element, String... parts) {
    List<Box> boxes = boxes(element, parts);
    for (int i = 1; i < boxes.size(); i++) {
      assertThat(boxes.get(i - 1).isLeftOf(boxes.get(i)))
          .as("%s %s left of %s %s", parts[i - 1], boxes.get(i - 1), parts[i], boxes.get(i))
          .isTrue();
    }
  }

  static void assertFromTheRight(Locator element, String... parts) {
    List<Box> boxes = boxes(element, parts);
    for (int i = 1; i < boxes.size(); i++) {
      assertThat(boxes.get(i).isLeftOf(boxes.get(i - 1)))
          .as("%s %s right of %s %s", parts[i - 1], boxes.get(i - 1), parts[i], boxes.get(i))
          .isTrue();
    }
  }

  private static List<Box> boxes(Locator element, String... parts) {
    String text = element.textContent();
    List<Box> boxes = new ArrayList<>();
    int from = 0;
    for (String part : parts) {
      int at = text.indexOf(part, from);
      assertThat(at).as("%s in %s after %d", part, text, from).isNotNegative();
      boxes.add(box(element, at, at + part.length()));
      from = at + part.length();
    }
    return boxes;
  }

  /** Where the first such part stands. */
  static Box box(Locator element, String part) {
    return boxes(element, part).get(0);
  }

  static Box boxOfLast(Locator element, String part) {
    int at = element.textContent().lastIndexOf(part);
    return box(element, at, at + part.length());
  }

  private static Box box(Locator element, int from, int to) {
    Map<?, ?> found = (Map<?, ?>) element.evaluate(BOX, Map.of("from", from, "to", to));
    return new Box(number(found.get("left")), number(found.get("right")));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  static double middle(Locator element) {
    var box = element.boundingBox();
    return box.x + box.width / 2;
  }
}
