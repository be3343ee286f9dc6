package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject;
import io.qalam.server.TestTenants;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several labels a post, by keyboard alone. Labels are joy, anger and fear. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ReviewSeveralLabelsIT {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void digitsTurnLabelsOnAndOffAndEnterSubmitsThem() throws Exception {
    ReviewProject project = EveryPage.emotions(1);
    project.predicted("غاضب وخائف", "ar", "joy");
    project.predicted("both as predicted", "en", "fear, joy");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.shows("غاضب وخائف");
    ReviewUndoIT.holds(project, 2);
    project.blindPost("खुश और नाराज़", "hi"); // the queue may draw a blind post before the others
    assertPressed(desk, true, false, false);
    assertThat(desk.page().locator("#accept")).containsText("Submit");

    desk.press("1").press("2").press("3");
    assertPressed(desk, false, true, true);
    assertThat(desk.page().locator("#announce")).hasText("fear: on. Chosen: anger, fear.");
    desk.press("Enter").shows("both as predicted");
    assertPressed(desk, true, false, true);
    desk.press("Enter").shows("खुश और नाराज़");

    assertPressed(desk, false, false, false);
    desk.press("Enter").shows("खुश और नाराज़");
    assertThat(desk.page().locator("#announce")).containsText("No label is chosen");
    assertThat(desk.page().locator("#told")).containsText("No label is chosen");
    desk.press("2").press("1").press("Enter").isEmpty().hasSavedEverything();

    assertThat(ReviewDesks.annotations(project))
        .extracting(row -> row.get("decision") + " " + row.get("label"))
        .containsExactly("CORRECTED anger, fear", "ACCEPTED fear, joy", "LABELLED anger, joy");
  }

  @Test
  void whatWasTurnedOnIsThereAfterAReloadAndAfterAnUndo() throws Exception {
    ReviewProject project = EveryPage.emotions(1);
    project.predicted("first", "en", "joy");
    project.predicted("second", "en", "joy");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.shows("first").press("3");
    assertPressed(desk, true, false, true);

    desk.page().reload();
    desk.shows("first");
    assertPressed(desk, true, false, true);
    desk.press("Enter").shows("second").hasSavedEverything();

    desk.press("z").shows("first");
    assertPressed(desk, true, false, true);
    desk.press("1").press("Enter").shows("second").hasSavedEverything();
    assertThat(ReviewDesks.annotations(project))
        .extracting(row -> row.get("label"))
        .containsExactly("fear, joy", "fear");
  }

  @Test
  void whereEverythingWasTurnedOffNothingIsOnAfterAReload() throws Exception {
    ReviewProject project = EveryPage.emotions(1);
    project.predicted("first", "en", "joy");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.shows("first").press("1");
    assertPressed(desk, false, false, false);

    desk.page().reload();

    desk.shows("first");
    assertPressed(desk, false, false, false);
  }

  @Test
  void aLabelThatIsGoneSinceIsNoPartOfWhatWasTurnedOn() throws Exception {
    ReviewProject project = EveryPage.emotions(1);
    project.predicted("first", "en", "joy");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.shows("first").press("3");
    assertPressed(desk, true, false, true);
    project
        .person("ADMIN", "en")
        .api()
        .post(
            "/projects/" + project.id() + "/schema/changes",
            Map.of(
                "fromVersion",
                1,
                "labels",
                List.of("joy", "anger"),
                "changes",
                List.of(Map.of("label", "fear", "becomes", "RETIRED"))))
        .expect(200);

    desk.page().reload();

    desk.shows("first");
    assertPressed(desk, true, false);
    desk.press("Enter").isEmpty().hasSavedEverything();
    assertThat(ReviewDesks.annotations(project))
        .extracting(row -> row.get("label"))
        .containsExactly("joy");
  }

  @Test
  void anEditorDecidesASetByKeyboardBeginningWithWhatNobodyDisputes() throws Exception {
    ReviewProject project = EveryPage.disputedEmotions();
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", "en"));
    page.navigate("/projects/" + project.id() + "/adjudication");
    Locator labels = page.locator("button.r-label");
    assertThat(labels.nth(0)).hasAttribute("aria-pressed", "true");
    assertThat(labels.nth(1)).hasAttribute("aria-pressed", "false");

    page.keyboard().press("2");
    assertThat(labels.nth(1)).hasAttribute("aria-pressed", "true");
    page.keyboard().press("Enter");

    assertThat(page.locator("#post")).not().isVisible();
    assertThat(
            ReviewProject.query(
                "select label from adjudication where project_id = ?", project.id()))
        .isEqualTo(List.of(Map.of("label", "anger, joy")));
  }

  private static void assertPressed(ReviewDeskPage desk, boolean... on) {
    for (int label = 0; label < on.length; label++) {
      assertThat(desk.labels().nth(label))
          .hasAttribute("aria-pressed", Boolean.toString(on[label]));
    }
  }
}
