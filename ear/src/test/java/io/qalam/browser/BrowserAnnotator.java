package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.qalam.launcher.loop.LabelledPosts;
import io.qalam.launcher.loop.LabelledPosts.LabelledPost;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An annotator at the keyboard: reads each post from the review page and presses the digit of its
 * gold label.
 */
public final class BrowserAnnotator {

  private final Path chromium;
  private final String url;
  private final Login login;

  /** Who sits there. */
  public record Login(String tenant, String userName, String password) {}

  private BrowserAnnotator(Path chromium, String url, Login login) {
    this.chromium = chromium;
    this.url = url;
    this.login = login;
  }

  /** Somebody who works on the server at {@code url}; empty where there is no Chromium. */
  public static Optional<BrowserAnnotator> at(String url, Login login) {
    return Chromium.find().map(chromium -> new BrowserAnnotator(chromium, url, login));
  }

  /**
   * Labels so many posts of a project, their first ones today, and returns when the server has
   * taken every answer.
   */
  public void annotate(String project, LabelledPosts posts, int count) {
    Map<String, String> gold =
        posts.posts().stream()
            .collect(Collectors.toMap(post -> post.text().strip(), LabelledPost::label));
    try (Browser browser = Browser.start(chromium, url)) {
      Page page = browser.logIn(login.tenant(), login.userName(), login.password());
      ReviewDeskPage desk = ReviewDeskPage.open(page, project);
      for (int given = 0; given < count; given++) {
        desk.answer(digit(desk, gold));
      }
      desk.hasSavedEverything();
      assertThat(page.locator("#mine")).hasText(Integer.toString(count));
    }
  }

  private static String digit(ReviewDeskPage desk, Map<String, String> gold) {
    String text = desk.post().textContent().strip();
    String label = gold.get(text);
    if (label == null) {
      throw new AssertionError("the page shows a post that was never sent: " + text);
    }
    int place = desk.labelNames().indexOf(label);
    if (place < 0 || place > 8) {
      throw new AssertionError("no digit for " + label + " among " + desk.labelNames());
    }
    return Integer.toString(place + 1);
  }
}
