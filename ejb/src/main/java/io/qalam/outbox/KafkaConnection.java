package io.qalam.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes this server's producers and consumers; whoever asked for one closes it. */
@ApplicationScoped
public class KafkaConnection {

  /**
   * Kafka's clients repeat themselves every second while a broker is away. Relay and consumer loops
   * say it once, and say when it is over. The field keeps the logger's level from being collected.
   */
  private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

  static {
    CLIENTS.setLevel(Level.SEVERE);
  }

  private final KafkaSettings settings = new KafkaSettings(System.getenv());

  /**
   * A producer that loses nothing and keeps the order of a partition.
   *
   * @throws IllegalStateException when the environment does not say how to reach Kafka
   */
  public KafkaProducer<String, String> producer() {
    Map<String, Object> properties = settings.client();
    properties.put("acks", "all");
    properties.put("enable.idempotence", "true");
    properties.put("linger.ms", "5");
    properties.put("max.block.ms", "5000");
    properties.put("request.timeout.ms", "5000");
    properties.put("delivery.timeout.ms", "10000");
    properties.put("compression.type", "gzip");
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  /**
   * A consumer that begins with the oldest record its group has not committed, and commits when it
   * is told to.
   *
   * @throws IllegalStateException when the environment does not say how to reach Kafka
   */
  public KafkaConsumer<String, byte[]> consumer(String group) {
    Map<String, Object> properties = settings.client();
    properties.put("group.id", group);
    properties.put("enable.auto.commit", "false");
    properties.put("auto.offset.reset", "earliest");
    properties.put("max.poll.records", "100");
    properties.put("metadata.max.age.ms", "10000");
    properties.put("allow.auto.create.topics", "false");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
