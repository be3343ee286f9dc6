package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attention checks as admins mark them, editors see them, and the quality page counts them. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class CheckPagesIT {

  /** At a share of one half, this many tries in vain do not happen by chance. */
  private static final int TRIES = 60;

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void anAnswerToACheckIsCountedForItsMemberAsOthersAre() throws Exception {
    ReviewProject project = checking(ReviewProject.simple(TestTenants.NILE));
    UUID post = attentionCheck(project);
    Person person = project.annotator();
    answer(project, person, post, "neutral");

    Page page = BROWSER.logIn(TestTenants.NILE, person);
    page.navigate("/projects/" + project.id() + "/review");
    assertThat(page.locator("#mine")).hasText("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | attention check: neutral | 50%",
        "ar | فحص انتباه: neutral | 50",
        "hi | ध्यान-जाँच: neutral | 50%"
      })
  void aCheckIsMarkedByKeyboardAndItsAnswersCountOnTheQualityPage(
      String language, String chip, String half) throws Exception {
    ReviewProject project = checking(ReviewProject.simple(TestTenants.NILE));
    UUID post = project.post("please choose neutral here", "en");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", language));
    page.navigate("/projects/" + project.id() + "/posts");
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    Locator mark = page.locator("[id='check:mark']");
    assertThat(page.locator("[id='check:unmark']")).isDisabled();
    assertThat(page.locator("[id='check:label']"))
        .isFocused(); // the dialog chose it when it was open
    mark.focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("[id='check:check-refused']")).containsText("positive");
    page.locator("[id='check:label']").selectOption("neutral");
    mark.focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#check-state b")).hasText("neutral");
    assertThat(page.locator(".q-check")).hasText(chip);
    assertThat(page.locator("[id='check:check-refused']")).isEmpty();
    page.keyboard().press("Escape");
    page.locator("#checks").click();
    page.waitForURL("**/posts?list=checks");
    assertThat(page.locator(".q-posts > li")).hasCount(1);
    assertThat(page.locator("#checks .q-figure")).hasText("1");

    Person attentive = project.annotator();
    answer(project, attentive, post, "neutral");
    answer(project, project.annotator(), post, "positive");
    page.navigate("/projects/" + project.id() + "/quality");
    Locator rows = page.locator("#accuracies tbody tr");
    assertThat(rows).hasCount(3);
    assertThat(rows.first().locator("td").nth(0)).hasText("2");
    assertThat(rows.first().locator("td").nth(1)).hasText("1");
    assertThat(rows.first().locator("td").nth(2)).containsText(half);
    assertThat(rows.first().locator("td").nth(2)).containsText("[");
    assertThat(rows.filter(new Locator.FilterOptions().setHasText(attentive.userName())))
        .containsText("100");

    page.locator("#marked").click();
    page.waitForURL("**/posts?list=checks");
    page.locator("[id$=':open']").click();
    page.locator("[id='check:unmark']").click();
    assertThat(page.locator(".q-posts > li")).hasCount(0);
    assertThat(page.locator("[id='check:unmark']")).isDisabled();
    assertThat(ReviewProject.query("select 1 from attention_check where post_id = ?", post))
        .isEmpty();
  }

  @Test
  void whereAPostMayHaveSeveralLabelsACheckAsksForASet() throws Exception {
    ReviewProject project = EveryPage.emotions(1);
    UUID post = project.predicted("choose joy and fear", "en", "joy");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "en"));
    page.navigate("/projects/" + project.id() + "/posts");
    page.locator("[id$=':open']").click();
    Locator labels = page.locator("[id='check:labels']");
    labels.getByLabel("joy").check();
    labels.getByLabel("fear").check();
    page.locator("[id='check:mark']").click();
    assertThat(page.locator("#check-state b")).hasText("fear, joy");
    assertThat(ReviewProject.value("select expected from attention_check where post_id = ?", post))
        .isEqualTo("fear, joy");

    page.reload();
    page.locator("[id$=':open']").click();
    assertThat(labels.getByLabel("fear")).isChecked();
    assertThat(labels.getByLabel("anger")).not().isChecked();
  }

  @Test
  void anEditorSeesTheChecksAndMarksNoneAndAnAnnotatorSeesNothingOfThem() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = attentionCheck(project);
    Page editor = BROWSER.logIn(TestTenants.NILE, project.editor());
    editor.navigate("/projects/" + project.id() + "/posts?list=checks");
    editor.locator("[id$=':open']").click();
    assertThat(editor.locator("#check-state b")).hasText("neutral");
    assertThat(editor.locator("[id='check:mark']")).hasCount(0);
    assertThat(editor.navigate("/projects/" + project.id() + "/posts?list=checks&lang=en").status())
        .isEqualTo(422);

    Page annotator = BROWSER.logIn(TestTenants.NILE, project.annotator());
    annotator.navigate("/projects/" + project.id() + "/posts");
    annotator.locator("[id$=':open']").click();
    assertThat(annotator.locator("#history .q-post").first()).isVisible();
    assertThat(annotator.locator(".q-check, #check-state, #checks")).hasCount(0);
    assertThat(annotator.content()).doesNotContain("ttention check");
  }

  @Test
  void whoIsBeingAskedAboutACheckDoesNotLearnItsAnswerOnThePostsPage() throws Exception {
    ReviewProject project = checking(ReviewProject.simple(TestTenants.NILE));
    UUID post = attentionCheck(project);
    Person editor = project.editor();
    JsonNode task = given(project, editor, post);
    Page page = BROWSER.logIn(TestTenants.NILE, editor);
    page.navigate("/projects/" + project.id() + "/posts");
    assertThat(page.locator(".q-posts > li")).hasCount(1);
    assertThat(page.locator(".q-check")).hasCount(0);
    assertThat(page.locator("#checks .q-figure")).hasText("0");
    page.navigate("/projects/" + project.id() + "/posts?list=checks");
    assertThat(page.locator("#checks .q-figure")).hasText("0");
    assertThat(page.locator(".q-posts > li")).hasCount(0);

    send(editor, task, "neutral");
    page.reload();
    assertThat(page.locator(".q-posts > li")).hasCount(1);
    assertThat(page.locator("#checks .q-figure")).hasText("1");
    assertThat(page.locator(".q-check")).hasCount(1);
  }

  /** A post that an admin marked, and that asks for neutral. */
  private static UUID attentionCheck(ReviewProject project) throws Exception {
    UUID post = project.post("please choose neutral here", "en");
    project
        .person("ADMIN", "en")
        .api()
        .put("/posts/" + post + "/check", Map.of("label", "neutral"))
        .expect(204);
    return post;
  }

  private static ReviewProject checking(ReviewProject project) throws Exception {
    project
        .person("ADMIN", "en")
        .api()
        .put("/projects/" + project.id() + "/settings", Map.of("checkShare", 0.5))
        .expect(200);
    return project;
  }

  private static void answer(ReviewProject project, Person person, UUID post, String label)
      throws Exception {
    send(person, given(project, person, post), label);
  }

  /** The check of the post: there are no other tasks. */
  private static JsonNode given(ReviewProject project, Person person, UUID post) throws Exception {
    for (int i = 0; i < TRIES; i++) {
      Answer next = person.api().post("/projects/" + project.id() + "/tasks/next", Map.of());
      if (next.status() == 200) {
        assertThat(next.body().at("/post/id").asText()).isEqualTo(post.toString());
        return next.body();
      }
    }
    throw new AssertionError("The check is given to nobody");
  }

  private static void send(Person person, JsonNode task, String label) throws Exception {
    Map<String, String> answer =
        Map.of("lease", task.get("lease").asText(), "decision", "LABELLED", "label", label);
    person.api().post("/tasks/" + task.get("taskId").asText() + "/annotation", answer).expect(201);
  }
}
