package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several tabs of one annotator: none shows what another has. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ReviewTabsIT {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void everyTabGetsPostsOfItsOwnAndEveryAnswerIsStored() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("1", "2", "3", "4", "5", "6");
    ReviewDeskPage one = ReviewDesks.open(BROWSER, project, project.annotator()).shows("1");
    ReviewUndoIT.holds(project, 4);
    ReviewDeskPage two = ReviewDesks.openBeside(one, project).shows("5");

    two.press("3").shows("6").press("3").hasSavedEverything();
    assertThat(two.page().locator("#quota")).containsText("open in another tab");
    one.press("1").shows("2").press("1").shows("3").press("1").shows("4").press("1").isEmpty();
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

    one.page().close();
    two.press("1").shows("1").press("1").shows("2").hasSavedEverything();
  }

  @Test
  void aTabForWhichNothingIsLeftSaysSo() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("1", "2", "3", "4", "5", "6");
    ReviewDeskPage one = ReviewDesks.open(BROWSER, project, project.annotator()).shows("1");
    ReviewUndoIT.holds(project, 4);
    ReviewDesks.openBeside(one, project).shows("5");
    Page third = one.page().context().newPage();
    third.navigate("/projects/" + project.id() + "/review");

    assertThat(third.locator("#quota")).containsText("open in another tab");
    assertThat(third.locator("#quota")).isVisible();
    assertThat(third.locator("#labels")).isHidden();
  }
}
