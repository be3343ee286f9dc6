package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is not sent yet outlives the tab, the connection and the session. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ReviewDraftsIT {

  private static final String ANSWERS = "**/annotation";

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void aCommentUnderWaySurvivesAClosedTab() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    write(desk, "شيء من السخرية");
    BrowserContext browser = desk.page().context();
    desk.page().close();

    ReviewDeskPage again = ReviewDeskPage.open(browser.newPage(), project.id()).shows("first");

    assertThat(again.page().locator("#comment")).hasValue("شيء من السخرية");
    again.press("2").shows("second").hasSavedEverything();
    assertThat(again.page().locator("#comment")).hasValue("");
    assertThat(ReviewDesks.annotations(project))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("comment", "شيء من السخرية"));
  }

  @Test
  void anAnswerThatCouldNotBeSentIsSentByTheNextTabWhenItsOwnIsClosed() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second", "third");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    BrowserContext browser = desk.page().context();
    browser.route(ANSWERS, Route::abort);
    desk.press("2").shows("second").isSaving("offline");
    desk.page().close();
    browser.unroute(ANSWERS);
    assertThat(ReviewDesks.annotations(project)).isEmpty();

    ReviewDeskPage.open(browser.newPage(), project.id()).shows("second").hasSavedEverything();

    assertThat(ReviewDesks.annotations(project))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("label", "negative"));
  }

  @Test
  void anExpiredSessionKeepsTheAnswerUntilItsGiverHasSignedIn() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second");
    Person person = project.annotator();
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, person);
    ReviewProject.execute(
        "update account set session_epoch = session_epoch + 1 where id = ?", person.id());
    write(desk, "kept");
    desk.press("2").shows("second").isSaving("signed-out");
    assertThat(ReviewDesks.annotations(project)).isEmpty();

    desk.page().locator("#sign-in").click();
    ReviewDesks.signIn(desk.page(), person);

    desk.shows("second").hasSavedEverything();
    assertThat(ReviewDesks.annotations(project))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("label", "negative")
                    .containsEntry("comment", "kept"));
  }

  @Test
  void anotherAccountOfTheBrowserNeitherSeesNorSendsWhatWaits() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("1st", "2nd", "3rd", "4th", "5th", "6th");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    BrowserContext browser = desk.page().context();
    browser.route(ANSWERS, Route::abort);
    desk.press("2").shows("2nd").isSaving("offline");
    write(desk, "not for others");
    desk.page().close();
    browser.clearCookies();
    browser.unroute(ANSWERS);

    Page page = browser.newPage();
    page.navigate("/login");
    ReviewDesks.signIn(page, project.annotator());
    assertThat(page.locator(".q-who")).isVisible();
    ReviewProject.execute(
        "update review_task set state = 'OPEN' where project_id = ?", project.id());
    ReviewDeskPage other = ReviewDeskPage.open(page, project.id());

    assertThat(other.page().locator("#comment")).hasValue("");
    other.shows("1st").press("1").shows("2nd").hasSavedEverything();
    assertThat(other.page().locator("#comment")).hasValue("");
    assertThat(ReviewDesks.annotations(project))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("label", "positive"));
  }

  @Test
  void twoTabsKeepAPostAndADraftEach() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "2nd", "3rd", "4th", "fifth");
    ReviewDeskPage one = ReviewDesks.open(BROWSER, project, project.annotator()).shows("first");
    ReviewUndoIT.holds(project, 4);
    ReviewDeskPage two = ReviewDesks.openBeside(one, project).shows("fifth");
    ReviewTabsIT.has(two, 2);
    write(one, "from the one");
    write(two, "from the other");

    one.page().reload();
    two.page().reload();

    assertThat(one.shows("first").page().locator("#comment")).hasValue("from the one");
    assertThat(two.shows("fifth").page().locator("#comment")).hasValue("from the other");
  }

  @Test
  void ofTwoBrowsersThatAnswerOnePostOfflineOneIsStoredAndTheOtherIsTold() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second");
    Person person = project.annotator();
    ReviewDeskPage one = ReviewDesks.open(BROWSER, project, person);
    ReviewDeskPage two = ReviewDesks.open(BROWSER, project, person).shows("first");
    one.page().context().setOffline(true);
    two.page().context().setOffline(true);
    one.press("2").shows("second").isSaving("offline");
    two.press("3").shows("second").isSaving("offline");

    one.page().context().setOffline(false);
    two.page().context().setOffline(false);
    one.hasSavedEverything();
    two.hasSavedEverything();

    assertThat(ReviewDesks.annotations(project))
        .singleElement()
        .satisfies(row -> assertThat(row.get("label")).isIn("negative", "neutral"));
    assertThat(one.notice().isVisible())
        .as("just one of them is told")
        .isNotEqualTo(two.notice().isVisible());
  }

  @Test
  void anAnswerThatCameTooLateLeavesItsLabelAndCommentForWhenThePostComesBack() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    project.expireLeases();
    write(desk, "a reason");
    desk.press("3").hasSavedEverything().shows("first");

    assertThat(desk.notice()).containsText("first");
    assertThat(desk.labels().nth(2).locator(".r-chosen")).isVisible();
    assertThat(desk.page().locator("#comment")).hasValue("a reason");
    desk.press("3").isEmpty().hasSavedEverything();
    assertThat(ReviewDesks.annotations(project))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("comment", "a reason"));
  }

  private static void write(ReviewDeskPage desk, String comment) {
    desk.press("c").page().keyboard().type(comment);
    desk.press("Enter");
  }
}
