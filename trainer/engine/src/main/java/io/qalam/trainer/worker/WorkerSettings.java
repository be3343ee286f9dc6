package io.qalam.trainer.worker;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the worker is told by its environment; docs/CONTRACTS.md has the table.
 *
 * @param threads of native arithmetic
 * @param statusFile rewritten with every heartbeat; null for none
 */
record WorkerSettings(
    String workerId,
    Path baseModel,
    String device,
    int threads,
    Path artifacts,
    @Nullable Path statusFile,
    KafkaSettings kafka) {

  /**
   * Where the broker is and who the worker is to it.
   *
   * @param login null where the protocol has no SASL
   */
  record KafkaSettings(String bootstrap, String securityProtocol, @Nullable Login login) {}

  /** A SASL login. */
  record Login(String mechanism, String user, String password) {
    @Override
    public String toString() {
      return "Login[" + mechanism + ", " + user + "]";
    }
  }

  private static final Set<String> PROTOCOLS =
      Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
  private static final Set<String> MECHANISMS = Set.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

  /**
   * Reads and checks the environment.
   *
   * @throws SettingsException at the first variable that is missing or wrong
   */
  static WorkerSettings from(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    return new WorkerSettings(
        variables.matching("QALAM_WORKER_ID", "[A-Za-z0-9._-]{1,64}"),
        variables.folder("QALAM_BASE_MODEL"),
        variables.matching("QALAM_DEVICE", "cpu|cuda(:\\d+)?"),
        variables.threads("QALAM_THREADS"),
        variables.folder("QALAM_ARTIFACTS"),
        variables.optionalFile("QALAM_WORKER_STATUS_FILE"),
        kafka(variables));
  }

  private static KafkaSettings kafka(Variables variables) {
    String bootstrap = variables.matching("QALAM_KAFKA_BOOTSTRAP", ".+:\\d{1,5}");
    String protocol = variables.oneOf("QALAM_KAFKA_SECURITY_PROTOCOL", PROTOCOLS);
    return new KafkaSettings(
        bootstrap, protocol, protocol.startsWith("SASL_") ? login(variables) : null);
  }

  private static Login login(Variables variables) {
    return new Login(
        variables.oneOf("QALAM_KAFKA_SASL_MECHANISM", MECHANISMS),
        variables.required("QALAM_KAFKA_USER"),
        variables.required("QALAM_KAFKA_PASSWORD"));
  }

  private record Variables(Map<String, String> environment) {
    String required(String name) {
      String value = environment.get(name);
      if (value == null || value.isBlank()) {
        throw new SettingsException(name + " is not set");
      }
      return value;
    }

    String matching(String name, String pattern) {
      String value = required(name);
      if (!value.matches(pattern)) {
        throw new SettingsException(name + " must match " + pattern + ", found '" + value + "'");
      }
      return value;
    }

    String oneOf(String name, Set<String> values) {
      String value = required(name);
      if (!values.contains(value)) {
        throw new SettingsException(name + " must be one of " + values + ", found '" + value + "'");
      }
      return value;
    }

    int threads(String name) {
      int threads = Integer.parseInt(matching(name, "\\d{1,4}"));
      if (threads < 1) {
        throw new SettingsException(name + " must be at least 1, found 0");
      }
      return threads;
    }

    Path folder(String name) {
      Path folder = path(name, required(name));
      if (!Files.isDirectory(folder)) {
        throw new SettingsException(name + " is no folder: " + folder);
      }
      return folder;
    }

    @Nullable Path optionalFile(String name) {
      String value = environment.get(name);
      if (value == null || value.isBlank()) {
        return null;
      }
      Path file = path(name, value);
      if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
        throw new SettingsException(name + " is in no folder that is there: " + file);
      }
      return file;
    }

    private static Path path(String name, String value) {
      try {
        return Path.of(value).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw new SettingsException(name + " is no path: " + e.getMessage());
      }
    }
  }
}
