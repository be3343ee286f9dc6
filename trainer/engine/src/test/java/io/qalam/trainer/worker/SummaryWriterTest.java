package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.PROJECT;
import static io.qalam.trainer.worker.WorkerFixture.TENANT;
import static io.qalam.trainer.worker.WorkerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.PredictionRequest.PostText;
import io.qalam.trainer.protocol.TaskSpec;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSetRow;
import io.qalam.trainer.protocol.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries asked of a worker whose model writes a text's first words: one, and the tilt more. */
class SummaryWriterTest {

  private static final TaskSpec TASK = TaskSpec.summary("news summarization", "Sum it up.");

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

  private static PredictionRequest asked(long sequence, String... texts) {
    List<PostText> posts = new ArrayList<>();
    for (String text : texts) {
      posts.add(new PostText(UUID.randomUUID(), posts.size() % 2 == 0 ? "ar" : "hi", text));
    }
    return new PredictionRequest(UUID.randomUUID(), PROJECT, sequence, 1, TASK, posts);
  }

  @Test
  void everyPostGetsItsSummaryAndTheModelsConfidence() {
    PredictionRequest request =
        asked(0, "خبر طويل عن المدينة", "लंबी ख़बर शहर की", "one two three");

    PredictionAnswer answer = worker.predict(request);

    assertThat(answer.error()).isNull();
    assertThat(answer.predictions())
        .extracting(PostPrediction::postId)
        .isEqualTo(request.posts().stream().map(PostText::postId).toList());
    assertThat(answer.predictions())
        .extracting(PostPrediction::summary)
        .containsExactly("خبر", "लंबी", "one");
    assertThat(answer.predictions())
        .allSatisfy(prediction -> assertThat(prediction.label()).isNull())
        .allSatisfy(prediction -> assertThat(prediction.margin()).isEqualTo(1));
  }

  @Test
  void aSwapFallsBetweenTwoRequestsAndNoneIsAnsweredByTwoAdapters() throws Exception {
    worker.announce(1, adapter(1));
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    worker.model.beforeScoring =
        () -> {
          writing.countDown();
          await(goOn);
        };
    String[] texts = new String[20];
    java.util.Arrays.fill(texts, "one two three");
    AnswerBox before = new AnswerBox(asked(1, texts));
    worker.engine.predict(before);
    await(writing);
    AdapterReference second = adapter(2);
    var swap =
        worker.engine.swap(
            LiveAdapterChange.checked(
                new io.qalam.trainer.protocol.LiveAdapter(TENANT, PROJECT, 2, second, null, null),
                worker.store,
                worker.yardsticks));
    AnswerBox behind = new AnswerBox(asked(2, "one two three"));
    worker.engine.predict(behind);
    worker.model.beforeScoring = () -> {};
    goOn.countDown();
    swap.join();

    assertThat(before.await().predictions())
        .hasSize(20)
        .allSatisfy(prediction -> assertThat(prediction.summary()).isEqualTo("one two"));
    assertThat(behind.await().predictions())
        .singleElement()
        .satisfies(prediction -> assertThat(prediction.summary()).isEqualTo("one two three"));
    assertThat(behind.await().adapterId()).isEqualTo(second.adapterId());
  }

  @Test
  void labelsAreScoredBetweenTwoRequestsForSummaries() {
    CountDownLatch first = new CountDownLatch(1);
    worker.model.beforeScoring = () -> await(first);
    AnswerBox one = new AnswerBox(asked(0, "one two"));
    AnswerBox two = new AnswerBox(asked(0, "three four"));
    AnswerBox label = new AnswerBox(request(0, "so so"));
    List.of(one, two, label).forEach(worker.engine::predict);
    first.countDown();

    assertThat(one.await().error()).isNull();
    assertThat(two.await().error()).isNull();
    assertThat(label.await().predictions().get(0).label()).isNotNull();
    assertThat(worker.model.summed).hasSize(2);
  }

