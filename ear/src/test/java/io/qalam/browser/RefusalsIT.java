package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server refuses is told on the page in the language of its reader. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class RefusalsIT {

  private static final Pattern ENGLISH = Pattern.compile("[A-Za-z]{2,} [A-Za-z]{2,}");

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ar | التصنيفات، رقم 2 | مكرّرة | يجب أن تكون القيمة من 1 إلى 9 | ليس رقمًا | ليست كلمة مرورك | يوجد عضو باسم",
        "hi | लेबल, क्रमांक 2 | दो बार है | मान 1 से 9 तक होना चाहिए | संख्या नहीं है | यह आपका पासवर्ड नहीं है | नाम का सदस्य पहले से है"
      })
  void aFormIsRefusedInTheLanguageOfThePage(
      String language,
      String second,
      String twice,
      String range,
      String noNumber,
      String password,
      String taken)
      throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", language);
    Page page = BROWSER.logIn(TestTenants.NILE, admin);

    page.navigate("/projects/" + project.id() + "/settings");
    fill(page, "schema:labels", "positive\npositive");
    click(page, "schema:change");
    told(page, language, second);
    told(page, language, twice);

    page.reload();
    fill(page, "settings:overlap", "12");
    click(page, "settings:save");
    told(page, language, range);

    page.reload();
    fill(page, "settings:random", "many");
    click(page, "settings:save");
    told(page, language, noNumber);

    page.navigate("/account");
    fill(page, "password:current", "not the password");
    fill(page, "password:replacement", "a long new password");
    fill(page, "password:repeated", "a long new password");
    click(page, "password:change");
    told(page, language, password);

    page.navigate("/members");
    assertThat(page.locator("[id='new:locale_input'] option:checked"))
        .hasAttribute("value", language);
    fill(page, "new:user", admin.userName());
    click(page, "new:add");
    told(page, language, taken);
  }

  @ParameterizedTest
  @CsvSource({"ar,النص فارغ,ليس من هذه", "hi,पाठ ख़ाली है,इनमें से नहीं है"})
  void aRecordOfAnImportIsRefusedInTheLanguageOfThePageNowAndLater(
      String language, String blank, String noLabel) throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", language));
    page.navigate("/projects/" + project.id() + "/posts");
    byte[] file = "text,label\n\" \",positive\nhello,furious\n".getBytes(StandardCharsets.UTF_8);
    page.locator("[id='upload:file_input']")
        .setInputFiles(new FilePayload("posts.csv", "text/csv", file));

    assertThat(page.locator("#ended")).isVisible();
    Locator now = page.locator(".q-rejections li bdi");
    assertThat(now).hasCount(2);
    inItsLanguage(now.allInnerTexts(), List.of(blank, noLabel));

    click(page, "rejects:show");
    Locator later = page.locator("[id^='rejects'] tbody tr td:nth-child(3) bdi");
    assertThat(later).hasCount(2);
    assertThat(String.join(" ", later.allInnerTexts())).contains(blank, noLabel);
  }

  @ParameterizedTest
  @CsvSource({"ar,الفرنسية (fr)", "hi,फ़्रेंच (fr)", "en,French (fr)"})
  void whoeverImportsIsToldOfALanguageThatTheProjectDoesNotName(String language, String name)
      throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", language));
    page.navigate("/projects/" + project.id() + "/posts");
    byte[] file = "text,lang\nbonjour,fr\n".getBytes(StandardCharsets.UTF_8);
    page.locator("[id='upload:file_input']")
        .setInputFiles(new FilePayload("posts.csv", "text/csv", file));

    assertThat(page.locator("#ended")).isVisible();
    assertThat(page.locator("#accepted")).hasText("1");
    assertThat(page.locator("#unnamed-languages")).containsText(name);
  }

  private static void fill(Page page, String id, String text) {
    page.locator("[id='" + id + "']").fill(text);
  }

  private static void click(Page page, String id) {
    page.locator("[id='" + id + "']").click();
  }

  /** The page says this, and no sentence of another language beside it. */
  private static void told(Page page, String language, String sentence) {
    Locator messages = page.locator("#messages");
    assertThat(messages).containsText(sentence);
    inItsLanguage(messages.allInnerTexts(), List.of(sentence));
    assertThat(page.locator("html")).hasAttribute("lang", language);
  }

  private static void inItsLanguage(List<String> texts, List<String> sentences) {
    assertThat(texts).noneMatch(text -> ENGLISH.matcher(text).find());
    assertThat(String.join(" ", texts)).contains(sentences);
  }
}
