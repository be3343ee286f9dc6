package io.qalam.training;

import static io.qalam.server.Eventually.eventually;
import static io.qalam.training.FakeWorker.arabic;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Topics;
import io.qalam.server.Visitor;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.TrainingRequest;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a run on label sets is asked to choose between, and what its adapter is asked then. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class LabelSetTrainingIT {

  private static final List<String> LABELS = List.of("positive", "negative", "neutral");

  private final Api admin = new Api(TestTenants.NILE, Member.ADMIN);
  private final LabelledProject project = LabelledProject.ready(TestTenants.NILE);

  @Test
  void anAdapterIsAskedForTheSetsItWasTrainedOnWhateverIsLabelledMeanwhile() throws Exception {
    several("negative, positive", "negative");
    try (FakeWorker worker = new FakeWorker("fake-" + UUID.randomUUID());
        Topics asked = Topics.asWorker().reading("prediction-requests")) {
      TrainingRequest request = worker.request(admin.start(project.id()), 1);
      assertThat(request.task().labels()).isEqualTo(LABELS);
      assertThat(request.task().candidates())
          .containsExactly("positive", "negative", "neutral", "negative, positive");

      several("neutral, positive", "neutral");
      worker.finish(request, arabic(.1, .05, .2));
      admin.await(request.runId(), "PROMOTED");
      Visitor.withToken(TestTenants.NILE, Member.ADMIN)
          .send(
              "POST",
              "/api/v1/projects/" + project.id() + "/posts",
              "application/x-ndjson",
              "{\"text\":\"منشور جديد بعد التدريب\"}");

      PredictionRequest next =
          eventually(
                  "a request of the new adapter",
                  () ->
                      asked.valuesWith(project.id().toString()).stream()
                          .map(LabelSetTrainingIT::read)
                          .filter(one -> one.liveSequence() == 1)
                          .toList(),
                  requests -> !requests.isEmpty())
              .get(0);
      assertThat(next.task().candidates()).isEqualTo(request.task().candidates());
    }
  }

  /** Gives the posts of one label a set in its place. */
  private void several(String set, String label) {
    project.run("update project set multi_label = true where id = ?", project.id());
    project.run(
        "update post set final_label = ? where project_id = ? and final_label = ?",
        set,
        project.id(),
        label);
    project.run(
        "update annotation set label = ? where project_id = ? and label = ?",
        set,
        project.id(),
        label);
  }

  private static PredictionRequest read(String message) {
    try {
      return new JsonMapper().readValue(message, PredictionRequest.class);
    } catch (java.io.IOException e) {
      throw new AssertionError(message, e);
    }
  }
}
