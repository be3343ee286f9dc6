package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adjudication, quality, audit and dashboard as editors and admins use them, in a browser. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class EditorPagesIT {

  private static final Path PHOTOGRAPHS = Path.of("target/browser");
  private static final List<String> LABELS = List.of("positive", "negative");

  /** By how much a part is wider than the box that it can be scrolled in. */
  private static final String CUT_OFF =
      "e => Math.max(0, e.parentElement.scrollWidth - e.parentElement.clientWidth)";

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void namesAreHiddenUntilTheKeyForThemAndADecisionIsTakenBackByKey() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "ar", LABELS, 2);
    Person first = project.annotator();
    Person second = project.annotator();
    for (String text : List.of("الخدمة رائعة", "الخدمة بطيئة")) {
      project.post(text, "ar");
      project.label(first, "positive");
      project.label(second, "negative");
    }
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", "en"));
    page.navigate("/projects/" + project.id() + "/adjudication");
    Locator voices = page.locator(".a-voices");
    assertThat(voices).not().containsText(first.userName());
    assertThat(voices).containsText("Annotator A");
    assertThat(page.locator(".a-model")).containsText("positive");
    assertThat(page.locator("#held-out")).hasCount(0);

    page.keyboard().press("n");
    assertThat(voices).containsText(first.userName());
    page.keyboard().press("n");
    assertThat(voices).not().containsText(first.userName());

    assertThat(page.locator("#post")).hasText("الخدمة رائعة");
    page.keyboard().press("j");
    assertThat(page.locator("#post")).hasText("الخدمة بطيئة");
    page.keyboard().press("k");
    assertThat(page.locator("#post")).hasText("الخدمة رائعة");
    page.keyboard().press("2");
    assertThat(page.locator("#post")).hasText("الخدمة بطيئة");
    page.keyboard().press("z");
    assertThat(page.locator("#post")).hasText("الخدمة رائعة");
    assertThat(
            ReviewProject.query(
                "select label from adjudication where project_id = ? and undone_at is null",
                project.id()))
        .isEmpty();

    ReviewProject.execute("update post set split = 'TEST' where project_id = ?", project.id());
    page.reload();
    assertThat(page.locator("#held-out")).isVisible();
    assertThat(page.locator(".a-model")).hasCount(0);
    assertThat(page.locator(".r-predicted")).hasCount(0);
  }

  @Test
  void zeroChoosesTheTenthLabelAndTheListOfKeysSaysSo() throws Exception {
    List<String> labels = IntStream.rangeClosed(1, 11).mapToObj(i -> "label " + i).toList();
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", labels, 2);
    UUID post = project.post("what is it", "en");
    project.label(project.annotator(), "label 1");
    project.label(project.annotator(), "label 2");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", "ar"));
    page.navigate("/projects/" + project.id() + "/adjudication");
    assertThat(page.locator(".r-label .r-key").nth(9)).hasText("0");
    assertThat(page.locator(".r-label .r-key").nth(10)).hasText("");

    page.keyboard().press("?");
    Locator help = page.locator("[id='help-dialog']");
    assertThat(help.locator("div:has(> dt)").first()).containsText("0 للعاشر");
    page.keyboard().press("0");
    page.keyboard().press("Escape");
    assertThat(help).isHidden();
    assertThat(page.locator("#post")).hasText("what is it");

    page.keyboard().press("0");
    assertThat(page.locator(".r-empty")).isVisible();
    assertThat(ReviewProject.value("select final_label from post where id = ?", post))
        .isEqualTo("label 10");
  }

  @Test
  void theGuidelinesOpenBesideADisputeByKey() throws Exception {
    ReviewProject project = EveryPage.disputed("الخدمة رائعة");
    project
        .person("ADMIN", "en")
        .api()
        .put(
            "/projects/" + project.id() + "/guidelines",
            Map.of("markdown", "# Irony\n\nالسخرية سلبية"))
        .expect(200);
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", "en"));
    page.navigate("/projects/" + project.id() + "/adjudication");
    assertThat(page.locator("#guideline .r-guide")).not().isVisible();

    page.keyboard().press("g");
    assertThat(page.locator("#guideline .r-guide")).containsText("السخرية سلبية");
    assertThat(page.locator("#guideline .r-guide")).isVisible();
  }

  @Test
  void aSuspectedLabelIsOpenedAndDecidedByKey() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1);
    Person annotator = project.annotator();
    UUID doubtful = project.post("a doubtful post", "en");
    project.label(annotator, "negative");
    project.post("a fine post", "en");
    project.label(annotator, "positive");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", "en"));
    page.navigate("/projects/" + project.id() + "/quality");
    page.locator("[id='errors:reckon']").click();
    assertThat(page.locator("#found")).containsText("1 suspected post among 2");
    assertThat(page.locator("[id='errors:figures'] .k-post")).hasText("a doubtful post");
    page.locator(".k-open").click();
    page.waitForURL("**/adjudication?list=suspected");
    assertThat(page.locator("#post")).hasText("a doubtful post");
    assertThat(page.locator("#why")).containsText("negative");

    page.keyboard().press("1");
    assertThat(page.locator(".r-empty")).containsText("No label is suspected");
    assertThat(ReviewProject.value("select final_label from post where id = ?", doubtful))
        .isEqualTo("positive");
    page.keyboard().press("z");
    assertThat(page.locator("#post")).hasText("a doubtful post");
    page.keyboard().press("1");
    assertThat(page.locator(".r-empty")).containsText("No label is suspected");
    page.keyboard().press("l");
    page.waitForURL("**/adjudication");
    assertThat(page.locator(".r-empty")).containsText("No post waits");
  }

  @ParameterizedTest
  @CsvSource({
    "en,Most said,Annotators differ on no post",
    "ar,قال الأكثر,لا منشور اختلف فيه",
    "hi,बहुमत ने,समीक्षक असहमत नहीं"
  })
  void aContestedPostIsReadOnTheQualityPageAndDecidedFromThere(
      String language, String why, String none) throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "ar", LABELS, 2);
    Person first = project.annotator();
    Person second = project.annotator();
    project.post("الخدمة سريعة", "ar");
    UUID contested = project.post("الخدمة رائعة #Qalam", "ar");
    for (String label : List.of("positive", "positive")) {
      project.label(first, label);
    }
    project.label(second, "positive");
    project.label(second, "negative");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", language));
    page.navigate("/projects/" + project.id() + "/quality");
    page.locator("[id='competence:reckon']").click();
    Locator post = page.locator("#contested .k-post");
    assertThat(post).hasText("الخدمة رائعة #Qalam");
    assertThat(post.locator("bdi[dir=ltr]")).hasText("#Qalam");
    assertThat(page.locator("#contested")).not().containsText(contested.toString());

    post.click();
    page.waitForURL("**/adjudication?list=contested&first=" + contested);
    assertThat(page.locator("#post")).hasText("الخدمة رائعة #Qalam");
    assertThat(page.locator("#why")).containsText(why);
    page.keyboard().press("1");
    assertThat(page.locator(".r-empty")).containsText(none);
    assertThat(ReviewProject.value("select final_label from post where id = ?", contested))
        .isEqualTo("positive");
    page.keyboard().press("z");
    assertThat(page.locator("#post")).hasText("الخدمة رائعة #Qalam");
  }

  @ParameterizedTest
  @CsvSource({"en,1280", "ar,1280", "hi,390"})
  void qualityIsReckonedInEveryLanguageAndFitsTheWindow(String language, int width)
      throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    Person first = project.annotator();
    Person second = project.annotator();
    for (int i = 0; i < 12; i++) {
      project.post("post " + i, "en");
      project.label(first, LABELS.get(i % 2));
      project.label(second, LABELS.get(i == 3 ? 0 : i % 2));
    }
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", language));
    page.setViewportSize(width, 900);
    List<String> errors = new ArrayList<>();
    page.onPageError(errors::add);
    page.navigate("/projects/" + project.id() + "/quality");
    for (String part : List.of("agreement", "errors", "over", "competence")) {
      page.locator("[id='" + part + ":reckon']").click();
      assertThat(page.locator("[id='" + part + ":figures'] .k-table, #found").first()).isVisible();
    }
    assertThat(page.locator("#alpha")).containsText("[");
    assertThat(page.locator(".k-confusion")).hasCount(2);
    photograph(page, "quality-" + language + "-" + width);
    assertThat(page.evaluate("() => document.scrollingElement.scrollWidth")).isEqualTo(width);
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"en,1280", "ar,1280", "hi,390", "ar,390"})
  void anAdminFindsWhoDidWhat(String language, int width) throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1);
    Person annotator = project.annotator();
    UUID post = project.post("a post", "en");
    project.label(annotator, "negative");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", language));
    page.setViewportSize(width, 900);
    page.navigate("/audit");
    assertThat(page.locator("#deeds tbody tr").first()).isVisible();
    page.locator("[id='find:subject']").fill(post.toString());
    page.locator("[id='find:search']").click();
    assertThat(page.locator("#deeds tbody tr")).hasCount(1);
    assertThat(page.locator("#deeds tbody tr")).containsText(annotator.userName());
    assertThat(page.locator("#deeds tbody tr")).containsText("label.given");
    photograph(page, "audit-" + language + "-" + width);
    assertThat(page.evaluate("() => document.scrollingElement.scrollWidth")).isEqualTo(width);
    assertThat(page.locator("#deeds").evaluate(CUT_OFF))
        .as("pixels of the table that must be scrolled to")
        .isEqualTo(0);
  }

  @Test
  void anAdminFindsWhatWasDoneInAProjectByItsNameOrByAnAddress() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1);
    project.post("a post", "en");
    project.label(project.annotator(), "negative");
    ReviewProject other = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1);
    other.post("elsewhere", "en");
    other.label(other.annotator(), "positive");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "en"));
    page.navigate("/audit?project=" + project.id());
    assertThat(page.locator("[id='find:project']")).hasValue(project.id().toString());
    assertThat(page.locator("#deeds tbody tr")).hasCount(1);
    assertThat(page.locator("#deeds tbody tr")).containsText("negative");
    page.locator("[id='find:project']").selectOption(other.id().toString());
    page.locator("[id='find:search']").click();
    assertThat(page.locator("#deeds tbody tr")).containsText("positive");
    assertThat(page.locator("#deeds tbody tr")).hasCount(1);
  }

  @Test
  void theAuditOffersEveryActionThatOccursInTheWordsOfThePage() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1);
    Person admin = project.person("ADMIN", "ar");
    admin
        .api()
        .put("/projects/" + project.id() + "/settings", Map.of("checkShare", 0.5))
        .expect(200);
    Page page = BROWSER.logIn(TestTenants.NILE, admin);
    page.navigate("/audit");
    List<String> offered = new ArrayList<>();
    for (Locator option : page.locator("#actions option").all()) {
      String code = option.getAttribute("value");
      offered.add(code);
      assertThat(code.endsWith(".") ? "" : option.textContent().strip())
          .as(code)
          .isNotEqualTo(code);
    }
    assertThat(offered).contains("member.", "label.given", "adapter.rolledBack", "quota.set");
    assertThat(offered).doesNotHaveDuplicates();
    assertThat(
            ReviewProject.query("select distinct action from audit_event where subject <> 'row'"))
        .extracting(row -> row.get("action"))
        .isNotEmpty()
        .isSubsetOf(offered);
  }

  @ParameterizedTest
  @CsvSource({"en,1280", "ar,390", "hi,1280"})
  void theDashboardDrawsTheLastDays(String language, int width) throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    Person first = project.annotator();
    Person second = project.annotator();
    for (int i = 0; i < 4; i++) {
      project.post("post " + i, "en");
      project.label(first, LABELS.get(i % 2));
      project.label(second, LABELS.get(0));
    }
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", language));
    page.setViewportSize(width, 900);
    page.navigate("/projects/" + project.id() + "/dashboard");
    assertThat(page.locator("svg.c-chart")).hasCount(6);
    assertThat(page.locator("#labels")).hasText("8");
    assertThat(page.locator("section[aria-labelledby='labels-title'] rect.c-bar")).hasCount(1);
    assertThat(page.locator("section[aria-labelledby='mix-title'] rect.c-bar")).hasCount(2);
    assertThat(page.locator("section[aria-labelledby='time-title'] circle")).hasCount(1);
    photograph(page, "dashboard-" + language + "-" + width);
    assertThat(page.evaluate("() => document.scrollingElement.scrollWidth")).isEqualTo(width);
    page.navigate("/projects/" + project.id() + "/dashboard?days=7");
    page.locator("section[aria-labelledby='labels-title'] summary").click();
    assertThat(page.locator("section[aria-labelledby='labels-title'] tbody tr")).hasCount(7);
  }

  @ParameterizedTest
  @CsvSource({"en,No difference", "ar,لا يظهر فرق", "hi,कोई अंतर नहीं"})
  void theDashboardSaysWhatTheStrategyIsWorthAndHowSureThatIs(String language, String sentence)
      throws Exception {
    UUID measured = EveryPage.withReport();
    ReviewProject.execute(
        "update training_run set effort = '{\"randomRows\": 80, \"strategyRows\": 300,"
            + " \"developmentPosts\": 60, \"saved\": {\"share\": 0.2, \"lower\": -0.1, \"upper\":"
            + " 0.4}, \"curve\": [{\"strategy\": true, \"rows\": 10, \"macroF1\": 0.5, \"lower\": 0.4,"
            + " \"upper\": 0.6}, {\"strategy\": false, \"rows\": 10, \"macroF1\": 0.4, \"lower\":"
            + " 0.3, \"upper\": 0.5}]}' where id = ?",
        TestTenants.NILE.row("34"));
    Person editor = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1).person("EDITOR", language);
    Page page = BROWSER.logIn(TestTenants.NILE, editor);
    page.navigate("/projects/" + measured + "/dashboard");

    assertThat(page.locator("#effort")).containsText(sentence);
    assertThat(page.locator("section[aria-labelledby='effort-title'] circle")).hasCount(2);
    photograph(page, "effort-" + language);
  }

  @Test
  void theLearningCurveAndAcceptanceHaveTheirIntervals() throws Exception {
    UUID measured = EveryPage.withReport();
    ReviewProject.execute(
        "update adapter set run_id = ?, development_f1 = 0.6 where id = ?",
        TestTenants.NILE.row("34"),
        TestTenants.NILE.row("33"));
    ReviewProject.execute(
        "update evaluation set candidate = '{\"macroF1\": 0.6, \"bounds\": {\"lower\": 0.52,"
            + " \"upper\": 0.67}}' where run_id = ?",
        TestTenants.NILE.row("34"));
    Person editor = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1).person("EDITOR", "en");
    Page page = BROWSER.logIn(TestTenants.NILE, editor);
    page.navigate("/projects/" + measured + "/dashboard?days=90");

    Locator curve = page.locator("section[aria-labelledby='curve-title']");
    assertThat(curve.locator("line.c-span")).hasCount(1);
    curve.locator("summary").click();
    assertThat(curve.locator("tbody tr")).containsText("[0.52, 0.67]");
    assertThat(page.locator("#acceptance")).hasText("1.00 [0.21, 1.00]");
  }

  private static void photograph(Page page, String name) {
    page.screenshot(
        new ScreenshotOptions().setPath(PHOTOGRAPHS.resolve(name + ".png")).setFullPage(true));
  }
}
