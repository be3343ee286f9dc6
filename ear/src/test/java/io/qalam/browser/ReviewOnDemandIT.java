package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guidelines, reasons, keys: what the review page shows when it is asked. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ReviewOnDemandIT {

  private static final String GUIDELINES =
      """
      # متى تكون ساخرة

      An English paragraph with **weight**.

      <script>window.broken = 1</script><img src=x onerror="window.broken = 2">

      [a link](javascript:window.broken=3) and ![a picture](https://example.org/x.png)
      """;

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void gShowsTheGuidelinesInTheirOwnDirectionsAndNothingInThemRuns() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second");
    Person admin = project.person("ADMIN", "en");
    admin
        .api()
        .put("/projects/" + project.id() + "/guidelines", Map.of("markdown", GUIDELINES))
        .expect(200);
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    Locator guide = desk.page().locator("#guide");
    assertThat(guide).isHidden();

    desk.press("g");

    assertThat(guide).isVisible();
    assertThat(guide.locator("h1")).hasCSS("direction", "rtl");
    assertThat(guide.locator("p:has(strong)")).hasCSS("direction", "ltr");
    assertThat(guide).containsText("<script>window.broken = 1</script>");
    assertThat(guide.locator("script, img, [onerror], a[href^='javascript']")).hasCount(0);
    assertThat(desk.page().evaluate("() => window.broken === undefined")).isEqualTo(true);
    desk.press("2").shows("second").hasSavedEverything().press("g");
    assertThat(guide).isHidden();
  }

  @ParameterizedTest
  @CsvSource({"1024,en", "1152,ar", "1280,en", "1280,ar", "1600,hi", "2400,en"})
  void theGuidelinesCoverNothingOfTheDesk(int width, String language) throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    Person admin = project.person("ADMIN", language);
    admin
        .api()
        .put("/projects/" + project.id() + "/guidelines", Map.of("markdown", GUIDELINES))
        .expect(200);
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, admin);
    desk.page().setViewportSize(width, 800);

    desk.press("g");

    assertThat(desk.page().locator("#guide")).isVisible();
    BoundingBox guide = desk.page().locator("#guide").boundingBox();
    BoundingBox seen = desk.desk().boundingBox();
    boolean beside =
        language.equals("ar") ? guide.x + guide.width <= seen.x : seen.x + seen.width <= guide.x;
    assertThat(beside)
        .as("%.0f+%.0f, %.0f+%.0f", seen.x, seen.width, guide.x, guide.width)
        .isTrue();
    assertThat(desk.page().evaluate("() => document.scrollingElement.scrollWidth"))
        .isEqualTo(width);
  }

  @Test
  void anAdminWordsTheGuidelinesAnewAndEveryVersionIsKept() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "en"));
    page.navigate("/projects/" + project.id() + "/guidelines");
    assertThat(page.locator("[id='guide']")).containsText("no guidelines yet");

    save(page, "# One");
    assertThat(page.locator("#shown h1")).hasText("One");
    save(page, "# Two");
    assertThat(page.locator("#shown h1")).hasText("Two");

    page.locator("[id='versions'] a").last().click();
    assertThat(page.locator("#shown h1")).hasText("One");
    Page reader = BROWSER.logIn(TestTenants.NILE, project.annotator());
    reader.navigate("/projects/" + project.id() + "/guidelines");
    assertThat(reader.locator("#shown h1")).hasText("Two");
    assertThat(reader.locator("textarea")).hasCount(0);
  }

  private static void save(Page page, String markdown) {
    page.locator("[id='guidelines:markdown']").fill(markdown);
    page.locator("[id='guidelines:save']").click();
  }

  @Test
  void guidelinesWrittenFromAnOlderVersionAreRefusedWithTheNewerOnesName() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    Person admin = project.person("ADMIN", "en");
    String address = "/projects/" + project.id() + "/guidelines";
    admin.api().put(address, Map.of("markdown", "one", "version", 0)).expect(200);

    String problem =
        admin.api().put(address, Map.of("markdown", "two", "version", 0)).expect(409).toString();

    assertThat(problem).contains("version 0", "version 1", admin.userName());
    assertThat(admin.api().put(address, Map.of()).expect(422).toString()).contains("markdown");
    assertThat(admin.api().get(address).expect(200).get("markdown").asText()).isEqualTo("one");
  }

  @Test
  void wTellsWhyAPostIsHereAndOfABlindOneNothing() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    project.blindPost("second", "en");
    ReviewProject.execute(
        "update prediction set margin = 0.042 where project_id = ?", project.id());
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    Locator reason = desk.page().locator("#reason");
    List<String> texts = new ArrayList<>();
    for (int post = 0; post < 2; post++) {
      desk.press("w");
      assertThat(reason).isVisible();
      texts.add(desk.post().textContent() + ": " + reason.textContent());
      desk.press("1");
      assertThat(reason).isHidden();
    }
    assertThat(texts.toString()).contains("least certain", "0.042", "qalam-mini");
    assertThat(texts)
        .filteredOn(text -> text.startsWith("second"))
        .singleElement()
        .asString()
        .contains("without a prediction")
        .doesNotContain("0.042")
        .doesNotContain("andom");
  }

  @Test
  void theQuestionMarkListsEveryKeyInThePersonsLanguage() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.person("ANNOTATOR", "ar"));
    desk.press("?");
    Locator help = desk.page().locator("[id='help-dialog']");
    assertThat(help).isVisible();
    assertThat(help.locator("dt")).hasCount(11);
    assertThat(help).containsText("إرشادات المشروع");
    assertThat(help.locator("dd").allTextContents())
        .hasSize(11)
        .allMatch(meaning -> meaning.matches("(?s).*\\p{IsArabic}.*"));
  }

  @Test
  void theListOfKeysFitsASmallPhone() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.page().setViewportSize(320, 800);
    desk.press("?");
    Locator help = desk.page().locator("[id='help-dialog']");
    assertThat(help).isVisible();
    assertThat(help.boundingBox().width).isLessThan(320);
    assertThat(help.locator(".r-help dt").first().evaluate("e => e.scrollWidth - e.clientWidth"))
        .as("pixels of the keys that stand over their meaning")
        .isEqualTo(0);
  }

  @Test
  void ownKeysAreKeptAndWorkAndTheUsualOnesNoMore() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second");
    Page page = BROWSER.logIn(TestTenants.NILE, project.annotator());
    page.navigate("/account");
    keyOf(page, "skip").fill("<");
    keyOf(page, "undo").fill("س");
    page.locator("[id='keys:save']").click();
    assertThat(page.locator("#messages")).containsText("saved");

    ReviewDeskPage desk = ReviewDeskPage.open(page, project.id()).shows("first");
    assertThat(page.locator("#skip kbd")).hasText("<");
    desk.press("z").press("s").shows("first");
    desk.press("<").shows("second").hasSavedEverything();
    assertThat(ReviewDesks.annotations(project))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("decision", "SKIPPED"));
  }

  @Test
  void aKeyThatIsTakenOrNoSingleCharacterIsRefusedByName() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    Page page = BROWSER.logIn(TestTenants.NILE, project.annotator());
    page.navigate("/account");
    keyOf(page, "skip").fill("f");
    page.locator("[id='keys:save']").click();
    assertThat(page.locator("#messages")).containsText("Flag: is the key of skip, too");

    keyOf(page, "skip").fill("javascript:window.broken=1");
    page.locator("[id='keys:save']").click();
    assertThat(page.locator("#messages")).containsText("Skip: must be one letter or sign");
    assertThat(page.evaluate("() => window.broken === undefined")).isEqualTo(true);
    ReviewDeskPage.open(page, project.id());
    assertThat(page.locator("#skip kbd")).hasText("S");
  }

  @Test
  void aStoredKeyThatIsScriptNeverReachesThePage() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    Person person = project.annotator();
    ReviewProject.execute(
        "insert into review_keys (tenant_id, account_id, keys) values (?, ?, ?::jsonb)",
        TestTenants.NILE.id(),
        person.id(),
        "{\"skip\": \"<img src=x onerror=window.broken=1>\"}");
    Page page = BROWSER.logIn(TestTenants.NILE, person);
    assertThat(page.navigate("/projects/" + project.id() + "/review").status()).isEqualTo(422);
    assertThat(page.evaluate("() => window.broken === undefined")).isEqualTo(true);
  }

  @Test
  void scriptInALabelIsShownAsText() throws Exception {
    String label = "<img src=x onerror=window.broken=1>";
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", List.of(label, "other"), 1);
    project.post("first", "en");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    assertThat(desk.labelNames()).containsExactly(label, "other");
    desk.press("1").isEmpty().hasSavedEverything();
    assertThat(desk.page().locator("#announce")).containsText(label);
    assertThat(desk.page().evaluate("() => window.broken === undefined")).isEqualTo(true);
  }

  @Test
  void scriptInACommentIsTextWhereAnEditorReadsIt() throws Exception {
    String comment = "<img src=x onerror=window.broken=1>";
    ReviewProject project = ReviewDesks.withPosts("first");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    desk.press("c").page().keyboard().type(comment);
    desk.press("Enter").press("f").isEmpty().hasSavedEverything();

    Page page = BROWSER.logIn(TestTenants.NILE, project.editor());
    page.navigate("/projects/" + project.id() + "/adjudication");
    assertThat(page.locator("main")).containsText(comment);
    assertThat(page.evaluate("() => window.broken === undefined")).isEqualTo(true);
  }

  private static Locator keyOf(Page page, String action) {
    List<String> actions =
        List.of("skip", "flag", "undo", "comment", "guidelines", "why", "signs", "help");
    return page.locator("[id='keys'] input[type=text]").nth(actions.indexOf(action));
  }
}
