package io.qalam.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.qalam.server.Eventually;
import io.qalam.server.TestServer;
import io.qalam.server.Topics;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.ArtifactPaths;
import io.qalam.trainer.protocol.Effort;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.EvaluationRow.Scores;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.LossPoint;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.WorkerStatus;
import io.qalam.trainer.protocol.YardstickReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A worker that trains nothing: it reads what the server asks, with the worker's own user, and says
 * what the test wants it to say.
 */
final class FakeWorker implements AutoCloseable {

  static final String BASE_MODEL = "fake-base";
  private static final Instant STARTED = Instant.now();

  /** What the worker says of a candidate that it trained beside a yardstick. */
  private static final Temperature CANDIDATES = new Temperature(1.5f, true, 24, 8, .2f, .1f);

  private static final Temperature YARDSTICKS = new Temperature(2f, true, 24, 8, .3f, .1f);

  private static final Effort EFFORT =
      new Effort(
          80,
          300,
          60,
          new Effort.Saved(.3f, -.1f, .5f),
          List.of(
              new Effort.Point(false, 10, .4f, .3f, .5f),
              new Effort.Point(true, 10, .45f, .35f, .55f),
              new Effort.Point(false, 40, .6f, .5f, .7f),
              new Effort.Point(true, 40, .65f, .55f, .75f)));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final String id;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();

