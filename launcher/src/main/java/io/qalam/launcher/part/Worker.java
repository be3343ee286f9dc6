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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
    Path copies = home.run().resolve("worker-jars");
    List<String> command =
        new ArrayList<>(
            List.of(
                Jvm.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-DDJL_CACHE_DIR=" + cache.resolve("djl"),
                "-DENGINE_CACHE_DIR=" + cache.resolve("djl")));
    if (onGpu()) {
      // DJL takes the natives for the CPU where it finds them; without, it looks for CUDA's.
      command.addAll(
          List.of("-cp", OwnClasses.classPathWithCopies(libraries(jar -> !isCpu(jar)), copies)));
    } else {
      command.add("-Dai.djl.offline=true");
      command.addAll(
          List.of("-cp", OwnClasses.classPathWithCopies(libraries(jar -> true), copies)));
    }
    command.add("io.qalam.trainer.worker.WorkerMain");
    return new Launch(command, tuned(), home.run(), home.log(name())).inBackground();
  }

  private Map<String, String> tuned() {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(EngineEnvironment.beside(System.getenv(), false));
    return all;
  }

  private boolean onGpu() {
    return environment.getOrDefault("QALAM_DEVICE", "cpu").startsWith("cuda");
  }

  private static boolean isCpu(Path jar) {
    return String.valueOf(jar.getFileName()).startsWith("pytorch-native-cpu");
  }

  private List<Path> libraries(Predicate<Path> wanted) throws IOException {
    return OwnClasses.jars(installation.workerJars()).stream().filter(wanted).toList();
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
