package io.qalam.reviewing;

import static io.qalam.reviewing.QueueIT.annotations;
import static io.qalam.reviewing.QueueIT.next;
import static io.qalam.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import io.qalam.server.Topics;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of posts that get a summary in place of a label, by REST. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SummaryIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT = "افتتحت البلدية أمس حديقة عامة جديدة في وسط المدينة.";
  private static final String SHOWN = "افتتحت البلدية حديقة عامة جديدة.";
  private static final String EDITED = "افتتحت البلدية حديقة عامة جديدة في وسط المدينة.";
  private static final String LONG = "ع".repeat(2001);

  @Test
  void anAcceptedSummaryIsTheOneThatWasShownWithItsRating() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    UUID post = project.summed(TEXT, "ar", SHOWN);
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    assertThat(task.at("/prediction/summary").asText()).isEqualTo(SHOWN);
    assertThat(task.at("/prediction/label").isNull()).isTrue();
    assertThat(task.get("labels")).isEmpty();

    JsonNode stored = answer(person, task, "ACCEPTED", null, 4).expect(201);

    assertThat(answer(person, task, "ACCEPTED", null, 4).expect(201)).isEqualTo(stored);
    assertThat(answer(person, task, "ACCEPTED", null, 5).status()).isEqualTo(409);
    assertThat(stored.get("summary").asText()).isEqualTo(SHOWN);
    assertThat(annotations(project))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("decision", "ACCEPTED")
                    .containsEntry("summary", SHOWN)
                    .containsEntry("rating", 4)
                    .containsEntry("label", null)
                    .containsEntry("shown_label", null));
    assertThat(post(post)).containsEntry("state", "LABELLED").containsEntry("final_summary", SHOWN);
  }

  @Test
  void anEditedSummaryCountsAndIsTakenBackWithItsState() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    UUID post = project.summed(TEXT, "ar", SHOWN);
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    String decomposed = "  \u0627\u0653خر خبر\r\nمن المدينة \u200f";

    answer(person, task, "CORRECTED", decomposed, 2).expect(201);

    assertThat(post(post))
        .containsEntry("state", "LABELLED")
        .containsEntry("final_summary", "\u0622خر خبر\nمن المدينة \u200f");
    person.api().delete("/tasks/" + task.get("taskId").asText() + "/annotation").expect(200);
    assertThat(post(post)).containsEntry("state", "PREDICTED").containsEntry("final_summary", null);
  }

  @ParameterizedTest(name = "{0} of {1} with summary {2}, rating {3}, label {4}: {5}")
  @CsvSource({
    "shown, CORRECTED, ,      ,  ,  summary",
    "shown, CORRECTED, ' ',   ,  ,  summary",
    "shown, CORRECTED, long,  ,  ,  summary",
    "shown, CORRECTED, nul,   ,  ,  summary",
    "shown, CORRECTED, shown, ,  ,  summary",
    "shown, ACCEPTED,  other, ,  ,  summary",
    "shown, ACCEPTED,  ,      6, ,  rating",
    "shown, ACCEPTED,  ,      0, ,  rating",
    "shown, ACCEPTED,  ,      ,  positive, label",
    "shown, LABELLED,  other, ,  ,  decision",
    "shown, SKIPPED,   other, ,  ,  summary",
    "shown, FLAGGED,   ,      3, ,  rating",
    "empty, ACCEPTED,  ,      ,  ,  decision",
    "blind, ACCEPTED,  ,      ,  ,  decision",
    "blind, LABELLED,  other, 3, ,  rating",
    "blind, LABELLED,  ,      ,  ,  summary"
  })
  void anAnswerThatDoesNotFitIsRefusedByField(
      String what,
      String decision,
      @Nullable String summary,
      @Nullable Integer rating,
      @Nullable String label,
      String field)
      throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    if (what.equals("blind")) {
      project.summedBlind(TEXT, "ar", SHOWN);
    } else {
      project.summed(TEXT, "ar", what.equals("empty") ? "" : SHOWN);
    }
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    Map<String, Object> body = body(task, decision, text(summary), rating);
    body.put("label", label);

    Answer refused =
        person.api().post("/tasks/" + task.get("taskId").asText() + "/annotation", body);

    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(annotations(project)).isEmpty();
  }

  private static @Nullable String text(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "long" -> LONG;
      case "nul" -> "a\u0000b";
      case "shown" -> SHOWN;
      case "other" -> EDITED;
      default -> name;
    };
  }

  @Test
  void aSummaryOrARatingInAProjectOfLabelsIsRefusedByField() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);

    Answer summary = answer(person, task, "CORRECTED", EDITED, null);
    Answer rating = answer(person, task, "ACCEPTED", null, 4);
    Answer decision =
        project.editor().api().post("/posts/" + post + "/adjudication", Map.of("summary", EDITED));

    assertThat(summary.body().at("/errors/0/field").asText()).isEqualTo("summary");
    assertThat(rating.body().at("/errors/0/field").asText()).isEqualTo("rating");
    assertThat(decision.body().at("/errors/0/field").asText()).isEqualTo("summary");
    assertThat(annotations(project)).isEmpty();
  }

  @Test
  void twoSummariesThatShareMuchAgreeAndTwoThatDoNotGoToAnEditor() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 2);
    UUID alike = project.summed(TEXT, "ar", SHOWN);
    UUID apart = project.summed("نص آخر عن موضوع آخر تماما", "ar", SHOWN);
    Person first = project.annotator();
    Person second = project.annotator();

    answer(first, next(project, first).expect(200), "ACCEPTED", null, null).expect(201);
    assertThat(post(alike)).containsEntry("state", "PREDICTED");
    answer(second, next(project, second).expect(200), "CORRECTED", EDITED, null).expect(201);
    answer(first, next(project, first).expect(200), "ACCEPTED", null, null).expect(201);
    answer(second, next(project, second).expect(200), "CORRECTED", "كلام مختلف كل الاختلاف", 1)
        .expect(201);

    assertThat(post(alike))
        .containsEntry("state", "LABELLED")
        .containsEntry("final_summary", SHOWN);
    assertThat(post(apart)).containsEntry("state", "DISPUTED").containsEntry("final_summary", null);
    adjudicate(project, apart);
  }

  private static void adjudicate(ReviewProject project, UUID post) throws Exception {
    Person editor = project.editor();
    JsonNode waiting =
        editor.api().get("/projects/" + project.id() + "/disputes").expect(200).at("/items/0");
    assertThat(waiting.at("/voices").findValuesAsText("summary"))
        .containsExactly(SHOWN, "كلام مختلف كل الاختلاف");
    assertThat(waiting.at("/voices/1/rating").asInt()).isEqualTo(1);
    String address = "/posts/" + post + "/adjudication";
    Answer label = editor.api().post(address, Map.of("label", "positive"));
    assertThat(label.body().at("/errors/0/field").asText()).isEqualTo("label");
    Answer blank = editor.api().post(address, Map.of("summary", "\u200f "));
    assertThat(blank.body().at("/errors/0/field").asText()).isEqualTo("summary");

    JsonNode gold = editor.api().post(address, Map.of("summary", EDITED)).expect(201);

    assertThat(editor.api().post(address, Map.of("summary", EDITED)).expect(201)).isEqualTo(gold);
    assertThat(post(post))
        .containsEntry("state", "ADJUDICATED")
        .containsEntry("final_summary", EDITED);
    assertThat(editor.api().delete(address).status()).isEqualTo(204);
    assertThat(post(post)).containsEntry("state", "DISPUTED").containsEntry("final_summary", null);
  }

  @Test
  void whatOnlyLabelsHaveIsRefusedByName() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    UUID post = project.summed(TEXT, "ar", SHOWN);
    Person admin = project.person("ADMIN", "en");
    String home = "/projects/" + project.id();

    for (String part : List.of("agreement", "competence", "label-errors", "over-acceptance")) {
      Answer refused = admin.api().get(home + "/" + part);
      assertThat(refused.status()).as(part).isEqualTo(409);
      assertThat(refused.body().get("key").asText()).isEqualTo("labelschema.of-labels-alone");
    }
    assertThat(admin.api().get(home + "/bulk?label=positive&minMargin=0.5").status())
        .isEqualTo(409);
    assertThat(admin.api().put("/posts/" + post + "/check", Map.of("label", "a")).status())
        .isEqualTo(409);
    Answer change = SchemaChanges.to(project, admin, "a", "b").send();
    assertThat(change.status()).isEqualTo(409);
    assertThat(change.body().get("key").asText()).isEqualTo("labelschema.of-labels-alone");
    Map<String, Object> settings =
        Map.of(
            "queryStrategy",
            "ENTROPY",
            "checkShare",
            0.1,
            "goldAsChecks",
            true,
            "served",
            "AUTO",
            "maxOverlap",
            3);
    Answer refused = admin.api().put(home + "/settings", settings);
    assertThat(refused.body().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "queryStrategy", "checkShare", "goldAsChecks", "served", "maxOverlap");
    Answer labels = admin.api().put(home + "/schema", Map.of("labels", List.of("a", "b")));
    assertThat(labels.body().at("/errors/0/field").asText()).isEqualTo("labels");
    admin.api().put(home + "/schema", Map.of("instructions", List.of("Sum it up."))).expect(200);
  }

  @Test
  void aProjectOfSummariesIsMadeFilledPredictedReviewedAndExported() throws Exception {
    Person admin = ReviewProject.simple(TestTenants.NILE).person("ADMIN", "en");
    String id = made(admin);
    String home = "/projects/" + id;
    try (Topics worker = Topics.asWorker().reading("prediction-requests")) {
      JsonNode report = admin.api().postLines(home + "/posts", lines()).expect(200);
      assertThat(report.get("accepted").asInt()).isEqualTo(2);
      assertThat(report.findValuesAsText("reason"))
          .satisfiesExactly(
              label -> assertThat(label).contains("\"label\" is given"),
              tooLong -> assertThat(tooLong).contains("2,001 characters"));
      PredictionRequest request = asked(worker, id);
      assertThat(request.task().wantsSummary()).isTrue();
      assertThat(request.task().instruction()).contains("sentence");
      answer(worker, request);
    }
    eventually("tasks", () -> tasks(id), rows -> rows.size() == 2);

    JsonNode posts = admin.api().get(home + "/posts").expect(200).get("items");
    assertThat(posts.get(0).at("/predictions/0/summary").asText()).isEqualTo(SHOWN);
    assertThat(posts.get(0).at("/predictions/0/margin").asDouble()).isEqualTo(0.5);
    assertThat(
            ReviewProject.value(
                "select gold_summary from post where external_id = 'one'"
                    + " and project_id = ?::uuid",
                id))
        .isEqualTo(EDITED);
  }

  @Test
  void whatGoesOutComesInAgainAsItWas() throws Exception {
    ReviewProject first = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    ReviewProject second = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    first.summed(TEXT, "ar", SHOWN);
    first.summed("نص ثان لم يلخّصه أحد", "ar", "=شيء");
    Person person = first.annotator();
    answer(person, next(first, person).expect(200), "CORRECTED", EDITED, 3).expect(201);
    Person editor = first.editor();

    String csv = text(editor, first, "csv");
    assertThat(csv.lines().findFirst().orElseThrow()).contains("final_summary", "summary,rating");
    assertThat(csv).contains(EDITED + "," + "CORRECTED", "," + EDITED + ",3,", "'=شيء");
    JsonNode line = JSON.readTree(text(editor, first, "jsonl").lines().findFirst().orElseThrow());
    assertThat(line.get("finalSummary").asText()).isEqualTo(EDITED);
    assertThat(line.at("/annotations/0/rating").asInt()).isEqualTo(3);
    assertThat(line.get("finalLabelSource").asText()).isEqualTo("CORRECTED");
    JsonNode tasks = JSON.readTree(text(editor, first, "label-studio"));
    assertThat(tasks.at("/0/annotations/0/result/0/type").asText()).isEqualTo("textarea");
    JsonNode report =
        editor.api().send("POST", "/projects/" + second.id() + "/posts", tasks).expect(200);
    assertThat(report.get("accepted").asInt()).isEqualTo(2);
    assertThat(
            ReviewProject.query(
                "select gold_summary from post where project_id = ? order by external_id",
                second.id()))
        .extracting(row -> row.get("gold_summary"))
        .containsExactly(EDITED, null);
  }

  private static String text(Person editor, ReviewProject project, String format) throws Exception {
    try (var lines = editor.api().lines("/projects/" + project.id() + "/export?format=" + format)) {
      return lines.lines().collect(java.util.stream.Collectors.joining("\n"));
    }
  }

  @Test
  void figuresSayHowFarPeopleAgreeAndHowTheyRateWhatModelsWrote() throws Exception {
    ReviewProject project = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 2);
    project.summed(TEXT, "ar", SHOWN);
    Person first = project.annotator();
    Person second = project.annotator();
    Person editor = project.editor();
    String address = "/projects/" + project.id() + "/summary-agreement";
    assertThat(editor.api().get(address).expect(200).at("/rouge2/value").isNull()).isTrue();

    answer(first, next(project, first).expect(200), "ACCEPTED", null, 4).expect(201);
    answer(second, next(project, second).expect(200), "CORRECTED", EDITED, 2).expect(201);

    JsonNode figures = editor.api().get(address).expect(200);
    assertThat(figures.at("/rouge2/posts").asInt()).isEqualTo(1);
    assertThat(figures.at("/rouge2/value").asDouble()).isEqualTo(8.0 / 11);
    assertThat(figures.at("/rouge2/interval").isNull()).isTrue();
    assertThat(figures.at("/rating/value").asDouble()).isEqualTo(3);
    assertThat(figures.at("/models/0/baseModel").asText()).isEqualTo("qalam-mini");
    Answer labels =
        editor
            .api()
            .get("/projects/" + ReviewProject.simple(TestTenants.NILE).id() + "/summary-agreement");
    assertThat(labels.status()).isEqualTo(409);
    assertThat(labels.body().get("key").asText()).isEqualTo("labelschema.of-summaries-alone");
  }

  private static String made(Person admin) throws Exception {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("name", "summaries " + UUID.randomUUID());
    wanted.put("task", "news summarization");
    wanted.put("languages", List.of("ar"));
    wanted.put("answer", "SUMMARY");
    wanted.put("labels", List.of("a", "b"));
    wanted.put("secondText", "TARGET");
    Answer refused = admin.api().post("/projects", wanted);
    assertThat(refused.body().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("labels", "secondText");
    wanted.remove("labels");
    wanted.remove("secondText");
    JsonNode project = admin.api().post("/projects", wanted).expect(201);
    assertThat(project.get("answer").asText()).isEqualTo("SUMMARY");
    assertThat(project.get("labels")).isEmpty();
    assertThat(project.get("instructions")).isNotEmpty();
    return project.get("id").asText();
  }

  private static String lines() throws Exception {
    return line(Map.of("text", TEXT, "id", "one", "summary", EDITED))
        + line(Map.of("text", "خبر ثان عن المدينة", "id", "two"))
        + line(Map.of("text", "خبر ثالث", "label", "positive"))
        + line(Map.of("text", "خبر رابع", "summary", LONG));
  }

  private static String line(Map<String, String> post) throws Exception {
    return JSON.writeValueAsString(post) + "\n";
  }

  private static PredictionRequest asked(Topics worker, String project) throws Exception {
    List<String> requests =
        eventually(
            "a request for " + project,
            () -> worker.valuesWith(project),
            values -> !values.isEmpty());
    return JSON.readValue(requests.get(0), PredictionRequest.class);
  }

  private static void answer(Topics worker, PredictionRequest request) throws Exception {
    PredictionAnswer answer =
        new PredictionAnswer(
            request.batchId(),
            "test-worker",
            null,
            0,
            "qalam-mini",
            1,
            request.posts().stream()
                .map(post -> PostPrediction.summary(post.postId(), SHOWN, 0.5f))
                .toList(),
            null);
    worker.send("predictions", request.batchId().toString(), JSON.writeValueAsString(answer));
  }

  private static List<Map<String, Object>> tasks(String project) {
    try {
      return ReviewProject.query("select id from review_task where project_id = ?::uuid", project);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  static Answer answer(
      Person person,
      JsonNode task,
      String decision,
      @Nullable String summary,
      @Nullable Integer rating)
      throws Exception {
    return person
        .api()
        .post(
            "/tasks/" + task.get("taskId").asText() + "/annotation",
            body(task, decision, summary, rating));
  }

  private static Map<String, Object> body(
      JsonNode task, String decision, @Nullable String summary, @Nullable Integer rating) {
    Map<String, Object> body = new HashMap<>();
    body.put("lease", task.get("lease").asText());
    body.put("decision", decision);
    body.put("summary", summary);
    body.put("rating", rating);
    return body;
  }

  private static Map<String, Object> post(UUID id) throws Exception {
    return ReviewProject.query(
            "select state, final_label, final_summary from post where id = ?", id)
        .get(0);
  }
}
