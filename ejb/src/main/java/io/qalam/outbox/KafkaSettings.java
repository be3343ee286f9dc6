package io.qalam.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How to reach Kafka, from the environment: {@code QALAM_KAFKA_BOOTSTRAP}, {@code
 * QALAM_KAFKA_SECURITY_PROTOCOL}, {@code QALAM_KAFKA_SASL_MECHANISM}, {@code QALAM_KAFKA_USER} and
 * {@code QALAM_KAFKA_PASSWORD}.
 */
final class KafkaSettings {

  private static final Set<String> PROTOCOLS =
      Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

  /** Without any callback classes of their own: user and password are all they need. */
  private static final Map<String, String> LOGIN_MODULES =
      Map.of(
          "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
          "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule",
          "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule");

  private final Map<String, String> environment;

  KafkaSettings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Properties of every client.
   *
   * @throws IllegalStateException when a variable is missing or wrong; names it
   */
  Map<String, Object> client() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", required("QALAM_KAFKA_BOOTSTRAP"));
    String protocol = protocol();
    properties.put("security.protocol", protocol);
    if (protocol.startsWith("SASL_")) {
      String mechanism = mechanism();
      properties.put("sasl.mechanism", mechanism);
      properties.put("sasl.jaas.config", jaas(mechanism));
    }
    properties.put("reconnect.backoff.ms", "200");
    properties.put("reconnect.backoff.max.ms", "2000");
    return properties;
  }

  private String protocol() {
    String protocol = environment.getOrDefault("QALAM_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT");
    if (!PROTOCOLS.contains(protocol)) {
      throw wrong("QALAM_KAFKA_SECURITY_PROTOCOL", protocol, PROTOCOLS);
    }
    return protocol;
  }

  private String mechanism() {
    String mechanism = environment.getOrDefault("QALAM_KAFKA_SASL_MECHANISM", "SCRAM-SHA-256");
    if (!LOGIN_MODULES.containsKey(mechanism)) {
      throw wrong("QALAM_KAFKA_SASL_MECHANISM", mechanism, LOGIN_MODULES.keySet());
    }
    return mechanism;
  }

  private String jaas(String mechanism) {
    return "%s required username=\"%s\" password=\"%s\";"
        .formatted(
            LOGIN_MODULES.get(mechanism),
            quoted(required("QALAM_KAFKA_USER")),
            quoted(required("QALAM_KAFKA_PASSWORD")));
  }

  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private String required(String variable) {
    String value = environment.getOrDefault(variable, "");
    if (value.isBlank()) {
      throw new IllegalStateException(variable + " is not set: the server cannot reach Kafka");
    }
    return value;
  }

  private static IllegalStateException wrong(String variable, String value, Set<String> allowed) {
    return new IllegalStateException(
        "%s is \"%s\"; it must be one of %s".formatted(variable, value, allowed));
  }
}
