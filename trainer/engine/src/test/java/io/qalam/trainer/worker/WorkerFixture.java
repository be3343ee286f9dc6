package io.qalam.trainer.worker;

import static org.assertj.core.api.Assertions.fail;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.ArtifactPaths;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.PredictionRequest.PostText;
import io.qalam.trainer.protocol.TaskSpec;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSetRow;
import io.qalam.trainer.protocol.TrainingSettings;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.store.AdapterDescription;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.store.RecordJson;
import io.qalam.trainer.yardstick.Yardstick;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One worker around a {@link TiltModel}: the real loop on its thread, the real intakes turned by
 * the test's thread, Kafka's mocks for a broker, a clock that the test moves.
 */
final class WorkerFixture implements AutoCloseable {
  static final UUID TENANT = UUID.fromString("01980000-0000-7000-8000-000000000001");
  static final UUID PROJECT = UUID.fromString("01980000-0000-7000-8000-000000000002");
  static final List<String> LABELS = List.of("positive", "negative", "neutral");
  static final TaskSpec TASK = new TaskSpec("sentiment", "What is the post's sentiment?", LABELS);
  static final TopicPartition ASKED = new TopicPartition(Topics.PREDICTION_REQUESTS, 0);
  static final TopicPartition ORDERED = new TopicPartition(Topics.TRAINING_REQUESTS, 0);

  final Path root;
  final ArtifactStore store;
  final YardstickShelf yardsticks;
  final TiltModel model = new TiltModel();
  final AtomicLong nanos = new AtomicLong();
  final Cancellations cancellations = new Cancellations();
  final MockConsumer<String, byte[]> asked = consumer(ASKED);
  final MockConsumer<String, byte[]> ordered = consumer(ORDERED);
  final MockProducer<String, byte[]> producer;
  final EngineLoop engine;
  final PredictionIntake predictions;
  final TrainingIntake trainings;
  final Thread thread;
  private volatile @Nullable Throwable death;

  WorkerFixture(Path root) {
    this(root, true);
  }

  /**
   * A worker.
   *
   * @param acknowledging whether the broker acknowledges by itself, or the test does it
   */
  WorkerFixture(Path root, boolean acknowledging) {
    this(root, acknowledging, null);
  }

  /** A worker around another model than {@link #model}. */
  WorkerFixture(Path root, Supplier<? extends LabelModel> opener) {
    this(root, true, opener);
  }

  private WorkerFixture(
      Path root, boolean acknowledging, @Nullable Supplier<? extends LabelModel> opener) {
    this.root = root;
    this.store = new ArtifactStore(root);
    this.yardsticks = new YardstickShelf(store, 1);
    producer =
        new MockProducer<>(acknowledging, null, new StringSerializer(), new ByteArraySerializer());
    Outgoing outgoing = new Outgoing(producer);
    engine =
        new EngineLoop(opener == null ? model::open : opener, 4, "worker-1", nanos::get, () -> {});
    predictions = new PredictionIntake(asked, engine, outgoing, "worker-1");
    trainings =
        new TrainingIntake(ordered, engine, outgoing, store, cancellations, "worker-1", nanos::get);
    thread = new Thread(engine, "engine of a test");
    thread.setUncaughtExceptionHandler((failed, reason) -> death = reason);
    thread.start();
    engine.opened().join();
  }

  private static MockConsumer<String, byte[]> consumer(TopicPartition partition) {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    consumer.assign(List.of(partition));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    return consumer;
  }

  // ---------------------------------------------------------------- adapters

  /** Stores an adapter of this tilt for label schema 1. */
  AdapterReference adapter(float tilt) {
    return adapter(tilt, TiltModel.BASE, 1);
  }

  AdapterReference adapter(float tilt, String baseModel, int schemaVersion) {
    return adapter(TENANT, PROJECT, tilt, baseModel, schemaVersion);
  }

