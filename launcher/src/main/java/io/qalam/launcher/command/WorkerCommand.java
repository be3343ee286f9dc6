package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.Installation;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.Settings;
import io.qalam.launcher.broker.BrokerAccess;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.HomeLock;
import io.qalam.launcher.part.OwnClasses;
import io.qalam.launcher.part.SupervisedPart;
import io.qalam.launcher.part.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * {@code ./qalam worker}: one more worker, on this host or another, against the same Kafka and
 * artifact store.
 *
 * <p>It needs a home of its own for logs and status, never the server's.
 */
public final class WorkerCommand {

  public static final String HELP =
      """
      ./qalam worker [options]
        a worker alone, on this or another host; needs QALAM_KAFKA_BOOTSTRAP and QALAM_ARTIFACTS
        (docs/CONFIGURATION.md)

        --home DIR            of its log and status, not the server's (~/.qalam-worker)

        Example: QALAM_KAFKA_BOOTSTRAP=kafka:9093 QALAM_KAFKA_USER=worker QALAM_KAFKA_PASSWORD=… \\
          QALAM_ARTIFACTS=/shared QALAM_WORKER_ID=worker-2 ./qalam worker
      """
          .stripTrailing();

  private WorkerCommand() {}

  public static int run(List<String> args, Console console)
      throws IOException, InterruptedException {
    Arguments arguments = Arguments.parse(args, Set.of(), Set.of("--home"));
    arguments.words();
    Settings settings = new Settings(System.getenv(), Installation.ofSystemProperty());
    Home home =
        arguments
            .value("--home")
            .map(Path::of)
            .map(Home::new)
            .orElse(new Home(Path.of(System.getProperty("user.home"), ".qalam-worker")));
    Map<String, String> environment = environment(settings, home);
    OwnClasses.loadAll();
    home.create();
    HomeLock lock =
        HomeLock.tryTake(home)
            .orElseThrow(() -> Refusal.because("A launcher already runs on " + home.folder()));
    try (lock) {
      return keep(worker(settings, home, environment), home, console);
    }
  }

  private static int keep(Worker worker, Home home, Console console) throws InterruptedException {
    SupervisedPart part = new SupervisedPart(worker, home.folder(), console, () -> {});
    CountDownLatch ended = new CountDownLatch(1);
    Runnable stop =
        () -> {
          try {
            part.stop();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            ended.countDown();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    console.part(part.name(), "starting");
    try {
      part.start().get();
    } catch (ExecutionException e) {
      throw Refusal.because(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
    }
    console.line("ready");
    ended.await();
    return 0;
  }

  private static Worker worker(Settings settings, Home home, Map<String, String> environment) {
    return new Worker(
        home, Installation.ofSystemProperty(), settings.cache(), settings.workerId(), environment);
  }

  private static Map<String, String> environment(Settings settings, Home home) {
    if (settings.embeddedBroker()) {
      throw Refusal.because("QALAM_KAFKA_BOOTSTRAP is missing: a worker alone needs a broker");
    }
    Path artifacts = settings.artifacts(home);
    if (artifacts.equals(home.artifacts())) {
      throw Refusal.because(
          "QALAM_ARTIFACTS is missing: a worker alone needs the server's artifact store");
    }
    BrokerAccess broker = settings.outsideBroker();
    settings.checkMemoryLimit();
    Map<String, String> environment = new HashMap<>(settings.withoutDatabase());
    environment.putAll(broker.environment(broker.worker()));
    environment.put("QALAM_ARTIFACTS", artifacts.toString());
    environment.put("QALAM_BASE_MODEL", settings.baseModel().toString());
    environment.put("QALAM_DEVICE", settings.device());
    environment.put("QALAM_THREADS", Integer.toString(settings.threads()));
    environment.put("QALAM_WORKER_ID", settings.workerId());
    environment.put("QALAM_WORKER_STATUS_FILE", home.workerStatus(settings.workerId()).toString());
    return environment;
  }
}
