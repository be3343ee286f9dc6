package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.ORDERED;
import static io.qalam.trainer.worker.WorkerFixture.PROJECT;
import static io.qalam.trainer.worker.WorkerFixture.attempt;
import static io.qalam.trainer.worker.WorkerFixture.committed;
import static io.qalam.trainer.worker.WorkerFixture.request;
import static io.qalam.trainer.worker.WorkerFixture.row;
import static io.qalam.trainer.worker.WorkerFixture.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.fit.TrainingDivergedException;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.TrainingCancellation;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.LossPoint;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSetRow;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.yardstick.Yardstick;
import java.lang.Thread.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingIntakeTest {
  private static final long SEVEN_SECONDS = Duration.ofSeconds(7).toNanos();

  @TempDir Path root;

  @Test
  void aRunEndsWithAStoredAdapterItsFiguresAndACommit() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = worker.run();
      worker.order(0, run);

      TrainingProgress end = worker.trained(run);
      worker.trainings.turn();

      assertThat(end.phase()).isEqualTo(Phase.FINISHED);
      assertThat(end.step()).isEqualTo(10);
      assertThat(end.rank()).isPositive();
      assertThat(worker.store.adapter(end.adapter()).description().runId()).isEqualTo(run.runId());
      assertThat(end.evaluation())
          .extracting(row -> row.part() + " " + row.lang() + " " + row.posts())
          .containsExactly("DEVELOPMENT all 6", "DEVELOPMENT ar 6", "TEST all 6", "TEST ar 6");
      EvaluationRow development = end.evaluation().get(0);
      assertThat(development.candidate().macroF1()).isEqualTo(1);
      assertThat(development.live().macroF1()).isEqualTo(0);
      assertThat(development.lower()).isPositive();
      assertThat(committed(worker.ordered, ORDERED)).isEqualTo(1);
      assertThat(filesUnder("checkpoints")).isEmpty();
    }
  }

  @Test
  void theYardstickIsTrainedOnTheRunsRowsAndMeasuredOnTheSamePosts() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = run(worker.trainingSet(tellingRows(30, 6)), null, null);
      worker.order(0, run);

      TrainingProgress end = worker.trained(run);

      assertThat(end.evaluation())
          .extracting(row -> row.part() + " " + row.yardstick().macroF1())
          .containsExactly("DEVELOPMENT 1.0", "DEVELOPMENT 1.0", "TEST 1.0", "TEST 1.0");
      assertThat(end.evaluation().get(0).candidate().macroF1()).isLessThan(.9f);
      assertThat(end.yardstick().yardstickId())
          .isEqualTo(YardstickReference.idOf(run.runId()))
          .isNotEqualTo(end.adapter().adapterId());
      assertThat(Yardstick.read(worker.store.yardstick(end.yardstick())).labels())
          .isEqualTo(WorkerFixture.LABELS);
    }
  }

  @Test
  void aRunWhoseRowsMakeNoYardstickSaysThatItWasNotMeasured() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run =
          run(
              worker.trainingSet(
                  List.of(row("one", "neutral", "TRAIN"), row("two", "neutral", "DEVELOPMENT"))),
              null,
              null);
      worker.order(0, run);

      TrainingProgress end = worker.trained(run);

      assertThat(end.phase()).isEqualTo(Phase.FINISHED);
      assertThat(end.evaluation()).allSatisfy(row -> assertThat(row.yardstick()).isNull());
      assertThat(end.yardstick()).isNull();
    }
  }

  /** With 1,500 long rows its cross-validation takes far longer than this test. */
  @Test
  void whileTheYardstickTrainsPostsArePredictedTheRunIsHeardOfAndCanBeCancelled() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = run(worker.trainingSet(tellingRows(1500, 6)), null, null);
      worker.order(0, run);
      worker.turnUntil(worker.trainings::turn, () -> evaluating(worker) == 1);

      assertThat(worker.predict(request(0, "post")).predictions()).hasSize(1);
      worker.nanos.addAndGet(SEVEN_SECONDS);
      worker.turnUntil(worker.trainings::turn, () -> evaluating(worker) > 1);
      worker.cancellations.add(new TrainingCancellation(run.runId(), 1));

      assertThat(worker.trained(run).phase()).isEqualTo(Phase.CANCELLED);
      worker.turnUntil(() -> {}, TrainingIntakeTest::noYardstickTrains);
      assertThat(filesUnder("adapters")).isEmpty();
      assertThat(filesUnder("yardsticks")).isEmpty();
    }
  }

  private static long evaluating(WorkerFixture worker) {
    return worker.progress().stream().filter(p -> p.phase() == Phase.EVALUATING).count();
  }

  private static boolean noYardstickTrains() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("qalam-yardstick"));
  }

  /** Posts whose words tell the label, and whose lengths do not. */
  private static List<TrainingSetRow> tellingRows(int train, int held) {
    List<String> words = List.of("رائع جدا", "بہت घटिया", "so it is");
    List<TrainingSetRow> rows = new ArrayList<>();
    for (String split : List.of("TRAIN", "DEVELOPMENT", "TEST")) {
      for (int i = 0; i < (split.equals("TRAIN") ? train : held); i++) {
        String text = words.get(i % 3) + " " + Integer.toString(i * 7919, 3).repeat(2 + i % 5);
        rows.add(row(text, WorkerFixture.LABELS.get(i % 3), split));
      }
    }
    return rows;
  }

  @Test
  void aNewPhaseIsToldEvenWhileTheBrokerIsSlowAndLossesWaitForIt() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root, false)) {
      worker.model.beforeStep = step -> worker.nanos.addAndGet(SEVEN_SECONDS);
      TrainingRequest run = worker.run();
      worker.order(0, run);

      worker.trained(run);

      assertThat(worker.progress())
          .extracting(TrainingProgress::phase)
          .containsExactly(Phase.RUNNING, Phase.EVALUATING, Phase.FINISHED);
      assertThat(worker.progress().get(1).losses()).hasSize(10);
    }
  }

  @Test
  void onlyTrainRowsAreTrainedOn() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run =
          run(
              worker.trainingSet(
                  List.of(
                      row("train", "positive", "TRAIN"),
                      row("development", "negative", "DEVELOPMENT"),
                      row("test", "neutral", "TEST"))),
              null,
              null);
      worker.order(0, run);

      worker.trained(run);

      assertThat(worker.model.trainedOn).extracting(TrainingExample::text).containsExactly("train");
    }
  }

  @Test
  void aRunGoesOnFromItsParentAndIsComparedWithTheLiveAdapter() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      AdapterReference parent = worker.adapter(0);
      AdapterReference live = worker.adapter(1);
      TrainingRequest run = run(worker.trainingSet(WorkerFixture.rows()), parent, live);
      worker.order(0, run);

      TrainingProgress end = worker.trained(run);

      assertThat(
              Files.readString(
                  worker.folder(run.candidateId()).resolve("adapter_model.safetensors")))
          .isEqualTo("1.0");
      assertThat(worker.store.adapter(end.adapter()).description().parentId())
          .isEqualTo(parent.adapterId());
      assertThat(end.evaluation())
          .allSatisfy(row -> assertThat(row.live().macroF1()).isEqualTo(1))
          .allSatisfy(row -> assertThat(row.difference()).isZero());
    }
  }

  @Test
  void afterAChangeOfTheBaseARunBeginsAtTheNewBaseAndIsComparedWithIt() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      AdapterReference old = worker.adapter(5, "the-base-before", 1);
      TrainingRequest run = run(worker.trainingSet(WorkerFixture.rows()), old, old);
      worker.order(0, run);

      TrainingProgress end = worker.trained(run);

      assertThat(end.phase()).isEqualTo(Phase.FINISHED);
      assertThat(end.adapter().baseModel()).isEqualTo(TiltModel.BASE);
      assertThat(worker.store.adapter(end.adapter()).description().parentId()).isNull();
      assertThat(end.evaluation().get(0).candidate().macroF1()).isEqualTo(1);
      assertThat(end.evaluation().get(0).live().macroF1()).isEqualTo(0);
    }
  }

  @Test
  void everyLossIsToldOnceAndInOrder() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      worker.model.beforeStep = step -> worker.nanos.addAndGet(Duration.ofMillis(900).toNanos());
      TrainingRequest run = worker.run();
      worker.order(0, run);

      worker.trained(run);

      assertThat(worker.progress().stream().flatMap(p -> p.losses().stream()))
          .extracting(LossPoint::step)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
      assertThat(worker.progress().size()).isGreaterThan(4);
    }
  }

  @Test
  void aFinishedRunThatIsDeliveredAgainIsAnsweredAndNotTrainedAgain() throws Exception {
    TrainingRequest run;
    TrainingProgress first;
    try (WorkerFixture worker = new WorkerFixture(root)) {
      run = worker.run();
      worker.order(0, run);
      first = worker.trained(run);
    }
    try (WorkerFixture another = new WorkerFixture(root)) {
      another.order(0, run);

      assertThat(another.trained(run)).isEqualTo(first);

      another.trainings.turn();
      assertThat(another.model.steps).isEmpty();
      assertThat(committed(another.ordered, ORDERED)).isEqualTo(1);
    }
  }

  @Test
  void aRunThatIsCancelledEndsBetweenTwoStepsAndLeavesNothing() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = worker.run();
      worker.model.beforeStep =
          step -> {
            if (step == 4) {
              worker.cancellations.add(new TrainingCancellation(run.runId(), 1));
            }
          };
      worker.order(0, run);

      assertThat(worker.trained(run).phase()).isEqualTo(Phase.CANCELLED);

      worker.trainings.turn();
      assertThat(worker.model.steps).containsExactly(1, 2, 3, 4);
      assertThat(committed(worker.ordered, ORDERED)).isEqualTo(1);
      assertThat(filesUnder("checkpoints")).isEmpty();
      assertThat(filesUnder("adapters")).isEmpty();
    }
  }

  @Test
  void aRunThatWasCancelledWhileItWaitedIsNotBegun() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = worker.run();
      worker.cancellations.add(new TrainingCancellation(run.runId(), 1));
      worker.order(0, run);

      assertThat(worker.trained(run).phase()).isEqualTo(Phase.CANCELLED);
      assertThat(worker.model.steps).isEmpty();
    }
  }

  @Test
  void aCancelledAttemptDoesNotCancelTheNextOne() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest second = attempt(2, worker.run());
      worker.cancellations.add(new TrainingCancellation(second.runId(), 1));
      worker.order(0, second);

      assertThat(worker.trained(second).phase()).isEqualTo(Phase.FINISHED);
    }
  }

  @Test
  void aNewerAttemptTakesOverFromTheOlderAtItsCheckpoint() throws Exception {
    CountDownLatch ordered = new CountDownLatch(1);
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest first = worker.run();
      TrainingRequest second = attempt(2, first);
      worker.model.beforeStep =
          step -> {
            if (step == 4) {
              await(ordered);
            }
          };
      worker.order(0, first);
      worker.turnUntil(worker.trainings::turn, () -> worker.model.steps.size() == 3);
      worker.order(1, second);
      worker.trainings.turn();
      ordered.countDown();

      TrainingProgress end = worker.trained(second);
      worker.trainings.turn();

      assertThat(end.phase()).isEqualTo(Phase.FINISHED);
      assertThat(worker.model.steps).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
      assertThat(committed(worker.ordered, ORDERED)).isEqualTo(2);
    }
  }

  @Test
  void aRunWhoseWorkerDiesIsResumedByAnotherAtTheLastCheckpoint() throws Exception {
    TrainingRequest run;
    try (WorkerFixture worker = new WorkerFixture(root)) {
      run = worker.run();
      worker.model.beforeStep =
          step -> {
            worker.nanos.addAndGet(SEVEN_SECONDS);
            if (step == 9) {
              throw worker.model.die();
            }
          };
      worker.order(0, run);
      worker.turnUntil(worker.trainings::turn, () -> !worker.thread.isAlive());
      assertThat(worker.awaitDeath()).isInstanceOf(TiltModel.Killed.class);
      assertThat(committed(worker.ordered, ORDERED)).isZero();
    }
    try (WorkerFixture another = new WorkerFixture(root)) {
      another.order(0, run);

      assertThat(another.trained(run).phase()).isEqualTo(Phase.FINISHED);
      assertThat(another.model.steps)
          .as("a checkpoint every 20 s of 7 s steps: 3, 6")
          .containsExactly(7, 8, 9, 10);
    }
  }

  @Test
  void aCheckpointThatIsDamagedCostsItsStepsAndNotTheRun() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = worker.run();
      Path checkpoint = worker.store.checkpoint(run.tenantId(), run.runId());
      Files.createDirectory(checkpoint);
      Files.writeString(checkpoint.resolve("step"), "half a num");
      worker.order(0, run);

      assertThat(worker.trained(run).phase()).isEqualTo(Phase.FINISHED);
      assertThat(worker.model.steps).hasSize(10);
    }
  }

  @Test
  void aWorkerThatIsStoppedLeavesACheckpointAndTheRequestToAnother() throws Exception {
    CountDownLatch stopping = new CountDownLatch(1);
    TrainingRequest run;
    try (WorkerFixture worker = new WorkerFixture(root)) {
      run = worker.run();
      worker.model.beforeStep =
          step -> {
            if (step == 5) {
              worker.engine.stop();
              stopping.countDown();
            }
          };
      worker.order(0, run);
      worker.turnUntil(worker.trainings::turn, () -> stopping.getCount() == 0);
      worker.close();
      worker.trainings.turn();
      assertThat(committed(worker.ordered, ORDERED)).isZero();
      assertThat(worker.progress()).extracting(TrainingProgress::phase).containsOnly(Phase.RUNNING);
    }
    try (WorkerFixture another = new WorkerFixture(root)) {
      another.order(0, run);
      another.trained(run);
      assertThat(another.model.steps).containsExactly(6, 7, 8, 9, 10);
    }
  }

  @Test
  void aRunWhosePartitionIsTakenAwayStopsHereWithoutAnEnd() throws Exception {
    Thread intake = Thread.currentThread();
    AtomicBoolean revoking = new AtomicBoolean();
    AtomicInteger begun = new AtomicInteger();
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = worker.run();
      worker.model.beforeStep =
          step -> {
            begun.set(step);
            while (step == 3 && !(revoking.get() && intake.getState() == State.TIMED_WAITING)) {
              LockSupport.parkNanos(100_000);
            }
          };
      worker.order(0, run);
      worker.turnUntil(worker.trainings::turn, () -> begun.get() == 3);

      revoking.set(true);
      worker.trainings.onPartitionsRevoked(List.of(ORDERED));

      assertThat(worker.model.steps).containsExactly(1, 2, 3);
      assertThat(worker.trainings.trainingRun()).isNull();
      assertThat(committed(worker.ordered, ORDERED)).isZero();
      assertThat(worker.progress()).extracting(TrainingProgress::phase).containsOnly(Phase.RUNNING);
      assertThat(filesUnder("checkpoints")).containsExactly("step");
    }
  }

  @Test
  void aRunThatDivergesFailsWithItsReasonAndTheNextOneRuns() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest bad = worker.run();
      TrainingRequest good = worker.run();
      AtomicInteger calls = new AtomicInteger();
      worker.model.beforeStep =
          step -> {
            if (calls.incrementAndGet() == 3) {
              throw new TrainingDivergedException(3, Float.NaN);
            }
          };
      worker.order(0, bad);
      worker.order(1, good);

      assertThat(worker.trained(bad).phase()).isEqualTo(Phase.FAILED);
      assertThat(worker.trained(bad).message()).startsWith("Training diverged at step 3: loss NaN");
      assertThat(worker.trained(good).phase()).isEqualTo(Phase.FINISHED);
    }
  }

  @Test
  void aRunThatKillsEveryWorkerIsEndedAfterTheFifth() throws Exception {
    TrainingRequest run = null;
    for (int i = 0; i < RunStarts.MOST; i++) {
      try (WorkerFixture worker = new WorkerFixture(root)) {
        run = run == null ? worker.run() : run;
        worker.model.beforeStep =
            step -> {
              throw worker.model.die();
            };
        worker.order(0, run);
        worker.turnUntil(worker.trainings::turn, () -> !worker.thread.isAlive());
      }
    }
    try (WorkerFixture last = new WorkerFixture(root)) {
      last.order(0, run);

      TrainingProgress end = last.trained(run);

      assertThat(end.phase()).isEqualTo(Phase.FAILED);
      assertThat(end.message()).startsWith("The worker died 5 times in this run");
      assertThat(filesUnder("checkpoints")).isEmpty();
    }
  }

  @Test
  void aRequestThatIsNoRequestIsPassedOver() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = worker.run();
      worker.order(0, "key", "not JSON".getBytes(UTF_8));
      worker.order(1, "key", "{\"runId\":1}".getBytes(UTF_8));
      worker.order(2, run);

      assertThat(worker.trained(run).phase()).isEqualTo(Phase.FINISHED);
      worker.trainings.turn();
      assertThat(committed(worker.ordered, ORDERED)).isEqualTo(3);
    }
  }

  @Test
  void aTrainingSetThatIsNotWhatItsHashSaysIsRefused() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = worker.run();
      try (Stream<Path> sets = Files.walk(root.resolve("training-sets"))) {
        Path file = sets.filter(Files::isRegularFile).findFirst().orElseThrow();
        Files.writeString(file, Files.readString(file).replaceFirst("positive", "negative"));
      }
      worker.order(0, run);

      assertThat(worker.trained(run).phase()).isEqualTo(Phase.FAILED);
      assertThat(worker.trained(run).message()).startsWith("SHA-256 of");
      assertThat(worker.model.steps).isEmpty();
    }
  }

  @Test
  void aLabelThatTheSchemaLacksFailsTheRunByName() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run =
          run(
              worker.trainingSet(
                  List.of(row("a", "positive", "TRAIN"), row("b", "sarcastic", "TEST"))),
              null,
              null);
      worker.order(0, run);

      assertThat(worker.trained(run).message())
          .contains("'sarcastic', which is none of [positive, negative, neutral]");
    }
  }

  @Test
  void anotherTenantsParentIsRefused() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      AdapterReference own = worker.adapter(1);
      AdapterReference foreign =
          new AdapterReference(PROJECT, PROJECT, own.adapterId(), own.sha256(), own.baseModel(), 1);
      TrainingRequest run = run(worker.trainingSet(WorkerFixture.rows()), foreign, null);
      worker.order(0, run);

      assertThat(worker.trained(run).message()).endsWith("is another project's than the run");
    }
  }

  @Test
  void predictionsPassBetweenTheStepsOfARun() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = worker.run();
      AnswerBox box = new AnswerBox(request(0, "post"));
      AtomicInteger answeredBefore = new AtomicInteger();
      worker.model.beforeStep =
          step -> {
            if (step == 2) {
              worker.engine.predict(box);
            }
            if (box.isAnswered() && answeredBefore.get() == 0) {
              answeredBefore.set(step);
            }
          };
      worker.order(0, run);

      worker.trained(run);

      assertThat(answeredBefore.get()).isEqualTo(3);
    }
  }

  @Test
  void aStreamOfPredictionsDoesNotStarveARun() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      TrainingRequest run = worker.run();
      worker.model.beforeScoring =
          () -> worker.engine.predict(new AnswerBox(request(0, "on and on")));
      worker.engine.predict(new AnswerBox(request(0, "first")));
      worker.order(0, run);

      assertThat(worker.trained(run).phase()).isEqualTo(Phase.FINISHED);
      worker.model.beforeScoring = () -> {};
    }
  }

  @Test
  void requestsAheadOfTheRunUnderWayPauseThePartition() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    try (WorkerFixture worker = new WorkerFixture(root)) {
      worker.model.beforeStep = step -> await(busy);
      TrainingRequest last = null;
      for (int i = 0; i < TrainingIntake.MOST_PARKED + 3; i++) {
        last = worker.run();
        worker.order(i, last);
      }
      worker.turnUntil(worker.trainings::turn, () -> worker.ordered.paused().contains(ORDERED));

      busy.countDown();

      assertThat(worker.trained(last).phase()).isEqualTo(Phase.FINISHED);
    }
  }

  private List<String> filesUnder(String folder) throws Exception {
    if (!Files.isDirectory(root.resolve(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".starts"))
          .toList();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
