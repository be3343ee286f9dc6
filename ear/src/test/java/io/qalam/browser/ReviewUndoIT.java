package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.reviewing.ReviewProject;
import io.qalam.server.Eventually;
import java.sql.SQLException;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Z reaches back through the session, and the posts that are fetched ahead are held and kept. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ReviewUndoIT {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void zStepsBackAnswerByAnswerAndEveryPostReturnsInItsPlace() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second", "third", "fourth");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.press("2").shows("second").press("1").shows("third").press("3").shows("fourth");
    desk.hasSavedEverything();

    desk.press("z").shows("third").press("z").shows("second").press("z").shows("first");

    assertThat(inForce(project)).isZero();
    assertThat(desk.page().locator("#mine")).hasText("0");
    desk.press("1").shows("second").press("1").shows("third").press("1").shows("fourth");
    desk.press("1").isEmpty().hasSavedEverything();
    assertThat(inForce(project)).isEqualTo(4);
  }

  @Test
  void zGoesOnAfterAReloadAndBringsTheCommentBack() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second", "third");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.press("c").page().keyboard().type("a doubt");
    desk.press("Enter").press("2").shows("second").press("2").shows("third").hasSavedEverything();

    desk.page().reload();
    desk.shows("third").press("z").shows("second").press("z").shows("first");

    assertThat(desk.page().locator("#comment")).hasValue("a doubt");
    assertThat(inForce(project)).isZero();
  }

  @Test
  void whatWasTakenBackIsFirstAgainAfterAReload() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second", "third", "fourth");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.press("2").shows("second").press("2").shows("third").hasSavedEverything();
    desk.press("z").shows("second");

    desk.page().reload();
    desk.shows("second").press("z").shows("first");
    desk.page().reload();

    desk.shows("first").press("1").shows("second").press("1").shows("third").press("1");
    desk.shows("fourth").hasSavedEverything();
    assertThat(inForce(project)).isEqualTo(3);
  }

  @Test
  void anAnswerThatAnEditorHasDecidedIsToldAndTheNextZUndoesTheOneBefore() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second", "third");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.press("2").shows("second").press("2").shows("third").hasSavedEverything();
    ReviewProject.execute(
        "update post set state = 'ADJUDICATED' where text = 'second' and project_id = ?",
        project.id());

    desk.press("z");
    assertThat(desk.notice()).containsText("editor");
    desk.shows("third").press("z").shows("first");
  }

  @Test
  void threePostsAreFetchedAheadAndNoneIsGivenToAnybodyElse() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("1", "2", "3", "4", "5", "6", "7", "8");
    ReviewDeskPage one = ReviewDesks.open(BROWSER, project, project.annotator()).shows("1");
    holds(project, 4);
    ReviewDeskPage two = ReviewDesks.open(BROWSER, project, project.annotator()).shows("5");
    holds(project, 8);

    one.press("1").shows("2").press("1").shows("3").press("1").shows("4").press("1").isEmpty();
    two.press("1").shows("6").press("1").shows("7").press("1").shows("8").press("1").isEmpty();
    one.hasSavedEverything();
    two.hasSavedEverything();

    assertThat(ReviewDesks.annotations(project))
        .extracting(row -> row.get("post_id"))
        .hasSize(8)
        .doesNotHaveDuplicates();
  }

  /** Waits until so many of the project's posts are held. */
  static void holds(ReviewProject project, int posts) {
    Eventually.eventually(posts + " posts are held", () -> held(project), held -> held == posts);
  }

  private static long held(ReviewProject project) {
    try {
      return (long)
          ReviewProject.value(
              "select count(*) from review_task where state = 'LEASED' and project_id = ?",
              project.id());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static long inForce(ReviewProject project) throws Exception {
    return (long)
        ReviewProject.value(
            "select count(*) from annotation where undone_at is null and project_id = ?",
            project.id());
  }
}
