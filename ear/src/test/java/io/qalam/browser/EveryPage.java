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

  private EveryPage() {}

  /** The pages by name, with something to see on each. */
  static Map<String, String> addresses(ReviewProject project) throws SQLException {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("projects", "/projects");
    addresses.put("members", "/members");
    addresses.put("account", "/account");
    addresses.put("audit", "/audit");
    for (String page : PROJECT_PAGES) {
      addresses.put(page, "/projects/" + project.id() + "/" + page);
    }
    addresses.put("training", "/projects/" + withReport() + "/training");
    withFileAndQuota(project);
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

  /** A project with a long name, a post in dispute and posts in two more scripts. */
  static ReviewProject disputed(String text) throws SQLException, IOException {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "ar", List.of("positive", "negative", "neutral"), 2);
    ReviewProject.execute(
        "update project set name = ? || id where id = ?", LONG_NAME, project.id());
    project.post(text, "ar");
    project.post("सेवा बहुत धीमी थी", "hi");
    project.post("https://example.org/" + "a-long-address/".repeat(20), "en");
    for (String label : List.of("positive", "negative")) {
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
                  label.equals("positive") ? "ACCEPTED" : "CORRECTED",
                  "label",
                  label))
          .expect(201);
    }
    return project;
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
