package io.qalam.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

  @Test
  void scramOverLoopbackIsTheDefault() {
    Map<String, Object> client =
        new KafkaSettings(
                Map.of(
                    "QALAM_KAFKA_BOOTSTRAP", "127.0.0.1:9092",
                    "QALAM_KAFKA_USER", "server",
                    "QALAM_KAFKA_PASSWORD", "a\"b\\c"))
            .client();
    assertThat(client)
        .containsEntry("bootstrap.servers", "127.0.0.1:9092")
        .containsEntry("security.protocol", "SASL_PLAINTEXT")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-256")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"server\" password=\"a\\\"b\\\\c\";");
  }

  @Test
  void withoutSaslNoPasswordIsNeeded() {
    Map<String, Object> client =
        new KafkaSettings(
                Map.of(
                    "QALAM_KAFKA_BOOTSTRAP", "kafka:9092",
                    "QALAM_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"))
            .client();
    assertThat(client).doesNotContainKey("sasl.jaas.config");
  }

  @Test
  void aMissingOrWrongVariableIsNamed() {
    assertThatThrownBy(() -> new KafkaSettings(Map.of()).client())
        .hasMessageContaining("QALAM_KAFKA_BOOTSTRAP");
    assertThatThrownBy(() -> new KafkaSettings(Map.of("QALAM_KAFKA_BOOTSTRAP", "k:1")).client())
        .hasMessageContaining("QALAM_KAFKA_USER");
    assertThatThrownBy(
            () ->
                new KafkaSettings(
                        Map.of(
                            "QALAM_KAFKA_BOOTSTRAP", "k:1",
                            "QALAM_KAFKA_SECURITY_PROTOCOL", "TLS"))
                    .client())
        .hasMessageContaining("QALAM_KAFKA_SECURITY_PROTOCOL");
  }
}
