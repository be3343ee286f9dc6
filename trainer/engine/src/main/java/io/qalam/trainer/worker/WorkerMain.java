package io.qalam.trainer.worker;

import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.memory.MemoryExceededException;
import io.qalam.trainer.serve.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.LoggerFactory;

/**
 * {@code ./qalam worker}: predicts and trains until it is told to end.
 *
 * <p>Exit status 0 after SIGTERM or SIGINT, 1 after a failure, 2 if a variable of the environment
 * is missing or wrong, which one line on standard error names.
 */
public final class WorkerMain {
  private static final long LONGEST_END_MILLIS = 120_000;

  private WorkerMain() {}

  /** Takes no arguments; docs/CONTRACTS.md has the environment. */
  public static void main(String[] args) {
    configureLogging();
    // Halted, not exited: native code must not meet a JVM that tears itself down.
    Runtime.getRuntime().halt(status());
  }

  private static int status() {
    try {
      WorkerSettings settings = WorkerSettings.from(System.getenv());
      run(settings);
      return 0;
    } catch (SettingsException e) {
      System.err.println("qalam worker: " + e.getMessage());
      return 2;
    } catch (Throwable e) {
      LoggerFactory.getLogger(WorkerMain.class).error("The worker ends", e);
      System.err.println("qalam worker: " + e);
      return 1;
    }
  }

  private static void run(WorkerSettings settings) throws InterruptedException {
    try {
      Worker worker = new Worker(settings, () -> openModel(settings));
      Thread main = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(worker, main)));
      worker.run();
    } catch (AuthenticationException | AuthorizationException e) {
      throw new SettingsException(
          "QALAM_KAFKA_USER, QALAM_KAFKA_PASSWORD: refused by "
              + settings.kafka().bootstrap()
              + ": "
              + e.getMessage());
    } catch (TimeoutException e) {
      throw new SettingsException(
          "QALAM_KAFKA_BOOTSTRAP: no answer from "
              + settings.kafka().bootstrap()
              + ": "
              + e.getMessage());
    } catch (KafkaException e) {
      if (e.getCause() instanceof ConfigException wrong) {
        throw new SettingsException("QALAM_KAFKA_BOOTSTRAP: " + wrong.getMessage());
      }
      throw e;
    }
  }

  private static EngineModel openModel(WorkerSettings settings) {
    try {
      return new EngineModel(
          Engine.open(settings.baseModel(), settings.device(), settings.threads()));
    } catch (MemoryExceededException e) {
      throw new SettingsException("QALAM_BASE_MODEL, QALAM_MEMORY_LIMIT: " + e.getMessage());
    } catch (ModelException | IllegalArgumentException e) {
      throw new SettingsException("QALAM_BASE_MODEL: " + e.getMessage());
    }
  }

  /** The JVM ends when its hooks have: this one waits for the main thread, whose end halts it. */
  private static void stopAndWait(Worker worker, Thread main) {
    worker.stop();
    try {
      main.join(LONGEST_END_MILLIS);
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void configureLogging() {
    try (InputStream in = WorkerMain.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(in);
    } catch (IOException e) {
      System.err.println("qalam worker: logging stays as Java has it: " + e);
    }
  }
}
