package io.qalam.launcher.broker;

import io.qalam.launcher.Credentials;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * The broker with the users that Qalam's processes log in as.
 *
 * @param admin makes topics and users; with an outside broker it is the server's user
 */
public record BrokerAccess(
    String bootstrap,
    String protocol,
    String mechanism,
    Credentials admin,
    Credentials server,
    Credentials worker) {

  /** An administration client that gives up after a few seconds. */
  public Admin connect() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    if (protocol.startsWith("SASL")) {
      settings.put(SaslConfigs.SASL_MECHANISM, mechanism);
      settings.put(SaslConfigs.SASL_JAAS_CONFIG, jaas());
    }
    return Admin.create(settings);
  }

  private String jaas() {
    String module =
        mechanism.startsWith("SCRAM")
            ? "org.apache.kafka.common.security.scram.ScramLoginModule"
            : "org.apache.kafka.common.security.plain.PlainLoginModule";
    return module
        + " required username=\""
        + escaped(admin.user())
        + "\" password=\""
        + escaped(admin.password())
        + "\";";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** What one process is told about the broker. */
  public Map<String, String> environment(Credentials user) {
    return Map.of(
        "QALAM_KAFKA_BOOTSTRAP", bootstrap,
        "QALAM_KAFKA_SECURITY_PROTOCOL", protocol,
        "QALAM_KAFKA_SASL_MECHANISM", mechanism,
        "QALAM_KAFKA_USER", user.user(),
        "QALAM_KAFKA_PASSWORD", user.password());
  }
}
