package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is on no page until somebody opens it: dialogs, panels, notices, and what is reckoned. */
final class OpenedParts {

  private final Page page;
  private final ReviewProject project;

  OpenedParts(Page page, ReviewProject project) {
    this.page = page;
    this.project = project;
  }

  /**
   * Gives the project something to open: guidelines, a rejected record, posts that two annotators
   * agree and differ on, an attention check, and posts to review.
   */
  static void prepare(ReviewProject project, Person admin) throws Exception {
    String address = "/projects/" + project.id();
    admin
        .api()
        .put(address + "/guidelines", Map.of("markdown", "# السخرية\n\nالسخرية سلبية"))
        .expect(200);
    admin.api().postLines(address + "/posts", "{\"text\": \"\", \"lang\": \"ar\"}\n").expect(200);
    Person first = project.annotator();
    Person second = project.annotator();
    for (String text : List.of("الخدمة سريعة", "الخدمة رائعة #Qalam")) {
      project.post(text, "ar");
      answer(project, first, "positive");
      answer(project, second, text.endsWith("سريعة") ? "positive" : "negative");
    }
    Object check = project.post("اختر محايد هنا", "ar");
    admin.api().put("/posts/" + check + "/check", Map.of("label", "neutral")).expect(204);
    project.post("सेवा बहुत धीमी थी", "hi");
    project.post("a post to review", "en");
  }

  private static void answer(ReviewProject project, Person person, String label) throws Exception {
    JsonNode task =
        person.api().post("/projects/" + project.id() + "/tasks/next", Map.of()).expect(200);
    String decision = label.equals("positive") ? "ACCEPTED" : "CORRECTED";
    person
        .api()
        .post(
            "/tasks/" + task.get("taskId").asText() + "/annotation",
            Map.of("lease", task.get("lease").asText(), "decision", decision, "label", label))
        .expect(201);
  }

  /** Opens one part after the other and says which is open. */
  void each(Consumer<String> opened) throws Exception {
    review(opened);
    posts(opened);
    settings(opened);
    members(opened);
    quality(opened);
    adjudication(opened);
  }

  private void review(Consumer<String> opened) throws Exception {
    open("/review");
    assertThat(page.locator("#desk")).hasAttribute("data-state", "post");
    page.keyboard().press("?");
    seen("#help-dialog", "help", opened);
    page.keyboard().press("Escape");
    assertThat(page.locator("#help-dialog")).isHidden();
    page.locator("#why").click();
    seen("#reason", "reason", opened);
    page.locator("#guidelines").click();
    seen("#guide", "guidelines", opened);
    page.locator("#guide-close").click();
    lose();
    seen("#notice", "notice", opened);
  }

  /** Answers a post that others have taken meanwhile. */
  private void lose() throws Exception {
    project.expireLeases();
    for (int i = 0; i < 4; i++) {
      project
          .annotator()
          .api()
          .post("/projects/" + project.id() + "/tasks/next", Map.of())
          .expect(200);
    }
    page.keyboard().press("2");
  }

  private void posts(Consumer<String> opened) {
    open("/posts");
    page.locator("[id='rejects:show']").click();
    seen("#rejects tbody tr", "rejects", opened);
    page.locator(".q-search-more > summary").click();
    seen("[id='search:lang']", "more filters", opened);
    open("/posts");
    page.locator("[id$=':open']").first().click();
    seen("#history h3", "history", opened);
    open("/posts?list=checks");
    page.locator("[id$=':open']").click();
    seen("#check-state b", "attention check", opened);
    page.locator("[id='check:label']").selectOption("");
    page.locator("[id='check:mark']").click();
    seen("[id='check:check-refused'] .ui-messages-error", "refused check", opened);
  }

  private void settings(Consumer<String> opened) {
    open("/settings");
    page.locator("details.o-change > summary").click();
    Locator becomes = page.locator("[id='change-labels'] fieldset select").first();
    becomes.selectOption("RENAMED", new Locator.SelectOptionOptions().setForce(true));
    page.locator("[id='change-labels'] fieldset textarea").first().fill("good");
    page.locator("[id='change-labels:look']").click();
    seen("[id='change-preview:confirm']", "preview of new labels", opened);
    page.locator("[id='delete:ask']").click();
    seen("[id='delete:yes']", "whether to delete a project", opened);
  }

  private void members(Consumer<String> opened) {
    page.navigate("/members");
    page.locator("[id$=':reset']").first().click();
    seen("#sure", "whether to give a new password", opened);
  }

  private void quality(Consumer<String> opened) {
    open("/quality");
    for (String part : List.of("agreement", "errors", "over", "competence")) {
      page.locator("[id='" + part + ":reckon']").click();
      assertThat(page.locator("[id='" + part + ":figures'] .k-table, #found").first()).isVisible();
    }
    seen("#contested .k-post", "figures of quality", opened);
  }

  private void adjudication(Consumer<String> opened) {
    open("/adjudication");
    page.keyboard().press("g");
    seen("#guideline .r-guide", "guidelines beside a dispute", opened);
    page.keyboard().press("n");
    assertThat(page.locator("[id='dispute:named']")).hasAttribute("aria-pressed", "true");
    opened.accept("names at a dispute");
  }

  private void open(String address) {
    page.navigate("/projects/" + project.id() + address);
  }

  private void seen(String selector, String part, Consumer<String> opened) {
    assertThat(page.locator(selector).first()).isVisible();
    // a link that waits for the server's answer is pale until it is there
    assertThat(page.locator(".ui-state-loading")).hasCount(0);
    opened.accept(part);
  }
}
