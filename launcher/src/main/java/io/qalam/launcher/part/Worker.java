package io.qalam.launcher.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.launcher.Installation;
import io.qalam.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process that predicts and trains.
 *
 * <p>It is ready when its heartbeat names the base model that it loaded.
 */
public final class Worker implements Part {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Home home;
  private final Installation installation;
  private final Path cache;
  private final String id;
  private final Map<String, String> environment;

  public Worker(
      Home home,
      Installation installation,
      Path cache,
      String id,
      Map<String, String> environment) {
    this.home = home;
    this.installation = installation;
    this.cache = cache;
    this.id = id;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String name() {
    return "worker";
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public void prepare() throws IOException {
    Installation.built(installation.workerJars());
    Files.deleteIfExists(home.workerStatus(id));
    Files.createDirectories(cache.resolve("djl"));
  }

  @Override
  public Launch launch() throws IOException {
    return new Launch(
        List.of(
            Jvm.java(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Dai.djl.offline=true",
            "-DDJL_CACHE_DIR=" + cache.resolve("djl"),
            "-DENGINE_CACHE_DIR=" + cache.resolve("djl"),
            "-cp",
            OwnClasses.classPathWithCopies(
                installation.workerJars(), home.run().resolve("worker-jars")),
            "io.qalam.trainer.worker.WorkerMain"),
        environment,
        home.run(),
        home.log(name()));
  }

  @Override
  public void awaitReady(ChildProcess child) throws IOException, InterruptedException {
    child.await("loaded model", Duration.ofSeconds(180), () -> heartbeat(home, id).isPresent());
  }

  /** Its last heartbeat, once it named a model. */
  public static Optional<JsonNode> heartbeat(Home home, String workerId) throws IOException {
    Path file = home.workerStatus(workerId);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(Files.readString(file)))
          .filter(status -> status.hasNonNull("baseModel"));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // being written
    }
  }

  /** A training run writes its checkpoint before it ends. */
  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(30);
  }
}
