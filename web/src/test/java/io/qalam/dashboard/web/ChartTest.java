package io.qalam.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.dashboard.web.Chart.Point;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartTest {

  @Test
  void barsStandOnZeroAndAreAsHighAsTheirValues() throws Exception {
    Document chart = parsed(Chart.bars("Labels", List.of(Point.of("a", 10.0), Point.of("b", 5.0))));
    double whole = height(chart, 0);
    assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(2);
    assertThat(height(chart, 1)).isEqualTo(whole / 2);
  }

  @Test
  void aLineBreaksWhereAValueIsMissing() throws Exception {
    Document chart =
        parsed(
            Chart.line(
                "Agreement",
                List.of(
                    Point.of("1", 0.5),
                    Point.of("2", 0.6),
                    Point.of("3", null),
                    Point.of("4", 0.7),
                    new Point("5", 0.8, 0.7, 0.9))));
    assertThat(chart.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(chart.getElementsByTagName("circle").getLength()).isEqualTo(4);
    assertThat(lines(chart, "c-span")).isEqualTo(1);
  }

  @Test
  void aValueBelowZeroIsDrawnBelowTheLineOfZeroWithItsWholeInterval() throws Exception {
    Document chart =
        parsed(
            Chart.line(
                "Agreement",
                List.of(new Point("1", -0.4, -0.6, -0.1), new Point("2", 0.5, 0.4, 0.6))));
    double zero = at(line(chart, "c-rule c-zero"), "y1");

    assertThat(at(element(chart, "circle", 0), "cy")).isGreaterThan(zero);
    assertThat(at(element(chart, "circle", 1), "cy")).isLessThan(zero);
    assertThat(at(line(chart, "c-span"), "y1"))
        .as("the lower bound is lower still")
        .isGreaterThan(at(element(chart, "circle", 0), "cy"));
    assertThat(at(line(chart, "c-span"), "y2")).isGreaterThan(zero);
    assertThat(scale(chart)).containsExactly("-1.00", "0.00", "1.00");
  }

  @Test
  void anIntervalThatReachesBelowZeroIsNotCut() throws Exception {
    Document chart = parsed(Chart.line("Agreement", List.of(new Point("1", 0.1, -0.04, 0.3))));

    assertThat(at(line(chart, "c-span"), "y1"))
        .isGreaterThan(at(line(chart, "c-rule c-zero"), "y1"));
    assertThat(scale(chart)).containsExactly("-0.10", "0.00", "0.50");
  }

  @Test
  void theScaleBeginsAtZeroWhereNothingIsBelow() throws Exception {
    Document chart = parsed(Chart.line("Time", List.of(Point.of("1", 0.7), Point.of("2", 0.0))));

    assertThat(scale(chart)).containsExactly("0.50", "0.00", "1.00");
    assertThat(at(line(chart, "c-rule c-zero"), "y1")).isEqualTo(156);
  }

  @Test
  void barsBelowZeroHangFromIt() throws Exception {
    Document chart = parsed(Chart.bars("Change", List.of(Point.of("a", -1.0))));

    assertThat(at(element(chart, "rect", 0), "y"))
        .isEqualTo(at(line(chart, "c-rule c-zero"), "y1"));
    assertThat(height(chart, 0)).isPositive();
  }

  @Test
  void aLineLeadsPastTheDotsThatAreNotOfIt() throws Exception {
    Document chart =
        parsed(
            Chart.lineAmongDots(
                "Curve",
                List.of(Point.of("10", 0.5), Point.of("20", null), Point.of("30", 0.7)),
                List.of(Point.of("10", null), Point.of("20", 0.9), Point.of("30", null))));
    Element apart = element(chart, "g", 0);

    assertThat(apart.getAttribute("class")).isEqualTo("c-apart");
    assertThat(apart.getElementsByTagName("circle").getLength()).isEqualTo(1);
    assertThat(apart.getElementsByTagName("polyline").getLength()).isZero();
    assertThat(chart.getElementsByTagName("circle").getLength()).isEqualTo(3);
    assertThat(element(chart, "polyline", 0).getAttribute("points").split(" ")).hasSize(2);
    assertThat(at(element(apart, "circle"), "cy"))
        .isLessThan(at(element(chart, "circle", 2), "cy"));
  }

  @Test
  void nothingOfANameIsMarkup() throws Exception {
    Document chart =
        parsed(Chart.bars("<script>&\"", List.of(Point.of("</text><script>x</script>", 1.0))));
    assertThat(chart.getElementsByTagName("script").getLength()).isZero();
    assertThat(chart.getDocumentElement().getAttribute("aria-label")).isEqualTo("<script>&\"");
  }

  @Test
  void noValuesAreAnEmptyChart() throws Exception {
    assertThat(parsed(Chart.line("Nothing", List.of())).getElementsByTagName("circle").getLength())
        .isZero();
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static double height(Document chart, int bar) {
    return at(element(chart, "rect", bar), "height");
  }

  private static Element element(Document chart, String name, int number) {
    return (Element) chart.getElementsByTagName(name).item(number);
  }

  private static Element element(Element parent, String name) {
    return (Element) parent.getElementsByTagName(name).item(0);
  }

  private static double at(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /** The numbers beside the scale's lines. */
  private static List<String> scale(Document chart) {
    return elements(chart, "text")
        .filter(text -> text.getAttribute("text-anchor").equals("end"))
        .map(Element::getTextContent)
        .toList();
  }

  private static Element line(Document chart, String look) {
    return elements(chart, "line")
        .filter(line -> line.getAttribute("class").equals(look))
        .findFirst()
        .orElseThrow();
  }

  private static long lines(Document chart, String look) {
    return elements(chart, "line").filter(line -> line.getAttribute("class").equals(look)).count();
  }

  private static Stream<Element> elements(Document chart, String name) {
    return IntStream.range(0, chart.getElementsByTagName(name).getLength())
        .mapToObj(i -> element(chart, name, i));
  }
}
