package io.qalam.reviewing;

import static io.qalam.reviewing.AnnotationIT.undo;
import static io.qalam.reviewing.QueueIT.answer;
import static io.qalam.reviewing.QueueIT.next;
import static io.qalam.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.launcher.Credentials;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who did what and when: every kind of deed leaves its line, and nobody can rewrite one. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class AuditIT {

  @Test
  void aLabelItsUndoAndAnEditorsDecisionEachLeaveALine() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person annotator = project.annotator();
    Person editor = project.editor();
    JsonNode task = next(project, annotator).expect(200);
    answer(annotator, task, "ACCEPTED", "positive").expect(201);
    assertThat(undo(annotator, task).status()).isEqualTo(200);
    editor.api().post("/posts/" + post + "/adjudication", Map.of("label", "negative")).expect(201);
    assertThat(editor.api().delete("/posts/" + post + "/adjudication").status()).isEqualTo(204);

    JsonNode found = audit(project, "subject=" + post);

    assertThat(found.findValuesAsText("action"))
        .containsExactly("gold.undone", "gold.decided", "label.undone", "label.given");
    assertThat(found.findValuesAsText("actor"))
        .containsExactly(
            editor.userName(), editor.userName(), annotator.userName(), annotator.userName());
    JsonNode given = found.at("/items/3/detail");
    assertThat(given.get("label").asText()).isEqualTo("positive");
    assertThat(given.get("decision").asText()).isEqualTo("ACCEPTED");
    assertThat(given.get("project").asText()).isEqualTo(project.id().toString());
    assertThat(audit(project, "actor=" + annotator.userName()).get("items")).hasSize(2);
    assertThat(audit(project, "subject=" + post + "&action=label.").get("items")).hasSize(2);
    assertThat(audit(project, "subject=" + post + "&to=2020-01-01").get("items")).isEmpty();
  }

  @Test
  void changesOfSchemaSettingsAndScheduleLeaveTheirLines() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", "en");
    String path = "/projects/" + project.id();
    admin.api().put(path + "/settings", Map.of("overlap", 2)).expect(200);
    admin
        .api()
        .put(path + "/schema", Map.of("labels", List.of("neutral", "positive", "negative")))
        .expect(200);
    Map<String, Object> schedule =
        Map.of("cron", "0 3 * * *", "timeZone", "UTC", "minNewLabels", 0, "enabled", false);
    admin.api().put(path + "/schedule", schedule).expect(200);

    assertThat(audit(project, "subject=" + project.id()).findValuesAsText("action"))
        .containsExactly("schedule.changed", "project.schema-changed", "project.configured");
    JsonNode configured = audit(project, "subject=" + project.id()).at("/items/2/detail");
    assertThat(configured.toString()).isEqualTo("{\"overlap\":2}");
    assertThat(audit(project, "actor=" + admin.userName()).findValuesAsText("actor"))
        .isNotEmpty()
        .containsOnly(admin.userName());
  }

  @Test
  void whatIsDoneToMembersGroupsQuotasAndGuidelinesLeavesALineEach() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", "en");
    Person member = project.annotator();
    ApiClient api = admin.api();
    String path = "/projects/" + project.id();
    String name = "new-" + UUID.randomUUID().toString().substring(0, 8);
    done(api.post("/members", Map.of("userName", name, "role", "EDITOR")));
    done(api.send("PATCH", "/members/" + member.id(), Map.of("role", "EDITOR")));
    done(api.send("PATCH", "/members/" + member.id(), Map.of("languages", List.of("hi"))));
    done(api.send("PATCH", "/members/" + member.id(), Map.of("enabled", false)));
    done(api.send("PATCH", "/members/" + member.id(), Map.of("enabled", true)));
    done(api.post("/members/" + member.id() + "/password-reset", Map.of()));
    String group = api.post("/groups", Map.of("name", name)).expect(201).get("id").asText();
    done(api.put("/groups/" + group + "/members/" + member.id(), Map.of()));
    done(api.put(path + "/groups", Map.of("groups", List.of(group))));
    done(api.put(path + "/groups", Map.of("groups", List.of())));
    done(api.delete("/groups/" + group + "/members/" + member.id()));
    done(api.send("PATCH", "/groups/" + group, Map.of("name", name + "s")));
    done(api.delete("/groups/" + group));
    String quota =
        api.put(path + "/quotas", Map.of("perDay", 100, "timeZone", "Asia/Kolkata"))
            .expect(200)
            .at("/quotas/0/id")
            .asText();
    done(api.delete(path + "/quotas/" + quota));
    done(api.put(path + "/guidelines", Map.of("markdown", "# Irony", "version", 0)));

    JsonNode lines = audit(project, "actor=" + admin.userName() + "&limit=100").get("items");
    assertThat(lines.findValuesAsText("action"))
        .containsExactly(
            "guidelines.changed",
            "quota.removed",
            "quota.set",
            "group.deleted",
            "group.renamed",
            "group.member-removed",
            "project.groups-changed",
            "project.groups-changed",
            "group.member-added",
            "group.created",
            "member.password-reset",
            "member.enabled",
            "member.disabled",
            "member.languages-changed",
            "member.role-changed",
            "member.added");
    assertThat(lines.get(14).get("subject").asText()).isEqualTo(member.userName());
    assertThat(lines.get(14).at("/detail/role").asText()).isEqualTo("EDITOR");
    assertThat(lines.findValuesAsText("actor")).containsOnly(admin.userName());
  }

  @Test
  void whatIsAcceptedInBulkAndTakenBackLeavesALineOfItsOwn() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.posts(2);
    Person editor = project.editor();
    String path = "/projects/" + project.id() + "/bulk";
    List<Map<String, String>> seen = new ArrayList<>();
    editor
        .api()
        .get(path + "?label=positive&minMargin=0")
        .expect(200)
        .get("posts")
        .forEach(
            post ->
                seen.add(
                    Map.of(
                        "taskId", post.get("taskId").asText(),
                        "predictionId", post.get("predictionId").asText())));
    String bulk =
        editor
            .api()
            .post(
                path, Map.of("label", "positive", "minMargin", 0, "q", "post number", "seen", seen))
            .expect(200)
            .get("bulkId")
            .asText();
    editor.api().delete(path + "/" + bulk).expect(200);

    JsonNode found = audit(project, "action=bulk.&actor=" + editor.userName());

    assertThat(found.findValuesAsText("action")).containsExactly("bulk.undone", "bulk.accepted");
    assertThat(found.findValuesAsText("subject")).containsOnly(bulk);
    JsonNode accepted = found.at("/items/1/detail");
    assertThat(accepted.get("project").asText()).isEqualTo(project.id().toString());
    assertThat(accepted.get("label").asText()).isEqualTo("positive");
    assertThat(accepted.get("q").asText()).isEqualTo("post number");
    assertThat(accepted.get("posts").asInt()).isEqualTo(2);
    assertThat(found.at("/items/0/detail/posts").asInt()).isEqualTo(2);
    assertThat(audit(project, "action=bulk.accepted&subject=" + bulk).get("items")).hasSize(1);
    assertThat(audit(project, "action=label.given&actor=" + editor.userName()).findValues("bulk"))
        .hasSize(2)
        .extracting(JsonNode::asText)
        .containsOnly(bulk);
  }

  @Test
  void whoeverBringsPostsInLeavesALineWithWhatBecameOfThem() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person editor = project.editor();
    String path = "/projects/" + project.id();
    editor
        .api()
        .postLines(
            path + "/posts",
            "{\"text\":\"sent\",\"label\":\"positive\"}\n{\"text\":\"sent\"}\n{\"text\":\" \"}\n")
        .expect(200);
    String job = ended(editor, path, "{\"text\":\"of a file\"}\n{\"text\":\"sent\"}\n");
    String failed = ended(editor, path, "\n");

    JsonNode lines = audit(project, "actor=" + editor.userName());

    assertThat(lines.findValuesAsText("action"))
        .containsExactly(
            "import.ended", "import.begun", "import.ended", "import.begun", "posts.sent");
    assertThat(lines.findValuesAsText("subject"))
        .containsExactly(failed, failed, job, job, project.id().toString());
    assertThat(lines.findValuesAsText("project")).hasSize(5).containsOnly(project.id().toString());
    assertThat(lines.findValuesAsText("state")).containsExactly("FAILED", "DONE");
    assertThat(lines.findValuesAsText("file")).hasSize(4).containsOnly("posts.jsonl");
    assertThat(counts(lines.at("/items/0/detail"))).containsExactly(0, 0, 0);
    assertThat(counts(lines.at("/items/2/detail"))).containsExactly(1, 1, 0);
    assertThat(counts(lines.at("/items/4/detail"))).containsExactly(1, 1, 1);
  }

  @Test
  void anImportThatOneStopsAndAnotherLetsGoOnNamesBoth() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person beginner = project.editor();
    Person other = project.editor();
    String path = "/projects/" + project.id();
    String lines =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "{\"text\":\"%s\"}".formatted(UUID.randomUUID()))
            .collect(Collectors.joining("\n"));
    String job = begun(beginner, path, lines);
    other.api().post(path + "/imports/" + job + "/cancel", Map.of()).expect(200);
    other.api().post(path + "/imports/" + job + "/cancel", Map.of()).expect(200);
    other.api().post(path + "/imports/" + job + "/resume", Map.of()).expect(200);
    awaitEnd(beginner, path, job);

    JsonNode found = audit(project, "subject=" + job);

    assertThat(found.findValuesAsText("action"))
        .containsExactly("import.ended", "import.resumed", "import.stopped", "import.begun");
    assertThat(found.findValuesAsText("actor"))
        .containsExactly(
            beginner.userName(), other.userName(), other.userName(), beginner.userName());
    assertThat(counts(found.at("/items/0/detail"))).containsExactly(4_000, 0, 0);
  }

  private static String ended(Person editor, String path, String lines) throws Exception {
    String job = begun(editor, path, lines);
    awaitEnd(editor, path, job);
    return job;
  }

  private static String begun(Person editor, String path, String lines) throws Exception {
    return editor
        .api()
        .postLines(path + "/imports?name=posts.jsonl", lines)
        .expect(202)
        .get("id")
        .asText();
  }

  private static void awaitEnd(Person editor, String path, String job) {
    eventually(
        "the import's end",
        () -> state(editor, path + "/imports/" + job),
        state -> !state.equals("RUNNING"));
  }

  private static String state(Person editor, String path) {
    try {
      return editor.api().get(path).expect(200).get("state").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> counts(JsonNode detail) {
    return Stream.of("accepted", "duplicates", "rejected")
        .map(name -> detail.get(name).asInt())
        .toList();
  }

  @Test
  void aProjectIsAskedForOverEventsAndLabels() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    project.post("another post", "en");
    Person annotator = project.annotator();
    Person admin = project.person("ADMIN", "en");
    ReviewProject other = ReviewProject.simple(TestTenants.NILE);
    other.post("elsewhere", "en");
    answer(annotator, next(other, annotator).expect(200), "ACCEPTED", "positive").expect(201);
    JsonNode task = next(project, annotator).expect(200);
    answer(annotator, task, "ACCEPTED", "positive").expect(201);
    assertThat(undo(annotator, task).status()).isEqualTo(200);
    done(admin.api().put("/projects/" + project.id() + "/settings", Map.of("overlap", 2)));
    done(admin.api().put("/posts/" + post + "/check", Map.of("label", "positive")));

    String asked = "project=" + project.id();
    JsonNode found = audit(project, asked);

    assertThat(found.findValuesAsText("action"))
        .containsExactly(
            "post.marked-as-check", "project.configured", "label.undone", "label.given");
    assertThat(audit(project, asked + "&action=label.&actor=" + annotator.userName()).get("items"))
        .hasSize(2);
    assertThat(audit(project, asked + "&subject=" + post + "&action=post.").get("items"))
        .hasSize(1);
    Visitor reader = Visitor.withToken(TestTenants.NILE, Member.ADMIN);
    assertThat(reader.get("/api/v1/audit/export?format=csv&" + asked).body().lines()).hasSize(5);
    assertThat(audit(project, "project=" + UUID.randomUUID()).get("items")).isEmpty();
    assertThat(
            Visitor.withToken(TestTenants.GANGA, Member.ADMIN).get("/api/v1/audit?" + asked).body())
        .startsWith("{\"items\":[]");
    assertThat(reader.get("/api/v1/audit?project=reviews").statusCode()).isEqualTo(422);
    assertThat(reader.get("/api/v1/audit?project=reviews").body())
        .contains("project", "must be the id of a project such as");
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person annotator = project.annotator();
    project.posts(12);
    for (int i = 0; i < 5; i++) {
      JsonNode task = next(project, annotator).expect(200);
      answer(annotator, task, "ACCEPTED", "positive").expect(201);
      assertThat(undo(annotator, task).status()).isEqualTo(200);
      answer(annotator, next(project, annotator).expect(200), "SKIPPED", null).expect(201);
    }
    List<String> whole = places(audit(project, "actor=" + annotator.userName() + "&limit=500"));
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = audit(project, "actor=" + annotator.userName() + "&limit=3&cursor=" + cursor);
      paged.addAll(places(page));
      cursor = page.get("next").isNull() ? "" : page.get("next").asText();
    } while (!cursor.isEmpty());

    assertThat(whole).hasSizeGreaterThanOrEqualTo(10).doesNotHaveDuplicates();
    assertThat(paged).isEqualTo(whole);
  }

  @Test
  void theExportIsTheListAndRunsNoFormula() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person annotator = project.annotator();
    JsonNode task = next(project, annotator).expect(200);
    answer(annotator, task, "ACCEPTED", "positive").expect(201);
    Visitor admin = Visitor.withToken(TestTenants.NILE, Member.ADMIN);

    String csv = admin.get("/api/v1/audit/export?format=csv&subject=" + post).body();
    String jsonl = admin.get("/api/v1/audit/export?subject=" + post).body();

    assertThat(csv.lines()).hasSize(2).first().isEqualTo("at,actor,action,subject,detail");
    assertThat(csv).contains(annotator.userName() + ",label.given," + post);
    assertThat(new ObjectMapper().readTree(jsonl).get("subject").asText())
        .isEqualTo(post.toString());
    assertThat(admin.get("/api/v1/audit/export?format=xml").statusCode()).isEqualTo(422);
    assertThat(admin.get("/api/v1/audit?from=yesterday").body())
        .contains("from", "must be a day such as 2026-11-27");
  }

  @Test
  void anotherTenantSeesNothingOfIt() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person annotator = project.annotator();
    answer(annotator, next(project, annotator).expect(200), "ACCEPTED", "positive").expect(201);
    Visitor stranger = Visitor.withToken(TestTenants.GANGA, Member.ADMIN);

    assertThat(stranger.get("/api/v1/audit?subject=" + post).body()).startsWith("{\"items\":[]");
    assertThat(stranger.get("/api/v1/audit?actor=" + annotator.userName()).body())
        .startsWith("{\"items\":[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_event set detail = '{}'",
        "delete from audit_event",
        "truncate audit_event",
        "update annotation set label = 'x'",
        "update annotation set account_id = account_id",
        "delete from annotation",
        "update adjudication set label = 'x'",
        "update adjudication set created_at = now()",
        "delete from adjudication"
      })
  void theApplicationCannotRewriteWhatWasDone(String change) throws SQLException {
    Credentials app = TestServer.get().database().app();
    try (Connection connection =
            DriverManager.getConnection(
                TestServer.get().database().url(), app.user(), app.password());
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("permission denied");
    }
  }

  private static List<String> places(JsonNode page) {
    List<String> places = new ArrayList<>();
    page.get("items")
        .forEach(line -> places.add(line.get("at").asText() + line.get("action").asText()));
    return places;
  }

  private static void done(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
  }

  private static JsonNode audit(ReviewProject project, String query) throws Exception {
    Answer answer = project.person("ADMIN", "en").api().get("/audit?" + query);
    return answer.expect(200);
  }
}
