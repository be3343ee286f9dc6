package io.qalam.intake;

import static io.qalam.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Topics;
import io.qalam.server.Visitor;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Label sets that come with an import, what a worker is asked of them, and how they go out. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class LabelSetsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonMapper MESSAGES = new JsonMapper();

  private static final String TABLE =
      """
      id,text,label
      1,الخدمة رائعة ومخيفة,"joy, fear"
      2,सेवा धीमी और बुरी थी,"fear ,anger,fear"
      3,a plain joyful post,joy
      4,of a label nobody knows,"joy, awe"
      5,without any label,
      """;

  private final Visitor admin = Visitor.withToken(TestTenants.NILE, Member.ADMIN);

  @Test
  void setsComeInInAnyOrderAndGoOutAndComeInAgainAsTheyWere() throws Exception {
    UUID first = project(true);
    UUID second = project(true);

    JsonNode report = bring(first, "text/csv", TABLE);

    assertThat(report.get("accepted").asInt()).isEqualTo(4);
    assertThat(report.findValuesAsText("line")).containsExactly("5");
    assertThat(report.findValuesAsText("reason").get(0)).contains("[awe]", "joy, anger, fear");
    assertThat(gold(first)).containsExactly("fear, joy", "anger, fear", "joy", null);
    bring(second, "application/json", export(first, "label-studio"));
    assertThat(gold(second)).isEqualTo(gold(first));
    assertThat(export(first, "csv")).contains("\"fear, joy\"");
    assertThat(export(first, "jsonl")).contains("\"goldLabel\":\"anger, fear\"");
    assertThat(bring(project(false), "application/json", export(first, "label-studio")).toString())
        .contains("several labels are chosen [fear, joy], and a post of this project has one");
  }

  @Test
  void labelStudiosChoicesComeInAsOneSet() throws Exception {
    UUID project = project(true);
    String tasks =
        """
        [{"data":{"text":"दो लेबल"},"annotations":[
          {"result":[{"type":"choices","value":{"choices":["joy","anger"]}}]},
          {"result":[{"type":"choices","value":{"choices":["anger","joy"]}}]},
          {"result":[{"type":"choices","value":{"choices":["fear"]}}]}]}]""";

    assertThat(bring(project, "application/json", tasks).get("accepted").asInt()).isEqualTo(1);

    assertThat(gold(project)).containsExactly("anger, joy");
  }

  @Test
  void aWorkerIsAskedForEveryLabelAndForTheSetsToTrainOnAndItsAnswerIsTheirs() throws Exception {
    UUID project = project(true);
    put("/projects/" + project + "/settings", "{\"goldInTraining\":true}");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 24; i++) {
      // Of their own each: near-duplicates would fall into one split, and not always into training.
      lines.append(
          "{\"text\":\"%s %s\",\"label\":\"joy,fear\"}\n"
              .formatted(UUID.randomUUID(), UUID.randomUUID()));
    }
    try (Topics worker = Topics.asWorker().reading("prediction-requests")) {
      bring(project, "application/x-ndjson", lines.toString());
      PredictionRequest request =
          MESSAGES.readValue(
              eventually(
                      "a request for " + project,
                      () -> worker.valuesWith(project.toString()),
                      values -> !values.isEmpty())
                  .get(0),
              PredictionRequest.class);

      assertThat(request.task().labels()).containsExactly("joy", "anger", "fear");
      assertThat(request.task().candidates()).containsExactly("joy", "anger", "fear", "fear, joy");
      worker.send(
          "predictions",
          request.batchId().toString(),
          MESSAGES.writeValueAsString(answer(request, "fear, joy")));
      eventually(
          "predicted",
          () -> rows("select label from prediction where project_id = ?", project),
          rows -> rows.size() == 24);
    }
    Person annotator = ReviewProject.simple(TestTenants.NILE).annotator();
    JsonNode task =
        annotator.api().post("/projects/" + project + "/tasks/next", Map.of()).expect(200);
    assertThat(task.get("multiLabel").asBoolean()).isTrue();
  }

  private static PredictionAnswer answer(PredictionRequest request, String label) {
    Map<String, Float> probabilities = new HashMap<>();
    request.task().answers().forEach(candidate -> probabilities.put(candidate, .1f));
    probabilities.put(label, .7f);
    List<PostPrediction> predictions =
        request.posts().stream()
            .map(post -> new PostPrediction(post.postId(), label, probabilities, .6f))
            .toList();
    return new PredictionAnswer(
        request.batchId(), "test-worker", null, 0, "qalam-mini", 1, predictions, null);
  }

  private UUID project(boolean several) throws Exception {
    HttpResponse<String> made =
        admin.send(
            "POST",
            "/api/v1/projects",
            """
            {"name":"sets %s","task":"emotion","languages":["en"],"multiLabel":%s,
             "labels":["joy","anger","fear"]}"""
                .formatted(UUID.randomUUID(), several));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return UUID.fromString(JSON.readTree(made.body()).get("id").asText());
  }

  private void put(String path, String body) {
    assertThat(admin.send("PUT", "/api/v1" + path, body).statusCode()).isEqualTo(200);
  }

  private JsonNode bring(UUID project, String type, String body) throws Exception {
    HttpResponse<String> answer =
        admin.send("POST", "/api/v1/projects/" + project + "/posts", type, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private String export(UUID project, String format) {
    HttpResponse<String> answer =
        admin.get("/api/v1/projects/" + project + "/export?format=" + format);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static List<Object> gold(UUID project) {
    return rows("select gold_label from post where project_id = ? order by external_id", project);
  }

  private static List<Object> rows(String sql, UUID project) {
    try {
      return ReviewProject.query(sql, project).stream()
          .map(row -> row.values().iterator().next())
          .toList();
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
