package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.PROJECT;
import static io.qalam.trainer.worker.WorkerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.protocol.AdapterReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusReporterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");

  @TempDir Path root;
  @TempDir Path home;

  @Test
  void theFileAndTheTopicTellTheModelTheAdaptersTheRunAndTheMemory() throws Exception {
    Path file = home.resolve("worker-1.json");
    try (WorkerFixture worker = new WorkerFixture(root)) {
      AdapterReference adapter = worker.adapter(1);
      worker.announce(1, adapter);
      worker.predict(request(1, "post"));
      UUID run = UUID.randomUUID();
      StatusReporter reporter = reporter(worker, file, run);

      reporter.report();

      JsonNode status = new ObjectMapper().readTree(file.toFile());
      assertThat(status.get("baseModel").asText()).isEqualTo(TiltModel.BASE);
      assertThat(status.get("at").asText()).isEqualTo("2026-11-23T16:00:00Z");
      assertThat(status.get("adapters").get(0).asText()).isEqualTo(adapter.adapterId().toString());
      assertThat(status.get("live").get(PROJECT.toString()).asLong()).isEqualTo(1);
      assertThat(status.get("trainingRun").asText()).isEqualTo(run.toString());
      assertThat(status.get("memoryBytes").asLong()).isGreaterThan(10_000_000);
      byte[] sent = worker.producer.history().get(worker.producer.history().size() - 1).value();
      assertThat(sent).isEqualTo(Files.readAllBytes(file));
      try (Stream<Path> files = Files.list(home)) {
        assertThat(files).containsExactly(file);
      }

      reporter.end();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void heartbeatsDoNotPileUpWhileTheBrokerIsAway() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root, false)) {
      StatusReporter reporter = reporter(worker, home.resolve("worker-1.json"), null);

      reporter.report();
      reporter.report();
      reporter.report();
      assertThat(worker.producer.history()).hasSize(1);

      worker.producer.completeNext();
      reporter.report();
      assertThat(worker.producer.history()).hasSize(2);
    }
  }

  private StatusReporter reporter(WorkerFixture worker, Path file, UUID run) {
    WorkerSettings settings =
        new WorkerSettings(
            "worker-1",
            root,
            "cpu",
            2,
            root,
            file,
            new WorkerSettings.KafkaSettings("127.0.0.1:1", "PLAINTEXT", null));
    return new StatusReporter(
        settings,
        worker.engine,
        () -> run,
        new Outgoing(worker.producer),
        InstantSource.fixed(NOW));
  }
}
