package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The review page in the hands of an annotator: what it shows, and the keys it takes. */
final class ReviewDeskPage {

  private final Page page;

  private ReviewDeskPage(Page page) {
    this.page = page;
  }

  /**
   * Opens a project's review page and waits for its first post, and for what the server says of a
   * second one.
   */
  static ReviewDeskPage open(Page page, Object project) {
    AtomicInteger asked = new AtomicInteger();
    Consumer<Response> count =
        response -> {
          if (response.url().endsWith("/next")) {
            asked.incrementAndGet();
          }
        };
    page.onResponse(count);
    page.navigate("/projects/" + project + "/review");
    page.waitForCondition(() -> asked.get() >= 2);
    page.offResponse(count);
    ReviewDeskPage desk = new ReviewDeskPage(page);
    assertThat(desk.desk()).hasAttribute("data-state", "post");
    return desk;
  }

  Page page() {
    return page;
  }

  Locator desk() {
    return page.locator("#desk");
  }

  Locator post() {
    return page.locator("#post");
  }

  Locator labels() {
    return page.locator("#labels .r-label");
  }

  Locator notice() {
    return page.locator("#notice");
  }

  /** The labels in the order of their digits. */
  List<String> labelNames() {
    return labels().locator(".r-name").allTextContents();
  }

  ReviewDeskPage press(String key) {
    page.keyboard().press(key);
    return this;
  }

  /** Waits until a post is on the screen. */
  ReviewDeskPage shows(String text) {
    assertThat(desk()).hasAttribute("data-state", "post");
    assertThat(post()).hasText(text);
    return this;
  }

  /** Waits until the server has taken every answer. */
  ReviewDeskPage hasSavedEverything() {
    return isSaving("saved");
  }

  ReviewDeskPage isSaving(String state) {
    assertThat(desk()).hasAttribute("data-saving", state);
    return this;
  }

  /** Waits until the queue has nothing more. */
  ReviewDeskPage isEmpty() {
    assertThat(desk()).hasAttribute("data-state", "empty");
    return this;
  }

  /** The id of the task on the screen, with its lease: another for another post. */
  String task() {
    return post().getAttribute("data-task");
  }

  /** Answers by one key and waits until another post is on the screen. */
  void answer(String key) {
    String before = task();
    press(key);
    assertThat(post()).not().hasAttribute("data-task", before);
    assertThat(desk())
        .hasAttribute("data-state", "post"); // a slow server leaves no post for a while
  }
}
