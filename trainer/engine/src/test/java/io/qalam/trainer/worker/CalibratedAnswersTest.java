package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.LABELS;
import static io.qalam.trainer.worker.WorkerFixture.PROJECT;
import static io.qalam.trainer.worker.WorkerFixture.TENANT;
import static io.qalam.trainer.worker.WorkerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSetRow;
import io.qalam.trainer.protocol.YardstickReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratedAnswersTest {
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

  private void announce(
      long sequence,
      @Nullable AdapterReference adapter,
      @Nullable YardstickReference yardstick,
      @Nullable Float temperature) {
    LiveAdapter message =
        new LiveAdapter(TENANT, PROJECT, sequence, adapter, yardstick, temperature);
    worker.engine.swap(LiveAdapterChange.checked(message, worker.store, worker.yardsticks)).join();
  }

  @Test
  void probabilitiesAndMarginAreAtTheTemperatureOfTheLiveAdapterAndTheLabelIsItsOwn() {
    AdapterReference adapter = worker.adapter(1);
    announce(1, adapter, null, null);
    PredictionRequest asked = request(1, "post");
    PostPrediction plain = worker.predict(asked).predictions().get(0);

    announce(2, adapter, null, 2f);
    PostPrediction cooled = worker.predict(request(2, "post")).predictions().get(0);

    double best = Math.sqrt(plain.probabilities().get(plain.label()));
    double total = plain.probabilities().values().stream().mapToDouble(Math::sqrt).sum();
    assertThat(cooled.label()).isEqualTo(plain.label());
    assertThat(cooled.probabilities().get(cooled.label()).doubleValue())
        .isCloseTo(best / total, within(1e-6));
    assertThat(cooled.probabilities().values().stream().mapToDouble(p -> p).sum())
        .isCloseTo(1, within(1e-5));
    assertThat(cooled.margin()).isPositive().isLessThan(plain.margin());
  }

  @Test
  void aYardsticksProbabilitiesAreAtItsTemperatureToo() {
    YardstickReference yardstick = worker.yardstick();
    announce(1, null, yardstick, null);
    PostPrediction plain = worker.predict(request(1, "good")).predictions().get(0);

    announce(2, null, yardstick, .5f);
    PostPrediction heated = worker.predict(request(2, "good")).predictions().get(0);

    assertThat(heated.label()).isEqualTo(plain.label());
    assertThat(heated.margin()).isGreaterThan(plain.margin());
  }

  @Test
  void aRunWithTooFewDevelopmentPostsLeavesBothAtOne() {
    TrainingProgress end = trained(worker.run());

    assertThat(end.temperature().fitted()).isFalse();
    assertThat(end.temperature().value()).isEqualTo(1);
    assertThat(end.temperature().developmentPosts()).isEqualTo(6);
    assertThat(end.yardstickTemperature().value()).isEqualTo(1);
    assertThat(worker.store.adapter(end.adapter()).description().temperature()).isEqualTo(1);
  }

  @Test
  void aRunFitsOnItsDevelopmentPostsAndKeepsTheValueWithTheAdapter() {
    TrainingRequest run = WorkerFixture.run(worker.trainingSet(rows()), null, null);

    TrainingProgress end = trained(run);

    assertThat(end.temperature().fitted()).isTrue();
    assertThat(end.temperature().developmentPosts()).isEqualTo(40);
    assertThat(end.temperature().testPosts()).isEqualTo(20);
    assertThat(end.temperature().value()).isNotEqualTo(1);
    assertThat(end.temperature().errorAfter()).isLessThan(end.temperature().errorBefore());
    assertThat(worker.store.adapter(end.adapter()).description().temperature())
        .isEqualTo(end.temperature().value());

    TrainingRequest again = WorkerFixture.attempt(2, run);
    worker.order(1, again);
    assertThat(worker.trained(again).temperature())
        .as("a request that comes twice")
        .isEqualTo(end.temperature());
  }

  @Test
  void aRunWithoutTestPostsFitsAndHasNoErrorToTell() {
    List<TrainingSetRow> rows = rows().stream().filter(row -> !row.split().equals("TEST")).toList();

    TrainingProgress end = trained(WorkerFixture.run(worker.trainingSet(rows), null, null));

    assertThat(end.temperature().fitted()).isTrue();
    assertThat(end.temperature().errorBefore()).isNull();
  }

  private TrainingProgress trained(TrainingRequest run) {
    worker.order(0, run);
    TrainingProgress end = worker.trained(run);
    assertThat(end.phase()).as(end.message()).isEqualTo(Phase.FINISHED);
    return end;
  }

  /** Posts that the trained tilt of 1 answers right, always at .73. */
  private static List<TrainingSetRow> rows() {
    List<TrainingSetRow> rows = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      String text = "خ".repeat(i % 30 + 1);
      String split = i < 20 ? "TRAIN" : i < 60 ? "DEVELOPMENT" : "TEST";
      rows.add(WorkerFixture.row(text, LABELS.get(TiltModel.label(text, 1, 3)), split));
    }
    return rows;
  }
}