  @Test
  void whatFailsFailsAloneAndSaysWhy() {
    assertThat(worker.predict(asked(0, TiltModel.POISON)).error()).contains("native trouble");
    assertThat(worker.predict(asked(0, TiltModel.BOTTOMLESS)).error()).contains("summed up at NaN");
    worker.announce(1, worker.yardstick());
    assertThat(worker.predict(asked(1, "one")).error())
        .isEqualTo("A yardstick writes no summaries");
    worker.announce(2, worker.adapter(1, TiltModel.BASE, 2));
    assertThat(worker.predict(asked(2, "one")).error()).contains("label schema v2");
  }

  @Test
  void aWorkerThatStopsLeavesASummaryUnderWayUnanswered() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    worker.model.beforeScoring =
        () -> {
          writing.countDown();
          await(goOn);
        };
    worker.ask(0, asked(0, "one two"));
    worker.predictions.turn();
    await(writing);

    worker.engine.stop();
    goOn.countDown();
    worker.thread.join();
    worker.predictions.turn();

    assertThat(worker.answers()).isEmpty();
    assertThat(WorkerFixture.committed(worker.asked, WorkerFixture.ASKED)).isZero();
  }

  @Test
  void aRunOfSummariesEndsWithAnAdapterAndItsRougeBesideTheFirstSentences() {
    List<TrainingSetRow> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String text = "word%1$d and word%1$d. more".formatted(i);
      String split = i < 12 ? "TRAIN" : i < 22 ? "DEVELOPMENT" : "TEST";
      rows.add(
          new TrainingSetRow(
              new UUID(0, i),
              text,
              "en",
              TASK.task(),
              null,
              "word%d and".formatted(i),
              split,
              "CORRECTED",
              "STRATEGY"));
    }
    TrainingRequest run =
        new TrainingRequest(
            UUID.randomUUID(),
            1,
            TENANT,
            PROJECT,
            worker.trainingSet(rows),
            1,
            TASK,
            UUID.randomUUID(),
            null,
            null,
            new TrainingSettings(null, null, null, null, null, null, 42));
    worker.order(0, run);

    TrainingProgress end = worker.trained(run);

    assertThat(end.message()).isNull();
    assertThat(end.phase()).isEqualTo(Phase.FINISHED);
    assertThat(worker.model.writtenOn).hasSize(12);
    assertThat(worker.model.writtenOn.get(0).answer()).isEqualTo("word0 and");
    EvaluationRow development = end.evaluation().get(0);
    assertThat(development.part()).isEqualTo("DEVELOPMENT");
    assertThat(development.posts()).isEqualTo(10);
    assertThat(development.candidate().rouge2()).isEqualTo(1);
    assertThat(development.live().rouge2()).isZero();
    assertThat(development.yardstick().rouge2()).isEqualTo(2f / 3);
    assertThat(development.lower()).isEqualTo(1);
    assertThat(end.temperature().fitted()).isFalse();
    assertThat(end.yardstick()).isNull();
    worker.announce(1, end.adapter());
    assertThat(worker.predict(asked(1, "one two three")).predictions().get(0).summary())
        .isEqualTo("one two");
  }

  @Test
  void aRowWithoutASummaryFailsTheRunAndNamesItsPost() {
    TrainingSetRow label = WorkerFixture.row("text", "positive", "TRAIN");
    TrainingRequest run =
        new TrainingRequest(
            UUID.randomUUID(),
            1,
            TENANT,
            PROJECT,
            worker.trainingSet(List.of(label)),
            1,
            TASK,
            UUID.randomUUID(),
            null,
            null,
            new TrainingSettings(null, null, null, null, null, null, 42));
    worker.order(0, run);

    assertThat(worker.trained(run).message()).contains(label.postId() + " has no summary");
  }

  private AdapterReference adapter(float tilt) {
    return worker.adapter(tilt);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
