package io.qalam.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.tenant.model.Ids;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The pages of somebody who is logged in, and a project with something to see on each. */
final class EveryPage {

  private static final String LONG_NAME =
      "A-name-without-a-space-that-is-longer-than-a-phone-is-wide-0123456789";

  private static final List<String> PROJECT_PAGES =
      List.of(
          "review",
          "guidelines",
          "bulk",
          "adjudication",
          "quality",
          "dashboard",
          "posts",
          "settings");

  private static final List<String> SUMMARY_PAGES =
      List.of(
          "review",
          "bulk",
          "adjudication",
          "quality",
          "dashboard",
          "posts",
          "settings",
          "training");

  private EveryPage() {}

  /** The pages by name, with something to see on each. */
  static Map<String, String> addresses(ReviewProject project) throws Exception {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("projects", "/projects");
    addresses.put("members", "/members");
    addresses.put("account", "/account");
    addresses.put("audit", "/audit");
    for (String page : PROJECT_PAGES) {
      addresses.put(page, "/projects/" + project.id() + "/" + page);
    }
    String several = "/projects/" + disputedEmotions().id();
    addresses.put("review of several labels", several + "/review");
    addresses.put("adjudication of several labels", several + "/adjudication");
    addresses.put("training", "/projects/" + withReport() + "/training");
    withFileAndQuota(project);
    withCheck(project);
    addresses.put("checks", "/projects/" + project.id() + "/posts?list=checks");
    UUID summaries = disputedSummaries();
    for (String page : SUMMARY_PAGES) {
      addresses.put("summary-" + page, "/projects/" + summaries + "/" + page);
    }
    return addresses;
  }

  /** A stopped export on the posts page, and a quota that answers are held against. */
  private static void withFileAndQuota(ReviewProject project) throws SQLException {
    ReviewProject.execute(
        "insert into export_job (tenant_id, id, project_id, started_by, format, asked, state, total,"
            + " posts, bytes, ended_at)"
            + " values (?, ?, ?, ?, 'CSV', '{\"lang\": \"ar\"}', 'CANCELLED', 3, 1, 900, now())",
        TestTenants.NILE.id(),
        Ids.next(),
        project.id(),
        TestTenants.NILE.account(Member.ADMIN));
    ReviewProject.execute(
        "insert into quota (tenant_id, id, project_id, per_day, in_all, time_zone)"
            + " values (?, ?, ?, 500, 1000, 'Asia/Kolkata')",
        TestTenants.NILE.id(),
        Ids.next(),
        project.id());
  }

  /** The newest post as an attention check, which one of two people answered rightly. */
  private static void withCheck(ReviewProject project) throws SQLException {
    ReviewProject.execute(
        "insert into attention_check (tenant_id, post_id, project_id, expected)"
            + " select tenant_id, id, project_id, 'neutral' from post where project_id = ?"
            + " order by id desc limit 1",
        project.id());
    for (String label : List.of("neutral", "positive")) {
      ReviewProject.execute(
          "insert into check_task (tenant_id, id, project_id, post_id, account_id, kind, expected,"
              + " leased_at, leased_until, decision, label, answered_at)"
              + " select tenant_id, ?, project_id, post_id, ?, 'ATTENTION', expected, now(), now(),"
              + " 'LABELLED', ?, now() from attention_check where project_id = ?",
          Ids.next(),
          project.annotator().id(),
          label,
          project.id());
    }
  }

