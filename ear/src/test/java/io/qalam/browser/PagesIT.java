package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page as an admin sees it: whole, without an error, in each language and width. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PagesIT {

  private static final Path PHOTOGRAPHS = Path.of("target/browser");

  /** What sticks out of the window, to name it where something does. */
  private static final String TOO_WIDE =
      """
      () => [...document.body.querySelectorAll('*')]
          .filter(e => e.getBoundingClientRect().right > innerWidth + 1
              || e.getBoundingClientRect().left < -1)
          .map(e => e.tagName.toLowerCase() + '.' + e.className)
          .slice(0, 8)
          .join(', ')""";

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @ParameterizedTest
  @CsvSource({
    "en,ltr,1280",
    "en,ltr,320",
    "ar,rtl,1280",
    "ar,rtl,320",
    "hi,ltr,1280",
    "hi,ltr,320"
  })
  void everyPageOpensWholeAndWithoutAnError(String language, String direction, int width)
      throws Exception {
    ReviewProject project = EveryPage.disputed("الخدمة رائعة اليوم #Qalam 😍");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", language));
    page.setViewportSize(width, 900);
    List<String> errors = errorsOf(page);
    SoftAssertions all = new SoftAssertions();
    for (Map.Entry<String, String> one : EveryPage.addresses(project).entrySet()) {
      String name = one.getKey() + " " + language + " " + width;
      Response answer = page.navigate(one.getValue());
      all.assertThat(answer.status()).as(name).isEqualTo(200);
      assertThat(page.locator("html")).hasAttribute("dir", direction);
      assertThat(page.locator("html")).hasAttribute("lang", language);
      page.screenshot(
          new ScreenshotOptions()
              .setPath(PHOTOGRAPHS.resolve(name.replace(' ', '-') + ".png"))
              .setFullPage(true));
      all.assertThat(page.evaluate("() => document.scrollingElement.scrollWidth"))
          .as("width of %s, where these stick out: %s", name, page.evaluate(TOO_WIDE))
          .isEqualTo(width);
      all.assertThat(errors).as("errors of " + name).isEmpty();
      errors.clear();
    }
    all.assertAll();
  }

  @ParameterizedTest
  @CsvSource({"en,Arabic,not measured", "ar,العربية,لم يُقَس", "hi,अरबी,मापा नहीं गया"})
  void theEvaluationReportIsWholeOnADesktopAndInThePagesLanguage(
      String language, String languageName, String notMeasured) throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID reported = EveryPage.withReport();
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", language));
    page.navigate("/projects/" + reported + "/training");
    assertThat(page.locator("#report tbody tr").first()).isVisible();
    assertThat(page.locator(".t-loss canvas")).isVisible();
    assertThat(page.locator("#report")).containsText(languageName);
    assertThat(page.locator("#report")).containsText(notMeasured);
    assertThat(page.locator("#yardstick")).containsText("Macro-F1");
    assertThat(page.locator("#measures")).containsText("Weighted-F1");
    assertThat(page.locator(".t-report").evaluate("e => e.scrollWidth - e.clientWidth"))
        .as("pixels of the report that are cut off")
        .isEqualTo(0);
  }

  /** What a page complains of from now on: its console's errors, which tell of its policy too. */
  private static List<String> errorsOf(Page page) {
    List<String> errors = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(errors::add);
    return errors;
  }

  @Test
  void latinNamesInAnArabicPostKeepTheirDirectionInTheListAndInItsHistory() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("الخدمة رائعة اليوم #Qalam 😍", "ar");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "ar"));
    page.navigate("/projects/" + project.id() + "/posts");
    assertThat(page.locator(".q-posts .q-post bdi[dir=ltr]")).hasText("#Qalam");

    page.locator("[id$=':open']").click();
    assertThat(page.locator("#history .q-post bdi[dir=ltr]")).hasText("#Qalam");
  }

  @Test
  void aDigitDecidesADispute() throws Exception {
    ReviewProject project = EveryPage.disputed("الخدمة رائعة اليوم");
    Person editor = project.person("EDITOR", "en");
    Page page = BROWSER.logIn(TestTenants.NILE, editor);
    page.navigate("/projects/" + project.id() + "/adjudication");
    assertThat(page.locator("#post")).hasText("الخدمة رائعة اليوم");
    assertThat(page.locator("#post")).hasCSS("direction", "rtl");

    page.keyboard().press("2");
    assertThat(page.locator(".r-empty")).isVisible();
    assertThat(
            ReviewProject.query(
                "select label, editor_id from adjudication where project_id = ?", project.id()))
        .containsExactly(Map.of("label", "negative", "editor_id", editor.id()));
  }

  @Test
  void aPageThatFailsShowsNoneOfTheServersInsides() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    labels(project, "{\"not\": \"a list\"}");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "en"));
    Map<String, Integer> failures =
        Map.of(
            "/no-such-page",
            404,
            "/projects/" + UUID.randomUUID() + "/review",
            404,
            "/projects/not-an-id/posts",
            404,
            "/projects/" + project.id() + "/settings",
            500);
    try {
      for (Map.Entry<String, Integer> failure : failures.entrySet()) {
        showsNothingOfTheServer(page, failure.getKey(), failure.getValue());
      }
    } finally {
      labels(project, "[\"positive\", \"negative\", \"neutral\"]");
    }
  }

  private static void labels(ReviewProject project, String json) throws SQLException {
    ReviewProject.execute(
        "update label_schema set labels = ?::jsonb where project_id = ?", json, project.id());
  }

  private static void showsNothingOfTheServer(Page page, String address, int status) {
    Response answer = page.navigate(address);
    assertThat(answer.status()).as(address).isEqualTo(status);
    assertThat(answer.text())
        .as(address)
        .doesNotContainIgnoringCase("exception", "payara", "glassfish", "mojarra")
        .doesNotContain("\tat ", "jakarta.servlet", "org.", "io.qalam");
    assertThat(page.locator("h1")).isVisible();
  }
}
