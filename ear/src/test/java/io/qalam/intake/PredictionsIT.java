package io.qalam.intake;

import static io.qalam.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import io.qalam.server.Topics;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a worker's answers do, when they come once, twice, or too late. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PredictionsIT {

  private static final JsonMapper JSON = new JsonMapper();

  private Topics worker;

  @BeforeEach
  void connect() {
    worker = Topics.asWorker().reading("prediction-requests");
  }

  @AfterEach
  void disconnect() {
    worker.close();
  }

  @Test
  void anAnswerThatComesTwiceCountsOnce() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    PredictionRequest request = asked(project);

    answer(request, "positive");
    eventually("predicted", () -> predictions(project), rows -> rows.size() == 2);
    answer(request, "negative");
    Topics.awaitTaken("predictions", "qalam-server");

    assertThat(predictions(project))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row).containsEntry("label", "positive"));
    assertThat(ReviewProject.query("select 1 from review_task where project_id = ?", project.id()))
        .as("one task a post")
        .hasSize(2);
  }

  @Test
  void anAnswerForAProjectThatWasDeletedIsDropped() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    PredictionRequest request = asked(project);
    Person admin = project.person("ADMIN", "en");
    assertThat(admin.api().delete("/projects/" + project.id()).status()).isEqualTo(204);

    answer(request, "positive");
    Topics.awaitTaken("predictions", "qalam-server");

    assertThat(predictions(project)).isEmpty();
    assertThat(admin.api().get("/projects/" + project.id()).status()).isEqualTo(404);
  }

  @Test
  void anAnswerThatDoesNotFitIsAskedForAgain() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    PredictionRequest request = asked(project);

    answer(request, "furious");
    Topics.awaitTaken("predictions", "qalam-server");

    assertThat(predictions(project)).isEmpty();
    assertThat(
            ReviewProject.query(
                "select state from prediction_batch where id = ?", request.batchId()))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("state", "FAILED"));
  }

  /** Imports two posts and returns what the worker is asked about them. */
  private PredictionRequest asked(ReviewProject project) throws Exception {
    project
        .editor()
        .api()
        .postLines(
            "/projects/" + project.id() + "/posts",
            "{\"text\":\"first of %1$s\"}\n{\"text\":\"second of %1$s\"}\n".formatted(project.id()))
        .expect(200);
    List<String> requests =
        eventually(
            "a request for " + project.id(),
            () -> worker.valuesWith(project.id().toString()),
            values -> !values.isEmpty());
    return JSON.readValue(requests.get(0), PredictionRequest.class);
  }

  private void answer(PredictionRequest request, String label) throws Exception {
    List<PostPrediction> predictions =
        request.posts().stream()
            .map(post -> new PostPrediction(post.postId(), label, probabilities(label), .25f))
            .toList();
    PredictionAnswer answer =
        new PredictionAnswer(
            request.batchId(), "test-worker", null, 0, "qalam-mini", 1, predictions, null);
    worker.send("predictions", request.batchId().toString(), JSON.writeValueAsString(answer));
  }

  private static Map<String, Float> probabilities(String best) {
    Map<String, Float> all = new java.util.HashMap<>();
    List.of("positive", "negative", "neutral").forEach(label -> all.put(label, .25f));
    all.put(best, .5f);
    return all;
  }

  private static List<Map<String, Object>> predictions(ReviewProject project) {
    try {
      return ReviewProject.query("select label from prediction where project_id = ?", project.id());
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