  AdapterReference adapter(
      UUID tenant, UUID project, float tilt, String baseModel, int schemaVersion) {
    UUID id = UUID.randomUUID();
    byte[] weights = Float.toString(tilt).getBytes(StandardCharsets.UTF_8);
    AdapterDescription description =
        new AdapterDescription(
            id, project, null, baseModel, schemaVersion, LABELS, null, null, null);
    Path folder = new ArtifactPaths(root).adapter(tenant, project, id);
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(ArtifactStore.WEIGHTS), weights);
      Files.writeString(folder.resolve("adapter_config.json"), "{}");
      Files.write(folder.resolve("qalam.json"), RecordJson.write(description));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AdapterReference(tenant, project, id, sha256(weights), baseModel, schemaVersion);
  }

  Path folder(UUID adapterId) {
    return new ArtifactPaths(root).adapter(TENANT, PROJECT, adapterId);
  }

  void announce(long sequence, @Nullable AdapterReference adapter) {
    LiveAdapter message = new LiveAdapter(TENANT, PROJECT, sequence, adapter, null, null);
    engine.swap(LiveAdapterChange.checked(message, store, yardsticks)).join();
  }

  /** Waits until every swap of before is in force or refused: changes keep their order. */
  void awaitChanges() {
    engine.forget(UUID.randomUUID()).join();
  }

  /** Stores a yardstick that tells "good" and "bad" posts of label schema 1 apart. */
  YardstickReference yardstick() {
    return yardstick(LABELS, 1);
  }

  YardstickReference yardstick(List<String> labels, int schemaVersion) {
    List<Yardstick.Row> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(new Yardstick.Row((i % 2 == 0 ? "good " : "bad ") + i, i % 2));
    }
    byte[] file = Yardstick.train(rows, labels.size(), 1).write(labels);
    return new YardstickReference(
        TENANT,
        PROJECT,
        YardstickReference.idOf(UUID.randomUUID()),
        store.storeYardstick(TENANT, file),
        schemaVersion);
  }

  void announce(long sequence, YardstickReference yardstick) {
    LiveAdapter message = new LiveAdapter(TENANT, PROJECT, sequence, null, yardstick, null);
    engine.swap(LiveAdapterChange.checked(message, store, yardsticks)).join();
  }

  // ---------------------------------------------------------------- predictions

  static PredictionRequest request(long liveSequence, String... texts) {
    return request(liveSequence, 1, texts);
  }

  static PredictionRequest request(long liveSequence, int schemaVersion, String... texts) {
    List<PostText> posts = new ArrayList<>();
    for (String text : texts) {
      posts.add(new PostText(UUID.randomUUID(), posts.size() % 2 == 0 ? "ar" : "hi", text));
    }
    return new PredictionRequest(
        UUID.randomUUID(), PROJECT, liveSequence, schemaVersion, TASK, posts);
  }

  /** Hands a request to the engine and waits for its answer. */
  PredictionAnswer predict(PredictionRequest request) {
    AnswerBox box = new AnswerBox(request);
    engine.predict(box);
    return box.await();
  }

  void ask(long offset, PredictionRequest request) {
    ask(offset, request.batchId().toString(), RecordJson.write(request));
  }

  void ask(long offset, @Nullable String key, byte @Nullable [] value) {
    asked.addRecord(new ConsumerRecord<>(ASKED.topic(), ASKED.partition(), offset, key, value));
  }

  // ---------------------------------------------------------------- training

  static TrainingSetRow row(String text, String label, String split) {
    return row(text, label, split, null);
  }

  static TrainingSetRow row(String text, String label, String split, @Nullable String arm) {
    return new TrainingSetRow(
        UUID.randomUUID(), text, "ar", "sentiment", label, null, split, "CORRECTED", arm);
  }

  /** Twelve rows to train on and twelve to measure on; tilt 1 answers all of them right. */
  static List<TrainingSetRow> rows() {
    List<TrainingSetRow> rows = new ArrayList<>();
    for (String split : List.of("TRAIN", "DEVELOPMENT", "TEST")) {
      for (int i = 0; i < (split.equals("TRAIN") ? 12 : 6); i++) {
        String text = "خ".repeat(i + 1);
        rows.add(row(text, LABELS.get(TiltModel.label(text, 1, 3)), split));
      }
    }
    return rows;
  }

  String trainingSet(List<TrainingSetRow> rows) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (TrainingSetRow row : rows) {
      lines.writeBytes(RecordJson.write(row));
      lines.write('\n');
    }
    String sha256 = sha256(lines.toByteArray());
    try {
      Path file = new ArtifactPaths(root).trainingSet(TENANT, sha256);
      Files.createDirectories(file.getParent());
      Files.write(file, lines.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sha256;
  }

  TrainingRequest run() {
    return run(trainingSet(rows()), null, null);
  }

  static TrainingRequest run(
      String sha256, @Nullable AdapterReference parent, @Nullable AdapterReference live) {
    TrainingSettings settings = new TrainingSettings(null, null, null, null, null, null, 42);
    return new TrainingRequest(
        UUID.randomUUID(),
        1,
        TENANT,
        PROJECT,
        sha256,
        1,
        TASK,
        UUID.randomUUID(),
        parent,
        live,
        settings);
  }

  static TrainingRequest attempt(int attempt, TrainingRequest run) {
    return new TrainingRequest(
        run.runId(),
        attempt,
        run.tenantId(),
        run.projectId(),
        run.trainingSetSha256(),
        run.schemaVersion(),
        run.task(),
        run.candidateId(),
        run.parent(),
        run.live(),
        run.settings());
  }

  void order(long offset, TrainingRequest request) {
    order(offset, request.runId().toString(), RecordJson.write(request));
  }

  void order(long offset, String key, byte[] value) {
    ordered.addRecord(
        new ConsumerRecord<>(ORDERED.topic(), ORDERED.partition(), offset, key, value));
  }

  /** Turns the training intake until the run has an end. */
  TrainingProgress trained(TrainingRequest run) {
    turnUntil(trainings::turn, () -> lastOf(run).filter(WorkerFixture::isEnd).isPresent());
    return lastOf(run).orElseThrow();
  }

  private Optional<TrainingProgress> lastOf(TrainingRequest run) {
    return progress().stream()
        .filter(p -> p.runId().equals(run.runId()) && p.attempt() == run.attempt())
        .reduce((earlier, later) -> later);
  }

  private static boolean isEnd(TrainingProgress progress) {
    return progress.phase() != Phase.RUNNING && progress.phase() != Phase.EVALUATING;
  }

  // ---------------------------------------------------------------- what was said

  List<PredictionAnswer> answers() {
    return said(Topics.PREDICTIONS, PredictionAnswer.class);
  }

  List<TrainingProgress> progress() {
    return said(Topics.TRAINING_PROGRESS, TrainingProgress.class);
  }

  private <R extends Record> List<R> said(String topic, Class<R> type) {
    return producer.history().stream()
        .filter(record -> record.topic().equals(topic))
        .map(record -> RecordJson.read(record.value(), type))
        .toList();
  }

  static long committed(MockConsumer<String, byte[]> consumer, TopicPartition partition) {
    OffsetAndMetadata offset = consumer.committed(Set.of(partition)).get(partition);
    return offset == null ? 0 : offset.offset();
  }

  // ---------------------------------------------------------------- waiting

  /** Turns until it holds; fails the test if it never does. */
  void turnUntil(Runnable turn, BooleanSupplier holds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("it never came to that; progress " + progress() + ", engine died of " + death);
      }
      turn.run();
      LockSupport.parkNanos(100_000);
    }
  }

  Throwable awaitDeath() throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(30));
    return Objects.requireNonNull(death, "the engine lives");
  }

  @Override
  public void close() throws InterruptedException {
    engine.stop();
    thread.join(TimeUnit.SECONDS.toMillis(30));
    if (thread.isAlive()) {
      fail("the engine thread does not end");
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
