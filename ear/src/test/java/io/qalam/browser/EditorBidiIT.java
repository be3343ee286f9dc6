package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.qalam.browser.DrawnText.assertFromTheLeft;
import static io.qalam.browser.DrawnText.assertFromTheRight;
import static io.qalam.browser.DrawnText.middle;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where the characters of posts and labels stand on the pages that the server draws, and that what
 * is hidden in a post is told and shown there too.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class EditorBidiIT {

  private static final List<String> LABELS = List.of("positive", "negative");

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  /** A place where a post is shown to an editor. */
  enum Place {
    ADJUDICATION("adjudication", "#post"),
    POSTS("posts", ".q-posts .q-post"),
    HISTORY("posts", "#history .q-post"),
    BULK("bulk", ".r-bulk .q-post");

    private final String address;
    private final String post;

    Place(String address, String post) {
      this.address = address;
      this.post = post;
    }

    /** The only post of a project, as that place wants it: in dispute, or not looked at yet. */
    Locator show(String text, String lang, String language) throws Exception {
      ReviewProject project = ReviewProject.of(TestTenants.NILE, lang, LABELS, 2);
      if (this == ADJUDICATION) {
        dispute(project, text, lang, LABELS);
      } else {
        project.post(text, lang);
      }
      return open(project, language);
    }

    /** The first post that is shown there, on a page in the reader's language. */
    Locator open(ReviewProject project, String language) throws Exception {
      Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", language));
      page.navigate("/projects/" + project.id() + "/" + address);
      if (this == HISTORY) {
        page.keyboard().press("j");
        page.keyboard().press("Enter");
      }
      if (this == BULK) {
        page.locator("[id='filter:margin']").fill("0");
        page.locator("[id='filter:look']").click();
      }
      Locator shown = page.locator(post).first();
      assertThat(shown).isVisible();
      shown.evaluate("post => { post.style.fontSize = '16px'; }");
      return shown;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anArabicPostReadsFromTheRightAndItsNumbersAndLatinNamesFromTheLeft(Place place)
      throws Exception {
    Locator post =
        place.show("وصلت الطلبية رقم 2024 مع #Qalam و @user_1 في Cairo اليوم", "ar", "en");

    assertFromTheRight(post, "وصلت", "الطلبية", "رقم", "2024", "مع", "#Qalam", "@user_1");
    assertFromTheRight(post, "@user_1", "في", "Cairo", "اليوم");
    assertFromTheRight(post, "ط", "ل", "ب");
    assertFromTheLeft(post, "2", "0", "24");
    assertFromTheLeft(post, "#", "Q", "alam");
    assertFromTheLeft(post, "@", "user", "_1");
  }

  @ParameterizedTest
  @EnumSource
  void anArabicPostThatBeginsWithALatinNameReadsFromTheRightAllTheSame(Place place)
      throws Exception {
    Locator post = place.show("Samsung أعلنت عن هاتف 👨‍👩‍👧 جديد 2025!", "ar", "en");
    assertFromTheRight(post, "Samsung", "أعلنت", "هاتف", "👨‍👩‍👧", "جديد", "2025", "!");
  }

  @ParameterizedTest
  @EnumSource
  void anEnglishPostOnAnArabicPageReadsFromTheLeftAndItsArabicHashtagFromTheRight(Place place)
      throws Exception {
    Locator post = place.show("Thanks #قلم team 24 👩 (really)!", "en", "ar");
    assertFromTheLeft(post, "Thanks", "#قلم", "team", "24", "👩", "(", "really", ")", "!");
    assertFromTheRight(post, "#", "ق", "ل");
  }

  @ParameterizedTest
  @EnumSource
  void hiddenSignsAreCountedAndShownByNameWhenAskedAndTurnNothingThen(Place place)
      throws Exception {
    String text = "a\u200bb \u202ecd\u202c e";
    Locator post = place.show(text, "en", "en");
    Page page = post.page();
    assertThat(markOf(post)).hasText("Hidden characters: 3");
    assertFromTheRight(post, "c", "d");

    page.keyboard().press("v");

    Locator signs = post.locator(".q-sign");
    assertThat(signs).hasCount(3);
    assertThat(signs.evaluateAll("all => all.map(one => one.dataset.name)"))
        .isEqualTo(List.of("ZWSP", "RLO", "PDF"));
    assertThat(post.textContent()).isEqualTo(text);
    assertFromTheLeft(post, "a", "b", "c", "d", "e");
    assertThat(page.locator("#signs-said")).containsText("shown by their names");

    markOf(post).click();
    assertThat(signs).hasCount(0);
    assertFromTheRight(post, "c", "d");
  }

  @Test
  void whatIsShownByNameStaysSoForThePostsToCome() throws Exception {
    ReviewProject project = disputed("one\u200btwo", "en", LABELS);
    dispute(project, "three\u2067four", "en", LABELS);
    Locator post = Place.ADJUDICATION.open(project, "en");
    Page page = post.page();
    page.keyboard().press("v");
    assertThat(post.locator(".q-sign")).hasAttribute("data-name", "ZWSP");

    page.keyboard().press("j");

    assertThat(post).containsText("three");
    assertThat(post.locator(".q-sign")).hasAttribute("data-name", "RLI");
    assertThat(page.locator(".a-names[data-signs]")).hasAttribute("aria-pressed", "true");
  }

  @Test
  void theReadersOwnKeyShowsThemAndTheUsualOneDoesNotAnyMore() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    project.post("one\u200btwo", "en");
    Person editor = project.person("EDITOR", "en");
    ReviewProject.execute(
        "insert into review_keys (tenant_id, account_id, keys) values (?, ?, ?::jsonb)",
        TestTenants.NILE.id(),
        editor.id(),
        "{\"signs\": \"x\"}");
    Page page = BROWSER.logIn(TestTenants.NILE, editor);
    page.navigate("/projects/" + project.id() + "/posts");
    Locator turn = page.locator(".q-turn-signs");
    assertThat(turn.locator("kbd")).hasText("X");

    page.keyboard().press("v");
    page.keyboard().press("x");

    assertThat(turn).hasAttribute("aria-pressed", "true");
    assertThat(page.locator(".q-posts .q-sign")).hasAttribute("data-name", "ZWSP");
  }

  @Test
  void aPostWithoutSuchSignsHasNoMark() throws Exception {
    Locator post = Place.POSTS.show("جمـــيلٌ جِدًّا क्\u200dष", "ar", "en");
    assertThat(post.page().locator(".q-posts .q-signs")).hasCount(0);
  }

  @Test
  void anArabicLabelOnAnEnglishPageReadsFromTheRightAndItsRowFromTheLeft() throws Exception {
    List<String> labels = List.of("إيجابي (جدا) 24", "سلبي");
    ReviewProject project = disputed("fine", "en", labels);
    Locator row = Place.ADJUDICATION.open(project, "en").page().locator(".r-label").first();
    Locator name = row.locator(".r-name");
    assertFromTheRight(name, "إيجابي", "(", "جدا", ")", "24");
    assertFromTheLeft(name, "2", "4");
    assertThat(middle(row.locator(".r-key"))).isLessThan(middle(name));
    assertThat(middle(name)).isLessThan(middle(row.locator(".r-tag").first()));

    Locator line = lineOf(project, labels.get(0), "en");
    assertFromTheRight(line.locator("b bdi"), "إيجابي", "(", "جدا", ")", "24");
    assertThat(middle(line.locator(".q-chip"))).isLessThan(middle(line.locator("b bdi")));
  }

  @Test
  void aLatinLabelOnAnArabicPageReadsFromTheLeftAndItsRowFromTheRight() throws Exception {
    List<String> labels = List.of("not sure (2)!", "sure");
    ReviewProject project = disputed("جيد", "ar", labels);
    Locator row = Place.ADJUDICATION.open(project, "ar").page().locator(".r-label").first();
    Locator name = row.locator(".r-name");
    assertFromTheLeft(name, "not", "sure", "(", "2", ")", "!");
    assertThat(middle(row.locator(".r-key"))).isGreaterThan(middle(name));
    assertThat(middle(name)).isGreaterThan(middle(row.locator(".r-tag").first()));

    Locator line = lineOf(project, labels.get(0), "ar");
    assertFromTheLeft(line.locator("b bdi"), "not", "sure", "(", "2", ")", "!");
    assertThat(middle(line.locator(".q-chip"))).isGreaterThan(middle(line.locator("b bdi")));
  }

  /** What the list says of the project's post, once it has that label. */
  private static Locator lineOf(ReviewProject project, String label, String language)
      throws Exception {
    ReviewProject.execute(
        "update post set state = 'ADJUDICATED', final_label = ? where project_id = ?",
        label,
        project.id());
    return Place.POSTS.open(project, language).page().locator(".q-posts .q-hint").first();
  }

  private static Locator markOf(Locator post) {
    return post.locator("xpath=preceding-sibling::*[1][self::button]");
  }

  private static ReviewProject disputed(String text, String lang, List<String> labels)
      throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, lang, labels, 2);
    dispute(project, text, lang, labels);
    return project;
  }

  /** Adds a post, and two people who call it by the first two labels. */
  private static void dispute(ReviewProject project, String text, String lang, List<String> labels)
      throws Exception {
    project.post(text, lang);
    for (String label : labels.subList(0, 2)) {
      Person person = project.annotator();
      JsonNode task =
          person.api().post("/projects/" + project.id() + "/tasks/next", Map.of()).expect(200);
      boolean predicted = task.path("prediction").path("label").asText().equals(label);
      person
          .api()
          .post(
              "/tasks/" + task.get("taskId").asText() + "/annotation",
              Map.of(
                  "lease",
                  task.get("lease").asText(),
                  "decision",
                  predicted ? "ACCEPTED" : "CORRECTED",
                  "label",
                  label))
          .expect(201);
    }
  }
}
