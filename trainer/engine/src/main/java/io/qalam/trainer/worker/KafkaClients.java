package io.qalam.trainer.worker;

import io.qalam.trainer.worker.WorkerSettings.KafkaSettings;
import io.qalam.trainer.worker.WorkerSettings.Login;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the worker's consumers and its producer. */
final class KafkaClients {
  /** A worker that died is noticed, and its work given to another, after this time. */
  private static final int SESSION_TIMEOUT_MILLIS = 10_000;

  /** As the embedded broker takes; one that takes less says so, and the answer becomes an error. */
  private static final int MOST_BYTES_PER_MESSAGE = 8 << 20;

  private final KafkaSettings settings;
  private final String workerId;

  KafkaClients(KafkaSettings settings, String workerId) {
    this.settings = settings;
    this.workerId = workerId;
  }

  /** A member of a group, which commits its offsets itself. */
  Consumer<String, byte[]> member(String group, int maxPollRecords) {
    Map<String, Object> config = consumer(group);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(config);
  }

  /** A reader of a whole topic, in no group. */
  Consumer<String, byte[]> reader(String topic) {
    return new KafkaConsumer<>(consumer(topic));
  }

  /**
   * The worker's one producer. It tries for ever to deliver: a broker that is away for an hour
   * costs an hour, no answer.
   */
  Producer<String, byte[]> producer() {
    Map<String, Object> config = connection("producer");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES_PER_MESSAGE);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> consumer(String purpose) {
    Map<String, Object> config = connection(purpose);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  private Map<String, Object> connection(String purpose) {
    Map<String, Object> config = new HashMap<>();
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, workerId + "-" + purpose);
    config.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, settings.securityProtocol());
    Login login = settings.login();
    if (login != null) {
      config.put(SaslConfigs.SASL_MECHANISM, login.mechanism());
      config.put(SaslConfigs.SASL_JAAS_CONFIG, jaas(login));
    }
    return config;
  }

  private static String jaas(Login login) {
    String module =
        login.mechanism().equals("PLAIN")
            ? "org.apache.kafka.common.security.plain.PlainLoginModule"
            : "org.apache.kafka.common.security.scram.ScramLoginModule";
    return "%s required username=%s password=%s;"
        .formatted(module, quoted(login.user()), quoted(login.password()));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