  /** A project of summaries: one of its posts is in dispute, one waits with a long summary. */
  private static UUID disputedSummaries() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 2);
    project.summed("افتتحت البلدية حديقة عامة جديدة في وسط المدينة.", "ar", "افتتحت حديقة.");
    project.summed(
        "नई उड़ानें शुरू हुईं", "hi", "https://example.org/" + "a-long-address/".repeat(20));
    for (String summary : List.of("افتتحت البلدية حديقة عامة.", "كلام آخر تماما عن شيء آخر")) {
      Person person = project.annotator();
      JsonNode task =
          person.api().post("/projects/" + project.id() + "/tasks/next", Map.of()).expect(200);
      person
          .api()
          .post(
              "/tasks/" + task.get("taskId").asText() + "/annotation",
              Map.of(
                  "lease",
                  task.get("lease").asText(),
                  "decision",
                  "CORRECTED",
                  "summary",
                  summary,
                  "rating",
                  2))
          .expect(201);
    }
    return project.id();
  }

  /** A project with a long name, a post in dispute and posts in two more scripts. */
  static ReviewProject disputed(String text) throws SQLException, IOException {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "ar", List.of("positive", "negative", "neutral"), 2);
    ReviewProject.execute(
        "update project set name = ? || id where id = ?", LONG_NAME, project.id());
    project.post(text, "ar");
    project.post("सेवा बहुत धीमी थी", "hi");
    project.post("https://example.org/" + "a-long-address/".repeat(20), "en");
    answer(project, "ACCEPTED", "positive");
    answer(project, "CORRECTED", "negative");
    return project;
  }

  /** A project whose posts may have several of the labels joy, anger and fear. */
  static ReviewProject emotions(int overlap) throws SQLException, IOException {
    return ReviewProject.of(TestTenants.NILE, "ar", List.of("joy", "anger", "fear"), overlap)
        .withSeveralLabels();
  }

  /** The same with a post to review, and one that is joy to one and joy and anger to another. */
  static ReviewProject disputedEmotions() throws SQLException, IOException {
    ReviewProject project = emotions(2);
    project.predicted("الخدمة رائعة لكنها بطيئة", "ar", "anger, joy");
    answer(project, "ACCEPTED", "joy, anger");
    answer(project, "CORRECTED", "joy");
    project.predicted("سعيد وغاضب", "ar", "anger, joy");
    return project;
  }

  private static void answer(ReviewProject project, String decision, String label)
      throws SQLException, IOException {
    Person person = project.annotator();
    JsonNode task =
        person.api().post("/projects/" + project.id() + "/tasks/next", Map.of()).expect(200);
    person
        .api()
        .post(
            "/tasks/" + task.get("taskId").asText() + "/annotation",
            Map.of("lease", task.get("lease").asText(), "decision", decision, "label", label))
        .expect(201);
  }

  /** The fixture's project; its run has a curve, and a report on both parts and three languages. */
  static UUID withReport() throws SQLException {
    for (String part : List.of("DEVELOPMENT", "TEST")) {
      for (String language : List.of("all", "ar", "hi")) {
        ReviewProject.execute(
            "insert into evaluation (tenant_id, id, run_id, part, task, lang, posts, candidate,"
                + " live, difference, lower, upper) select ?, ?, ?, ?, 'sentiment', ?, 1200,"
                + " '{\"macroF1\": 0.731}', '{\"macroF1\": 0.682}', 0.049, -0.012, 0.103"
                + " where not exists (select 1 from evaluation"
                + "   where run_id = ? and part = ? and lang = ?)",
            TestTenants.NILE.id(),
            Ids.next(),
            TestTenants.NILE.row("34"),
            part,
            language,
            TestTenants.NILE.row("34"),
            part,
            language);
      }
    }
    ReviewProject.execute(
        "update evaluation set yardstick = '{\"macroF1\": 0.812, \"weightedF1\": 0.82}'"
            + " where run_id = ? and part = 'DEVELOPMENT'",
        TestTenants.NILE.row("34"));
    ReviewProject.execute(
        "update training_run set step = 40, steps = 40 where id = ?", TestTenants.NILE.row("34"));
    for (int step = 2; step <= 40; step++) {
      ReviewProject.execute(
          "insert into training_loss (tenant_id, run_id, attempt, step, loss, learning_rate)"
              + " values (?, ?, 1, ?, ?, 0.001) on conflict do nothing",
          TestTenants.NILE.id(),
          TestTenants.NILE.row("34"),
          step,
          3f / step);
    }
    return TestTenants.NILE.row("21");
  }
}