  FakeWorker(String id) {
    this.id = id;
    Map<String, Object> settings = Topics.settings(TestServer.get().broker().worker());
    producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> partitions =
        List.of("training-requests", "training-cancellations", "live-adapters").stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The server's request for this attempt at the run. */
  TrainingRequest request(UUID runId, int attempt) {
    return Eventually.eventually(
            "the request for attempt " + attempt + " of run " + runId,
            () ->
                records("training-requests", runId).stream()
                    .map(value -> read(value, TrainingRequest.class))
                    .filter(request -> request.attempt() == attempt)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** The server's newest word about what is live in the project, once it is of this sequence. */
  JsonNode live(UUID projectId, long sequence) {
    return Eventually.eventually(
        "sequence " + sequence + " of project " + projectId,
        () -> {
          List<String> values = records("live-adapters", projectId);
          return values.isEmpty() ? JSON.nullNode() : tree(values.get(values.size() - 1));
        },
        node -> node.path("sequence").asLong() == sequence);
  }

  /** Waits until the server wants the run ended. */
  void awaitCancellation(UUID runId) {
    Eventually.eventually(
        "the cancellation of run " + runId,
        () -> records("training-cancellations", runId),
        values -> !values.isEmpty());
  }

  private List<String> records(String topic, UUID key) {
    consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    return seen.stream()
        .filter(record -> record.topic().equals(topic) && record.key().equals(key.toString()))
        .filter(record -> record.value() != null)
        .map(ConsumerRecord::value)
        .toList();
  }

  /** Says that the worker is there, and with which sequence it answers for the project. */
  void beat(UUID projectId, long sequence) {
    send(
        "worker-status",
        id,
        new WorkerStatus(
            id,
            BASE_MODEL,
            "cpu",
            STARTED,
            Instant.now(),
            List.of(),
            Map.of(projectId, sequence),
            Map.of(),
            null,
            123_456_789L));
  }

  /** Says that the steps up to {@code step} of {@code steps} are done. */
  void train(TrainingRequest request, int fromStep, int step, int steps) {
    List<LossPoint> losses =
        IntStream.rangeClosed(fromStep, step)
            .mapToObj(at -> new LossPoint(at, 2f / at, 0.001f))
            .toList();
    say(request, Phase.RUNNING, step, steps, losses, null, List.of(), null);
  }

  void evaluate(TrainingRequest request) {
    say(request, Phase.EVALUATING, 10, 10, List.of(), null, List.of(), null);
  }

  void fail(TrainingRequest request, String reason) {
    say(request, Phase.FAILED, 3, 10, List.of(), null, List.of(), reason);
  }

  void confirmCancelled(TrainingRequest request) {
    say(request, Phase.CANCELLED, 3, 10, List.of(), null, List.of(), null);
  }

  /** Stores weights and says that they are the candidate, measured so. */
  AdapterReference finish(TrainingRequest request, EvaluationRow... rows) {
    AdapterReference adapter = store(request);
    say(request, Phase.FINISHED, 10, 10, List.of(), adapter, List.of(rows), null);
    return adapter;
  }

  /** Stores weights and a yardstick, and says that they were measured so. */
  AdapterReference finishWithYardstick(TrainingRequest request, EvaluationRow... rows) {
    return finish(request, yardstick(request), rows);
  }

  /** Stores weights, and names a yardstick by something that is no hash. */
  AdapterReference finishWithNamelessYardstick(TrainingRequest request, EvaluationRow... rows) {
    YardstickReference stored = yardstick(request);
    return finish(
        request,
        new YardstickReference(
            stored.tenantId(),
            stored.projectId(),
            stored.yardstickId(),
            "../nothing",
            stored.schemaVersion()),
        rows);
  }

  private AdapterReference finish(
      TrainingRequest request, YardstickReference yardstick, EvaluationRow... rows) {
    AdapterReference adapter = store(request);
    send(
        "training-progress",
        request.runId().toString(),
        new TrainingProgress(
            request.runId(),
            request.attempt(),
            id,
            Phase.FINISHED,
            10,
            10,
            List.of(),
            adapter,
            8,
            CANDIDATES,
            yardstick,
            YARDSTICKS,
            EFFORT,
            List.of(rows),
            null));
    return adapter;
  }

  static YardstickReference yardstick(TrainingRequest request) {
    byte[] file = ("yardstick of " + request.runId()).getBytes(StandardCharsets.UTF_8);
    String sha256 = sha256(file);
    Path path = artifacts().yardstick(request.tenantId(), sha256);
    try {
      Files.createDirectories(path.getParent());
      Files.write(path, file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new YardstickReference(
        request.tenantId(),
        request.projectId(),
        YardstickReference.idOf(request.runId()),
        sha256,
        request.schemaVersion());
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Says that weights are the candidate which it never stored. */
  void finishWithoutStoring(TrainingRequest request, EvaluationRow... rows) {
    AdapterReference adapter = reference(request, "0".repeat(64));
    say(request, Phase.FINISHED, 10, 10, List.of(), adapter, List.of(rows), null);
  }

  /** A row of the development part in Arabic; the live adapter's macro-F1 is 0.5. */
  static EvaluationRow arabic(double difference, double lower, double upper) {
    return row("DEVELOPMENT", "ar", difference, lower, upper);
  }

  static EvaluationRow row(
      String part, String lang, double difference, double lower, double upper) {
    float live = 0.5f;
    float candidate = (float) (live + difference);
    return new EvaluationRow(
        part,
        "sentiment",
        lang,
        24,
        new Scores(candidate, candidate, candidate, candidate),
        new Scores(live, live, live, live),
        (float) difference,
        (float) lower,
        (float) upper,
        null);
  }

  /** The same row with the yardstick measured. */
  static EvaluationRow withYardstick(EvaluationRow row, float macroF1) {
    return new EvaluationRow(
        row.part(),
        row.task(),
        row.lang(),
        row.posts(),
        row.candidate(),
        row.live(),
        row.difference(),
        row.lower(),
        row.upper(),
        new Scores(.8f, macroF1, .8f, .7f));
  }

  private AdapterReference store(TrainingRequest request) {
    byte[] weights = ("weights of " + request.candidateId()).getBytes(StandardCharsets.UTF_8);
    Path folder =
        artifacts().adapter(request.tenantId(), request.projectId(), request.candidateId());
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("adapter_model.safetensors"), weights);
      return reference(request, sha256(weights));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static AdapterReference reference(TrainingRequest request, String sha256) {
    return new AdapterReference(
        request.tenantId(),
        request.projectId(),
        request.candidateId(),
        sha256,
        BASE_MODEL,
        request.schemaVersion());
  }

  static ArtifactPaths artifacts() {
    return new ArtifactPaths(TestServer.get().home().folder().resolve("artifacts"));
  }

  private void say(
      TrainingRequest request,
      Phase phase,
      int step,
      int steps,
      List<LossPoint> losses,
      AdapterReference adapter,
      List<EvaluationRow> rows,
      String message) {
    send(
        "training-progress",
        request.runId().toString(),
        new TrainingProgress(
            request.runId(),
            request.attempt(),
            id,
            phase,
            step,
            steps,
            losses,
            adapter,
            8,
            null,
            null,
            null,
            null,
            rows,
            message));
  }

  /** Sends any record; returns when the broker has it. */
  void send(String topic, String key, Object record) {
    try {
      producer
          .send(new ProducerRecord<>(topic, key, JSON.writeValueAsString(record)))
          .get(30, TimeUnit.SECONDS);
    } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("The broker did not take " + record, e);
    }
  }

  private static <T> T read(String value, Class<T> type) {
    try {
      return JSON.readValue(value, type);
    } catch (IOException e) {
      throw new AssertionError(value, e);
    }
  }

  private static JsonNode tree(String value) {
    return read(value, JsonNode.class);
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
