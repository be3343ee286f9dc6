package io.qalam.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.EvaluationRow.Scores;
import io.qalam.trainer.protocol.TrainingRequest;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run of a project whose posts get summaries, from the frozen set to the gate. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SummaryTrainingIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Api admin = new Api(TestTenants.NILE, Member.ADMIN);
  private FakeWorker worker;

  @BeforeEach
  void connect() {
    worker = new FakeWorker("fake-" + UUID.randomUUID());
  }

  @AfterEach
  void disconnect() {
    worker.close();
  }

  private static EvaluationRow measured(String part, float candidate, float live, float lower) {
    return new EvaluationRow(
        part,
        "news summarization",
        "ar",
        12,
        Scores.ofSummaries(candidate),
        Scores.ofSummaries(live),
        candidate - live,
        lower,
        candidate,
        Scores.ofSummaries(0.5f));
  }

  @Test
  void summariesThatCountAreFrozenAndACandidateIsGatedByItsRouge() throws Exception {
    LabelledProject project = LabelledProject.readyOfSummaries(TestTenants.NILE);
    JsonNode tally = admin.get("/projects/" + project.id() + "/schedule").get("labels");
    assertThat(tally.get("train").asInt()).isEqualTo(39);
    assertThat(tally.get("labels").isNull()).isTrue();

    TrainingRequest request = worker.request(admin.start(project.id()), 1);

    assertThat(request.task().wantsSummary()).isTrue();
    List<String> lines =
        Files.readAllLines(
            FakeWorker.artifacts().trainingSet(request.tenantId(), request.trainingSetSha256()));
    assertThat(lines).hasSize(59);
    JsonNode row = JSON.readTree(lines.get(0));
    assertThat(row.has("label")).isFalse();
    assertThat(row.get("summary").asText()).isEqualTo("ملخّص " + row.get("postId").asText());

    AdapterReference adapter =
        worker.finish(
            request,
            measured("DEVELOPMENT", 0.375f, 0.25f, 0.0625f),
            measured("TEST", 0.3f, 0.2f, 0));
    JsonNode run = admin.await(request.runId(), "PROMOTED");

    assertThat(run.at("/evaluation/0/candidate/rouge2").floatValue()).isEqualTo(0.375f);
    assertThat(run.at("/evaluation/0/yardstick/rouge2").floatValue()).isEqualTo(0.5f);
    JsonNode adapters = admin.adapters(project.id());
    assertThat(adapters.get("liveId").asText()).isEqualTo(adapter.adapterId().toString());
    assertThat(adapters.at("/items/0/developmentF1").floatValue()).isEqualTo(0.375f);
  }

  @Test
  void aCandidateThatIsCertainlyWorseIsRejected() {
    LabelledProject project = LabelledProject.readyOfSummaries(TestTenants.NILE);
    TrainingRequest request = worker.request(admin.start(project.id()), 1);
    EvaluationRow worse =
        new EvaluationRow(
            "DEVELOPMENT",
            "news summarization",
            "ar",
            12,
            Scores.ofSummaries(0.1f),
            Scores.ofSummaries(0.4f),
            -0.3f,
            -0.4f,
            -0.2f,
            null);

    worker.finish(request, worse);

    JsonNode run = admin.await(request.runId(), "REJECTED");
    assertThat(run.at("/verdict/reason").asText()).isEqualTo("CERTAINLY_WORSE");
  }
}
