package io.qalam.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {
  @TempDir Path folder;

  @Test
  void aWholeEnvironmentIsRead() {
    WorkerSettings settings = WorkerSettings.from(whole());

    assertThat(settings.workerId()).isEqualTo("worker-1");
    assertThat(settings.threads()).isEqualTo(2);
    assertThat(settings.artifacts()).isEqualTo(folder);
    assertThat(settings.statusFile()).isNull();
    assertThat(settings.kafka().login().user()).isEqualTo("worker");
  }

  @Test
  void aPasswordIsNotToldByToString() {
    assertThat(WorkerSettings.from(whole()).toString()).doesNotContain("pass\"word");
  }

  @Test
  void withoutSaslNoLoginIsAskedFor() {
    Map<String, String> environment = whole();
    environment.put("QALAM_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT");
    environment.remove("QALAM_KAFKA_PASSWORD");

    assertThat(WorkerSettings.from(environment).kafka().login()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          QALAM_WORKER_ID                | two words  | QALAM_WORKER_ID must match
          QALAM_WORKER_ID                |            | QALAM_WORKER_ID is not set
          QALAM_BASE_MODEL               | /nowhere   | QALAM_BASE_MODEL is no folder: /nowhere
          QALAM_BASE_MODEL               |            | QALAM_BASE_MODEL is not set
          QALAM_ARTIFACTS                | /nowhere   | QALAM_ARTIFACTS is no folder: /nowhere
          QALAM_DEVICE                   | tpu        | QALAM_DEVICE must match cpu|cuda(:\\d+)?, found 'tpu'
          QALAM_THREADS                  | 0          | QALAM_THREADS must be at least 1, found 0
          QALAM_THREADS                  | two        | QALAM_THREADS must match
          QALAM_WORKER_STATUS_FILE       | /nowhere/s | QALAM_WORKER_STATUS_FILE is in no folder
          QALAM_KAFKA_BOOTSTRAP          | localhost  | QALAM_KAFKA_BOOTSTRAP must match
          QALAM_KAFKA_SECURITY_PROTOCOL  | TLS        | QALAM_KAFKA_SECURITY_PROTOCOL must be one of
          QALAM_KAFKA_SASL_MECHANISM     | MD5        | QALAM_KAFKA_SASL_MECHANISM must be one of
          QALAM_KAFKA_USER               |            | QALAM_KAFKA_USER is not set
          QALAM_KAFKA_PASSWORD           |            | QALAM_KAFKA_PASSWORD is not set
          """)
  void aMissingOrWrongVariableIsNamedInOneLine(String name, String value, String message) {
    Map<String, String> environment = whole();
    environment.put(name, value);

    assertThatThrownBy(() -> WorkerSettings.from(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  private Map<String, String> whole() {
    return new HashMap<>(
        Map.of(
            "QALAM_WORKER_ID", "worker-1",
            "QALAM_BASE_MODEL", folder.toString(),
            "QALAM_DEVICE", "cpu",
            "QALAM_THREADS", "2",
            "QALAM_ARTIFACTS", folder.toString(),
            "QALAM_KAFKA_BOOTSTRAP", "127.0.0.1:9092",
            "QALAM_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
            "QALAM_KAFKA_SASL_MECHANISM", "SCRAM-SHA-256",
            "QALAM_KAFKA_USER", "worker",
            "QALAM_KAFKA_PASSWORD", "pass\"word"));
  }
}
