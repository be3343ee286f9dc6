package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.committed;
import static io.qalam.trainer.worker.WorkerFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.TaskSpec;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSetRow;
import io.qalam.trainer.protocol.TrainingSettings;
import io.qalam.trainer.protocol.YardstickReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YardstickJobTest {
  @TempDir Path root;
  private WorkerFixture worker;

  @BeforeEach
  void start() {
    worker = new WorkerFixture(root);
  }

  @AfterEach
  void stop() throws InterruptedException {
    worker.close();
    assertThat(worker.model.open).as("adapters left open").isEmpty();
  }

  private TrainingRequest run(List<TrainingSetRow> rows, @Nullable AdapterReference live) {
    return new TrainingRequest(
        UUID.randomUUID(),
        1,
        WorkerFixture.TENANT,
        WorkerFixture.PROJECT,
        worker.trainingSet(rows),
        1,
        WorkerFixture.TASK,
        null,
        live,
        live,
        new TrainingSettings(null, null, null, null, null, null, 42));
  }

  /** Posts that words tell apart, and the tilt of 1 does not. */
  private static List<TrainingSetRow> rows() {
    List<TrainingSetRow> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String split = i < 20 ? "TRAIN" : i < 50 ? "DEVELOPMENT" : "TEST";
      boolean good = i % 2 == 0;
      rows.add(row((good ? "good " : "bad ") + i, good ? "positive" : "negative", split));
    }
    return rows;
  }

  private TrainingProgress trained(TrainingRequest run) {
    worker.order(0, run);
    return worker.trained(run);
  }

  @Test
  void aYardstickIsTrainedAloneAndMeasuredBesideTheLiveAdapterOnTheSamePosts() {
    TrainingRequest run = run(rows(), worker.adapter(1));

    TrainingProgress end = trained(run);

    assertThat(end.phase()).as(end.message()).isEqualTo(Phase.FINISHED);
    assertThat(end.adapter()).isNull();
    assertThat(end.yardstick().yardstickId()).isEqualTo(YardstickReference.idOf(run.runId()));
    assertThat(worker.yardsticks.get(end.yardstick()).labels()).isEqualTo(WorkerFixture.LABELS);
    assertThat(end.yardstickTemperature().developmentPosts()).isEqualTo(30);
    assertThat(end.evaluation())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.yardstick().accuracy()).isEqualTo(1))
        .allSatisfy(row -> assertThat(row.candidate().macroF1()).isEqualTo(row.live().macroF1()))
        .allSatisfy(row -> assertThat(row.difference()).isZero());
    assertThat(worker.model.steps).as("no step of an adapter").isEmpty();
  }

  @Test
  void aRequestThatComesTwiceMakesTheSameFileAndItsOffsetIsCommitted() {
    TrainingRequest run = run(rows(), null);
    TrainingProgress first = trained(run);
    TrainingRequest again = WorkerFixture.attempt(2, run);
    worker.order(1, again);

    TrainingProgress second = worker.trained(again);

    assertThat(second.yardstick()).isEqualTo(first.yardstick());
    worker.turnUntil(
        worker.trainings::turn, () -> committed(worker.ordered, WorkerFixture.ORDERED) == 2);
  }

  @Test
  void aWorkerThatIsAtItSpeaksSoThatItIsNotTakenForDead() {
    worker.model.beforeScoring = () -> worker.nanos.addAndGet(3_000_000_000L);

    trained(run(rows(), null));

    assertThat(worker.progress())
        .filteredOn(progress -> progress.phase() == Phase.EVALUATING)
        .hasSizeGreaterThan(1);
  }

  @Test
  void rowsOfOneLabelAloneFailTheRunAndSayWhy() {
    List<TrainingSetRow> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(row("post " + i, "positive", i < 20 ? "TRAIN" : "DEVELOPMENT"));
    }

    TrainingProgress end = trained(run(rows, null));

    assertThat(end.phase()).isEqualTo(Phase.FAILED);
    assertThat(end.message()).isEqualTo("No yardstick could be trained on these rows.");
  }

  /**
   * "good 1" and "bad 1" posts have both labels of their words; one held-out set is none to choose.
   */
  @Test
  void labelSetsAreLearnedAndMeasuredLabelByLabel() {
    List<TrainingSetRow> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String split = i < 20 ? "TRAIN" : i < 50 ? "DEVELOPMENT" : "TEST";
      rows.add(
          i % 2 == 0
              ? row("good " + i, "neutral, positive", split)
              : row("bad " + i, "negative", split));
    }
    rows.add(row("good 61", "negative, positive", "TEST"));
    TrainingRequest single = run(rows, worker.adapter(1));
    TaskSpec task =
        new TaskSpec(
            "sentiment",
            "What is the post's sentiment?",
            WorkerFixture.LABELS,
            List.of("positive", "negative", "neutral", "neutral, positive"));
    TrainingRequest run =
        new TrainingRequest(
            single.runId(),
            1,
            single.tenantId(),
            single.projectId(),
            single.trainingSetSha256(),
            1,
            task,
            null,
            single.live(),
            single.live(),
            single.settings());

    TrainingProgress end = trained(run);

    assertThat(end.phase()).as(end.message()).isEqualTo(Phase.FINISHED);
    assertThat(worker.yardsticks.get(end.yardstick()).labels()).isEqualTo(task.candidates());
    EvaluationRow development = end.evaluation().get(0);
    assertThat(development.part() + development.posts()).isEqualTo("DEVELOPMENT30");
    assertThat(development.yardstick().macroF1()).isEqualTo(1);
    EvaluationRow test =
        end.evaluation().stream().filter(r -> r.part().equals("TEST")).findFirst().orElseThrow();
    assertThat(test.posts()).isEqualTo(11);
    // by hand: positive 6 of 6; negative 5 of 6, no false alarm; neutral 5 of 5, one false alarm
    assertThat(test.yardstick().macroF1()).isCloseTo((1 + 10 / 11f + 10 / 11f) / 3, within(1e-6f));
    assertThat(test.yardstick().accuracy()).isCloseTo(10 / 11f, within(1e-6f));
    assertThat(end.yardstickTemperature().testPosts()).isEqualTo(10);
  }
}
