package io.qalam.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.protocol.Effort;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSetRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of an adapter says of the query strategy. */
class EffortOfARunTest {

  @TempDir Path root;

  private WorkerFixture worker;

  @BeforeEach
  void start() {
    worker = new WorkerFixture(root);
  }

  @AfterEach
  void stop() throws InterruptedException {
    worker.close();
  }

  /** So many training rows of each arm, and thirty development posts. */
  private static List<TrainingSetRow> rows(int random, int blind, int strategy) {
    List<TrainingSetRow> rows = new ArrayList<>();
    add(rows, random, "TRAIN", "RANDOM");
    add(rows, blind, "TRAIN", "BLIND");
    add(rows, strategy, "TRAIN", "STRATEGY");
    add(rows, 7, "TRAIN", null);
    add(rows, 30, "DEVELOPMENT", "RANDOM");
    return rows;
  }

  private static void add(List<TrainingSetRow> rows, int n, String split, String arm) {
    for (int i = 0; i < n; i++) {
      boolean good = i % 2 == 0;
      String text = (good ? "good " : "bad ") + rows.size();
      rows.add(WorkerFixture.row(text, good ? "positive" : "negative", split, arm));
    }
  }

  private TrainingProgress trained(int offset, TrainingRequest run) {
    worker.order(offset, run);
    TrainingProgress end = worker.trained(run);
    assertThat(end.phase()).as(end.message()).isEqualTo(Phase.FINISHED);
    return end;
  }

  @Test
  void randomAndBlindRowsAreComparedWithTheStrategysAndTheRestIsLeftOut() {
    TrainingRequest run = WorkerFixture.run(worker.trainingSet(rows(25, 20, 60)), null, null);

    Effort effort = trained(0, run).effort();

    assertThat(effort.randomRows()).isEqualTo(45);
    assertThat(effort.strategyRows()).isEqualTo(60);
    assertThat(effort.developmentPosts()).isEqualTo(30);
    assertThat(effort.saved()).isNotNull();
    assertThat(trained(1, WorkerFixture.attempt(2, run)).effort())
        .as("a request that comes twice")
        .isEqualTo(effort);
  }

  @Test
  void tooFewRowsOfAnArmAreCountedAndNothingIsClaimed() {
    Effort effort =
        trained(0, WorkerFixture.run(worker.trainingSet(rows(20, 19, 60)), null, null)).effort();

    assertThat(effort).isEqualTo(new Effort(39, 60, 30, null, List.of()));
  }
}
