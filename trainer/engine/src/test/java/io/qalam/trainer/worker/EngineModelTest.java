package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.LABELS;
import static io.qalam.trainer.worker.WorkerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.LossPoint;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSettings;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.TinyModel;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker around the real engine, with a model so small that a run takes a second. */
class EngineModelTest {
  @TempDir Path root;
  @TempDir Path base;

  @Test
  void whatTheEngineTrainsIsStoredGoesLiveAndAnswers() throws Exception {
    Path folder = TinyModel.write(base.resolve("tiny"));
    try (WorkerFixture worker = new WorkerFixture(root, () -> open(folder))) {
      PredictionAnswer before = worker.predict(request(0, "الخدمة ممتازة", "बहुत अच्छा"));
      TrainingRequest run = run(worker);
      worker.order(0, run);

      TrainingProgress end = worker.trained(run);
      worker.announce(1, end.adapter());
      PredictionAnswer after = worker.predict(request(1, "الخدمة ممتازة", "बहुत अच्छा"));

      assertThat(end.phase()).as(end.message()).isEqualTo(Phase.FINISHED);
      assertThat(end.rank()).isEqualTo(2);
      assertThat(end.evaluation()).hasSize(4);
      assertThat(worker.store.adapter(end.adapter()).description().labels()).isEqualTo(LABELS);
      assertThat(before.adapterId()).isNull();
      assertThat(after.adapterId()).isEqualTo(run.candidateId());
      assertThat(after.predictions())
          .allSatisfy(
              p ->
                  assertThat(p.probabilities().values().stream().mapToDouble(x -> x).sum())
                      .isCloseTo(1, within(1e-4)));
      assertThat(after.predictions().get(0).probabilities())
          .isNotEqualTo(before.predictions().get(0).probabilities());
    }
  }

  @Test
  void aRunResumedAtACheckpointTellsTheLossesOfTheUnbrokenOne() throws Exception {
    Path folder = TinyModel.write(base.resolve("tiny"));
    TrainingRequest broken;
    try (WorkerFixture first = new WorkerFixture(root, () -> open(folder))) {
      broken = run(first);
      first.order(0, broken);
      first.turnUntil(first.trainings::turn, () -> !first.progress().isEmpty());
      first.engine.stop();
    }
    try (WorkerFixture second = new WorkerFixture(root, () -> open(folder))) {
      TrainingRequest unbroken = run(second);
      second.order(0, broken);
      second.order(1, unbroken);

      assertThat(second.trained(broken).phase()).isEqualTo(Phase.FINISHED);
      assertThat(second.trained(unbroken).phase()).isEqualTo(Phase.FINISHED);
      assertThat(lastLoss(second, broken)).isEqualTo(lastLoss(second, unbroken));
      assertThat(second.trained(broken).adapter().sha256())
          .isEqualTo(second.trained(unbroken).adapter().sha256());
    }
  }

  private static EngineModel open(Path folder) {
    return new EngineModel(Engine.open(folder, "cpu", 1));
  }

  private static LossPoint lastLoss(WorkerFixture worker, TrainingRequest run) {
    return worker.progress().stream()
        .filter(p -> p.runId().equals(run.runId()))
        .flatMap(p -> p.losses().stream())
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static TrainingRequest run(WorkerFixture worker) {
    TrainingRequest usual = worker.run();
    return new TrainingRequest(
        usual.runId(),
        1,
        usual.tenantId(),
        usual.projectId(),
        usual.trainingSetSha256(),
        usual.schemaVersion(),
        usual.task(),
        UUID.randomUUID(),
        null,
        null,
        new TrainingSettings(2, null, null, 4, 4, 200, 42));
  }
}
