package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.LABELS;
import static io.qalam.trainer.worker.WorkerFixture.PROJECT;
import static io.qalam.trainer.worker.WorkerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.ArtifactPaths;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.PredictionRequest.PostText;
import io.qalam.trainer.protocol.YardstickReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLoopTest {
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

  @Test
  void everyPostIsAnsweredInItsOwnRightWhateverItsLanguage() {
    PredictionRequest request = request(0, "صباح الخير", "यह ठीक है", "so so", "🙂");

    PredictionAnswer answer = worker.predict(request);

    assertThat(answer.error()).isNull();
    assertThat(answer.adapterId()).isNull();
    assertThat(answer.baseModel()).isEqualTo(TiltModel.BASE);
    assertThat(answer.predictions()).hasSize(4);
    assertThat(labels(answer)).isEqualTo(expected(request, 0));
    assertThat(answer.predictions())
        .allSatisfy(p -> assertThat(p.probabilities().keySet()).containsExactlyElementsOf(LABELS));
  }

  @Test
  void aYardstickAnswersInTheAdaptersPlaceUnderItsOwnId() {
    AdapterReference adapter = worker.adapter(1);
    YardstickReference yardstick = worker.yardstick();
    worker.announce(1, adapter);
    worker.announce(2, yardstick);

    PredictionAnswer answer = worker.predict(request(2, "good", "bad"));

    assertThat(answer.error()).isNull();
    assertThat(answer.adapterId()).isEqualTo(yardstick.yardstickId());
    assertThat(answer.liveSequence()).isEqualTo(2);
    assertThat(answer.predictions())
        .extracting(PostPrediction::label)
        .containsExactly("positive", "negative");
    assertThat(answer.predictions())
        .allSatisfy(p -> assertThat(p.probabilities().keySet()).containsExactlyElementsOf(LABELS))
        .allSatisfy(p -> assertThat(p.margin()).isBetween(.2f, 1f));

    worker.announce(3, adapter);
    assertThat(worker.predict(request(3, "good")).adapterId()).isEqualTo(adapter.adapterId());
  }

  @Test
  void aYardstickThatIsDamagedIsRefusedAndTheFormerGoesOnAnswering() throws IOException {
    AdapterReference adapter = worker.adapter(1);
    YardstickReference yardstick = worker.yardstick();
    Path file = new ArtifactPaths(root).yardstick(yardstick.tenantId(), yardstick.sha256());
    Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
    worker.announce(1, adapter);
    worker.announce(2, yardstick);

    assertThat(worker.predict(request(2, "good")).adapterId()).isEqualTo(adapter.adapterId());
    assertThat(worker.engine.inUse().refused().get(PROJECT)).startsWith("SHA-256 of yardsticks");
  }

  @Test
  void aYardstickForOtherLabelsOrAnotherSchemaAnswersNothing() {
    worker.announce(1, worker.yardstick(List.of("good", "bad"), 1));
    assertThat(worker.predict(request(1, "good")).error())
        .contains("was trained on labels [good, bad]");

    worker.announce(2, worker.yardstick(LABELS, 2));
    assertThat(worker.predict(request(2, "good")).error())
        .startsWith("Yardstick ")
        .contains("label schema v2; the project uses v1");
  }

  @Test
  void aSwapUnderLoadYieldsOnlyOldOrNewAndEveryRequestOneAnswer() throws InterruptedException {
    Map<UUID, Float> tilts = new HashMap<>();
    List<AdapterReference> adapters = new ArrayList<>();
    for (int tilt = 1; tilt <= 12; tilt++) {
      AdapterReference adapter = worker.adapter(tilt);
      adapters.add(adapter);
      tilts.put(adapter.adapterId(), (float) tilt);
    }
    List<AnswerBox> boxes = new ArrayList<>();
    Thread swapper =
        new Thread(
            () -> {
              for (int i = 0; i < adapters.size(); i++) {
                worker.announce(i + 1, adapters.get(i));
              }
            });
    swapper.start();
    for (int i = 0; i < 400; i++) {
      AnswerBox box = new AnswerBox(request(0, "a".repeat(i % 7 + 1), "ب", "क", "x".repeat(90)));
      boxes.add(box);
      worker.engine.predict(box);
    }
    swapper.join();
    AnswerBox afterwards = new AnswerBox(request(12, "last"));
    boxes.add(afterwards);
    worker.engine.predict(afterwards);
    afterwards.await();

    long newest = 0;
    for (AnswerBox box : boxes) {
      assertThat(box.all()).hasSize(1);
      PredictionAnswer answer = box.await();
      assertThat(answer.liveSequence()).isGreaterThanOrEqualTo(newest);
      newest = answer.liveSequence();
      float tilt = answer.adapterId() == null ? 0 : tilts.get(answer.adapterId());
      assertThat(labels(answer)).isEqualTo(expected(box.request(), tilt));
    }
    assertThat(newest).isEqualTo(12);
  }

  @Test
  void answersGoOnWhileTheNextAdapterIsRead() {
    AdapterReference old = worker.adapter(1);
    worker.announce(1, old);
    CountDownLatch disk = new CountDownLatch(1);
    worker.model.beforeLoading = () -> await(disk);
    AdapterReference next = worker.adapter(2);
    CompletableFuture<Void> swapped =
        worker.engine.swap(
            LiveAdapterChange.checked(
                new LiveAdapter(WorkerFixture.TENANT, PROJECT, 2, next, null, null),
                worker.store,
                worker.yardsticks));
    AnswerBox ahead = new AnswerBox(request(2, "ahead"));
    worker.engine.predict(ahead);

    assertThat(worker.predict(request(1, "meanwhile")).adapterId()).isEqualTo(old.adapterId());
    assertThat(swapped).isNotDone();
    disk.countDown();
    swapped.join();
    assertThat(ahead.await().adapterId()).isEqualTo(next.adapterId());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while an adapter is read", e);
    }
  }

  @Test
  void aRequestAheadOfItsAdapterWaitsForIt() {
    AdapterReference adapter = worker.adapter(2);
    AnswerBox ahead = new AnswerBox(request(1, "ahead"));

    worker.engine.predict(ahead);
    worker.predict(request(0, "not ahead"));
    assertThat(ahead.isAnswered()).isFalse();
    worker.announce(1, adapter);

    assertThat(ahead.await().adapterId()).isEqualTo(adapter.adapterId());
    assertThat(ahead.all()).hasSize(1);
  }

  @Test
  void aRequestWhoseAdapterIsNeverAnnouncedGetsAnErrorAfterThirtySeconds() {
    AnswerBox ahead = new AnswerBox(request(7, "ahead"));
    worker.engine.predict(ahead);
    worker.predict(request(0, "the loop has met the one ahead"));

    worker.nanos.addAndGet(EngineLoop.PATIENCE_NANOS);
    worker.predict(request(0, "the loop looks at the clock"));

    assertThat(ahead.await().error())
        .isEqualTo("Live adapter 7 of project %s has not been announced on live-adapters", PROJECT);
    assertThat(ahead.await().predictions()).isEmpty();
  }

  @Test
  void anOlderAnnouncementThatComesLateIsIgnored() {
    AdapterReference newer = worker.adapter(2);
    AdapterReference older = worker.adapter(1);

    worker.announce(3, newer);
    worker.announce(2, older);

    PredictionAnswer answer = worker.predict(request(3, "post"));
    assertThat(answer.adapterId()).isEqualTo(newer.adapterId());
    assertThat(answer.liveSequence()).isEqualTo(3);
    assertThat(worker.model.loads).doesNotContain(older.adapterId().toString());
  }

  @Test
  void anAdapterWithAWrongHashLeavesTheOldOneLiveAndTheStatusSaysWhy() throws Exception {
    AdapterReference sound = worker.adapter(1);
    AdapterReference tampered = worker.adapter(2);
    Files.writeString(
        worker.folder(tampered.adapterId()).resolve("adapter_model.safetensors"), "9");

    worker.announce(1, sound);
    worker.announce(2, tampered);
    PredictionAnswer answer = worker.predict(request(2, "post"));

    assertThat(answer.adapterId()).isEqualTo(sound.adapterId());
    assertThat(answer.liveSequence()).isEqualTo(1);
    assertThat(answer.error()).isNull();
    assertThat(worker.engine.inUse().live()).containsEntry(PROJECT, 1L);
    assertThat(worker.engine.inUse().refused().get(PROJECT))
        .contains("SHA-256 of")
        .contains("expected " + tampered.sha256());
  }

  @Test
  void anAdapterThatMemoryIsTooSmallForIsRefusedAndTheOldOneGoesOn() {
    AdapterReference sound = worker.adapter(1);
    worker.announce(1, sound);
    worker.model.beforeLoading =
        () -> {
          throw new OutOfMemoryError("Java heap space");
        };
    worker.announce(2, worker.adapter(2));

    assertThat(worker.predict(request(2, "post")).adapterId()).isEqualTo(sound.adapterId());
    assertThat(worker.engine.inUse().refused().get(PROJECT))
        .contains("not enough memory for the adapter: Java heap space");
  }

  @Test
  void anAdapterThatMemoryIsTooSmallToProbeIsRefusedAndClosed() {
    worker.model.beforeScoring =
        () -> {
          worker.model.beforeScoring = () -> {};
          throw new OutOfMemoryError("Java heap space");
        };
    worker.announce(1, worker.adapter(1));

    assertThat(worker.predict(request(1, "post")).adapterId()).isNull();
    assertThat(worker.engine.inUse().refused().get(PROJECT)).contains("not enough memory");
    assertThat(worker.model.open).isEmpty();
  }

  @Test
  void anAdapterForAnotherBaseIsRefused() {
    worker.announce(1, worker.adapter(1, "llama-of-another-kind", 1));

    assertThat(worker.predict(request(1, "post")).adapterId()).isNull();
    assertThat(worker.engine.inUse().refused().get(PROJECT))
        .endsWith("on base model llama-of-another-kind; this worker runs " + TiltModel.BASE);
  }

  @Test
  void anAdapterThatAnswersNoFiniteNumbersIsRefusedAndClosed() {
    worker.announce(1, worker.adapter(Float.NaN));

    assertThat(worker.predict(request(1, "post")).adapterId()).isNull();
    assertThat(worker.engine.inUse().refused().get(PROJECT)).endsWith("probability NaN");
    assertThat(worker.model.open).isEmpty();
  }

  @Test
  void aWorkerThatKnowsNoFormerAdapterOfARefusedOneAnswersWithAnError() throws Exception {
    AdapterReference tampered = worker.adapter(2);
    Files.writeString(
        worker.folder(tampered.adapterId()).resolve("adapter_model.safetensors"), "9");

    worker.announce(5, tampered);

    PredictionAnswer answer = worker.predict(request(5, "post"));
    assertThat(answer.error()).startsWith("The live adapter cannot be used: SHA-256 of");
    assertThat(answer.predictions()).isEmpty();
  }

  @Test
  void aRefusedAdapterThatIsAnnouncedAgainHasASecondChance() throws Exception {
    AdapterReference late = worker.adapter(1);
    Path weights = worker.folder(late.adapterId()).resolve("adapter_model.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    Files.delete(weights);
    worker.announce(1, late);
    assertThat(worker.predict(request(1, "post")).adapterId()).isNull();

    Files.write(weights, whole);
    worker.announce(1, late);

    assertThat(worker.predict(request(1, "post")).adapterId()).isEqualTo(late.adapterId());
    assertThat(worker.engine.inUse().refused()).isEmpty();
  }

  @Test
  void anAdapterOfAnotherLabelSchemaIsNotAskedButNamed() {
    AdapterReference old = worker.adapter(1, TiltModel.BASE, 3);
    worker.announce(1, old);

    PredictionAnswer answer = worker.predict(request(1, 4, "post"));

    assertThat(answer.error())
        .isEqualTo(
            "Adapter %s was trained on label schema v3; the project uses v4: retrain or migrate",
            old.adapterId());
    assertThat(answer.predictions()).isEmpty();
  }

  @Test
  void theFormerAdapterStaysReadyForARollback() {
    AdapterReference first = worker.adapter(1);
    AdapterReference second = worker.adapter(2);
    worker.announce(1, first);
    worker.announce(2, second);

    worker.announce(3, first);

    assertThat(worker.predict(request(3, "post")).adapterId()).isEqualTo(first.adapterId());
    assertThat(worker.model.loads)
        .containsExactly(first.adapterId().toString(), second.adapterId().toString());
  }

  @Test
  void adaptersThatNobodyHoldsAreClosedOldestFirstBeyondTheShelfsCapacity() {
    List<AdapterReference> adapters = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      adapters.add(worker.adapter(i));
      worker.announce(i, adapters.get(i - 1));
    }
    worker.predict(request(7, "post"));

    assertThat(worker.model.open).hasSize(4);
    assertThat(worker.engine.inUse().adapters())
        .containsExactlyInAnyOrderElementsOf(
            adapters.subList(3, 7).stream().map(AdapterReference::adapterId).toList());
  }

  @Test
  void aDeletedProjectsAdaptersAreLetGo() {
    AdapterReference adapter = worker.adapter(1);
    worker.announce(1, adapter);

    worker.engine.forget(PROJECT).join();

    assertThat(worker.predict(request(0, "post")).adapterId()).isNull();
    assertThat(worker.engine.inUse().live()).isEmpty();
  }

  @Test
  void aModelThatFailsFailsTheBatchAndNotTheWorker() {
    worker.model.beforeScoring =
        () -> {
          throw new IllegalStateException("native trouble");
        };
    assertThat(worker.predict(request(0, "post")).error()).contains("native trouble");

    worker.model.beforeScoring = () -> {};
    assertThat(worker.predict(request(0, "post")).error()).isNull();
  }

  private static Map<UUID, String> labels(PredictionAnswer answer) {
    Map<UUID, String> labels = new HashMap<>();
    for (PostPrediction prediction : answer.predictions()) {
      labels.put(prediction.postId(), prediction.label());
    }
    return labels;
  }

  private static Map<UUID, String> expected(PredictionRequest request, float tilt) {
    Map<UUID, String> labels = new HashMap<>();
    for (PostText post : request.posts()) {
      labels.put(post.postId(), LABELS.get(TiltModel.label(post.text(), tilt, LABELS.size())));
    }
    return labels;
  }
}
