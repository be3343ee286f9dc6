package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.qalam.reviewing.ReviewProject;
import io.qalam.server.Eventually;
import java.util.Date;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several tabs of one annotator: none shows what another has. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ReviewTabsIT {

  private static final String HAS =
      "() => JSON.parse(sessionStorage.getItem("
          + "Object.keys(sessionStorage).find(key => key.endsWith('|hands')))).taskIds.length";

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void everyTabGetsPostsOfItsOwnAndEveryAnswerIsStored() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("1", "2", "3", "4", "5", "6");
    ReviewDeskPage one = ReviewDesks.open(BROWSER, project, project.annotator()).shows("1");
    ReviewUndoIT.holds(project, 4);
    ReviewDeskPage two = ReviewDesks.openBeside(one, project).shows("5");
    has(two, 2);
    has(one, 3);

    two.press("3").shows("4").press("3").shows("6").press("3").hasSavedEverything();
    assertThat(two.page().locator("#quota")).containsText("open in another tab");
    one.press("1").shows("2").press("1").shows("3").press("1").isEmpty();
    one.hasSavedEverything();

    assertThat(ReviewDesks.annotations(project))
        .hasSize(6)
        .extracting(row -> row.get("post_id"))
        .doesNotHaveDuplicates();
    assertThat(one.notice()).isHidden();
    assertThat(two.notice()).isHidden();
  }

  @Test
  void whatATabHadIsTheNextOnesWhenItIsClosed() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("1", "2", "3", "4", "5");
    ReviewDeskPage one = ReviewDesks.open(BROWSER, project, project.annotator()).shows("1");
    ReviewUndoIT.holds(project, 4);
    ReviewDeskPage two = ReviewDesks.openBeside(one, project).shows("5");
    has(two, 2);

    one.page().close();
    two.press("1").shows("4").press("1").shows("1").press("1").shows("2").hasSavedEverything();
  }

  @Test
  void whatATabHadStaysItsOwnWhileItIsLoadedAnew() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("1", "2", "3", "4", "5");
    ReviewDeskPage one = ReviewDesks.open(BROWSER, project, project.annotator()).shows("1");
    ReviewUndoIT.holds(project, 4);
    ReviewDeskPage two = ReviewDesks.openBeside(one, project).shows("5");
    has(two, 2);
    two.page().clock().setFixedTime(new Date());
    one.page().route("**/review.js*", Route::abort);

    one.page().reload();
    two.press("1").shows("4").press("1").hasSavedEverything();
    assertThat(two.page().locator("#quota")).isVisible();
    one.page().unroute("**/review.js*");
    one.page().reload();

    one.shows("1");
    assertThat(two.desk()).hasAttribute("data-state", "quota");
  }

  @Test
  void aTabForWhichNothingIsLeftSaysSo() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("1", "2", "3", "4", "5", "6");
    ReviewDeskPage one = ReviewDesks.open(BROWSER, project, project.annotator()).shows("1");
    ReviewUndoIT.holds(project, 4);
    ReviewDeskPage two = ReviewDesks.openBeside(one, project).shows("5");
    has(two, 2);
    ReviewDesks.openBeside(two, project).shows("3");
    Page fourth = one.page().context().newPage();
    fourth.navigate("/projects/" + project.id() + "/review");

    assertThat(fourth.locator("#quota")).containsText("open in another tab");
    assertThat(fourth.locator("#quota")).isVisible();
    assertThat(fourth.locator("#labels")).isHidden();
  }

  /** Waits until a tab has so many posts, the one on its screen among them. */
  static void has(ReviewDeskPage desk, int posts) {
    Eventually.eventually(
        posts + " posts are in this tab",
        () -> (int) desk.page().evaluate(HAS),
        has -> has == posts);
  }
}
