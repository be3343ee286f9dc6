package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reviewing and deciding summaries by the keyboard alone, on Arabic pages. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SummaryPageIT {

  private static final String FIRST = "افتتحت البلدية أمس حديقة عامة جديدة في وسط المدينة.";
  private static final String SECOND = "हवाई अड्डे पर नई उड़ानें शुरू हुईं और किराया घटा।";
  private static final String SHOWN = "افتتحت البلدية حديقة.";
  private static final String EDITED = "افتتحت البلدية حديقة عامة في وسط المدينة.";

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void enterTakesTheSummaryAsItWasShownAndADigitRatesIt() throws Exception {
    ReviewProject project = withTwoPosts();
    ReviewDeskPage desk = open(project);
    assertThat(box(desk)).hasValue(SHOWN);
    assertThat(box(desk)).hasCSS("direction", "rtl");
    desk.press("2").press("4");
    assertThat(pressed(desk)).hasText("4جيّد");
    photograph(desk.page(), "summary-ar");

    desk.press("Enter").shows(SECOND).hasSavedEverything();

    assertStored(project, "ACCEPTED", SHOWN, 4);
    assertThat(box(desk)).hasCSS("direction", "ltr");
    assertThat(pressed(desk)).hasCount(0);
  }

  @Test
  void theBoxIsReachedByTabEditedAndSavedFromWithin() throws Exception {
    ReviewProject project = withTwoPosts();
    ReviewDeskPage desk = open(project).press("5").press("5").press("Tab");
    assertThat(box(desk)).isFocused();
    desk.press("Control+a");
    desk.page().keyboard().insertText(EDITED + " 123 sf");
    desk.press("Enter").shows(FIRST);
    desk.press("Control+Enter").shows(SECOND).hasSavedEverything();

    assertStored(project, "CORRECTED", EDITED + " 123 sf", null);
  }

  @Test
  void eEditsEscapeLeavesAndEnterThenSavesWhatWasEdited() throws Exception {
    ReviewProject project = withTwoPosts();
    ReviewDeskPage desk = open(project).press("e");
    assertThat(box(desk)).isFocused();
    desk.press("Control+a");
    desk.page().keyboard().insertText(EDITED);
    desk.press("Escape");
    assertThat(desk.post()).isFocused();
    desk.press("1").press("Enter").shows(SECOND).hasSavedEverything();
    assertStored(project, "CORRECTED", EDITED, 1);

    desk.press("z").shows(FIRST);

    assertThat(box(desk)).hasValue(EDITED);
    assertThat(pressed(desk)).hasText("1خاطئ");
    desk.press("s").shows(SECOND).hasSavedEverything();
    assertThat(ReviewDesks.annotations(project))
        .last()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("decision", "SKIPPED")
                    .containsEntry("summary", null)
                    .containsEntry("rating", null));
  }

  @Test
  void whatIsEditedOutlivesTheTab() throws Exception {
    ReviewProject project = withTwoPosts();
    Person person = project.person("ANNOTATOR", "ar");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, person).shows(FIRST).press("e");
    desk.press("Control+a");
    desk.page().keyboard().insertText(EDITED);
    desk.press("Escape").press("3");
    var browser = desk.page().context();
    desk.page().close();

    ReviewDeskPage again = ReviewDeskPage.open(browser.newPage(), project.id()).shows(FIRST);

    assertThat(box(again)).hasValue(EDITED);
    assertThat(pressed(again)).hasCount(1);
    again.press("Enter").shows(SECOND).hasSavedEverything();
    assertStored(project, "CORRECTED", EDITED, 3);
  }

  @Test
  void aBlindPostShowsNoSummaryAndTakesNoRatingAndNothingEmpty() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    project.summedBlind(FIRST, "ar", SHOWN);
    ReviewDeskPage desk = open(project);
    assertThat(box(desk)).hasValue("");
    assertThat(desk.page().locator("#rating")).isHidden();
    assertThat(desk.page().locator("#desk")).not().containsText(SHOWN);

    desk.press("3").press("Enter").shows(FIRST);
    assertThat(box(desk)).isFocused();
    desk.page().keyboard().insertText(EDITED);
    desk.press("Control+Enter").isEmpty().hasSavedEverything();

    assertStored(project, "LABELLED", EDITED, null);
  }

  @Test
  void onAPhoneTheSummaryStandsBelowThePostAndNothingSticksOut() throws Exception {
    ReviewProject project = withTwoPosts();
    ReviewDeskPage desk = open(project);
    Page page = desk.page();
    page.setViewportSize(390, 800);

    assertThat(page.evaluate("() => document.scrollingElement.scrollWidth")).isEqualTo(390);
    assertThat(box(desk).boundingBox().y).isGreaterThan(desk.post().boundingBox().y);
    photograph(page, "summary-phone-ar");
    page.locator("#rating button").nth(4).click();
    page.locator("#accept").click();

    desk.shows(SECOND).hasSavedEverything();
    assertStored(project, "ACCEPTED", SHOWN, 5);
  }

  @Test
  void markupInASummaryIsShownAsTextAndHiddenSignsByTheirNames() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    String hostile = "</textarea><script>document.title='hacked'</script>\u202e";
    project.summed(FIRST, "ar", hostile);
    ReviewDeskPage desk = open(project);
    assertThat(box(desk)).hasValue(hostile);

    desk.press("v");

    assertThat(desk.page().locator("#signs-count")).hasText("1");
    assertThat(desk.page().locator("#summary-signs .q-sign")).hasAttribute("data-name", "RLO");
    assertThat(desk.page()).not().hasTitle("hacked");
  }

  @Test
  void thePageForAcceptingInBulkSaysThatItIsForLabels() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", "en"));

    page.navigate("/projects/" + project.id() + "/bulk");

    assertThat(page.locator("#of-labels")).containsText("posts get summaries");
    assertThat(page.locator("form#filter")).hasCount(0);
  }

  @Test
  void anEditorTakesASummaryByItsDigitChangesItAndDecides() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    UUID post = project.summed(FIRST, "ar", SHOWN);
    ReviewDeskPage desk = open(project).press("f").isEmpty().hasSavedEverything();
    assertThat(desk.post()).isHidden();
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", "ar"));
    page.navigate("/projects/" + project.id() + "/adjudication");
    Locator box = page.locator("[id='dispute:summary']");
    assertThat(box).hasValue("");

    page.keyboard().press("1");
    assertThat(box).hasValue(SHOWN);
    page.keyboard().press("e");
    assertThat(box).isFocused();
    page.keyboard().press("Control+End");
    page.keyboard().insertText(" نعم.");
    photograph(page, "summary-adjudication-ar");
    page.keyboard().press("Control+Enter");

    assertThat(page.locator(".r-empty")).isVisible();
    assertThat(ReviewProject.query("select state, final_summary from post where id = ?", post))
        .containsExactly(Map.of("state", "ADJUDICATED", "final_summary", SHOWN + " نعم."));
  }

  private static ReviewProject withTwoPosts() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    project.summed(FIRST, "ar", SHOWN);
    project.summed(SECOND, "hi", "नई उड़ानें शुरू हुईं।");
    return project;
  }

  private static ReviewDeskPage open(ReviewProject project) throws Exception {
    return ReviewDesks.open(BROWSER, project, project.person("ANNOTATOR", "ar")).shows(FIRST);
  }

  private static Locator box(ReviewDeskPage desk) {
    return desk.page().locator("#summary-text");
  }

  private static Locator pressed(ReviewDeskPage desk) {
    return desk.page().locator("#rating [aria-pressed=true]");
  }

  private static void photograph(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/browser", name + ".png"))
            .setFullPage(true));
  }

  private static void assertStored(
      ReviewProject project, String decision, String summary, Integer rating) throws Exception {
    List<Map<String, Object>> rows = ReviewDesks.annotations(project);
    assertThat(rows)
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("decision", decision)
                    .containsEntry("summary", summary)
                    .containsEntry("rating", rating));
  }
}
