package io.qalam.server;

import io.qalam.launcher.Credentials;
import io.qalam.launcher.broker.BrokerAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The tests' broker as one of its principals sees it. */
public final class Topics implements AutoCloseable {

  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();

  private Topics(Credentials user) {
    producer = new KafkaProducer<>(settings(user), new StringSerializer(), new StringSerializer());
    consumer =
        new KafkaConsumer<>(settings(user), new StringDeserializer(), new StringDeserializer());
  }

  /** As the worker's principal. */
  public static Topics asWorker() {
    return new Topics(TestServer.get().broker().worker());
  }

  /** As the principal of a tenant's own programs. */
  public static Topics asTenant(TestTenants tenant) {
    String user = "tenant-" + tenant.tenantName();
    return new Topics(
        new Credentials(user, TestServer.get().home().secrets().get("kafka-" + user)));
  }

  /** How a client of the principal connects. */
  public static Map<String, Object> settings(Credentials user) {
    BrokerAccess broker = TestServer.get().broker();
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrap());
    settings.put("security.protocol", broker.protocol());
    settings.put("sasl.mechanism", broker.mechanism());
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user.user(), user.password()));
    settings.put("enable.auto.commit", "false");
    return settings;
  }

  /** Reads these topics from their beginning. */
  public Topics reading(String... topics) {
    List<TopicPartition> partitions =
        List.of(topics).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return this;
  }

  /**
   * Sends a record and waits until the broker has it.
   *
   * @throws ExecutionException when the broker refuses it
   */
  public void send(String topic, String key, String value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  /** Every value read so far whose text has this in it. */
  public List<String> valuesWith(String text) {
    consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    return seen.stream().map(ConsumerRecord::value).filter(v -> v.contains(text)).toList();
  }

  /** Waits until the group has taken everything that is in the topic now. */
  public static void awaitTaken(String topic, String group) {
    try (Admin admin = TestServer.get().broker().connect()) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
          .map(info -> new TopicPartition(topic, info.partition()))
          .forEach(partition -> latest.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin.listOffsets(latest).all().get().forEach((p, info) -> ends.put(p, info.offset()));
      Eventually.eventually(
          group + " takes what is in " + topic, () -> left(admin, group, ends), left -> left == 0);
    } catch (ExecutionException e) {
      throw new AssertionError("The broker does not say how far " + group + " is", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  private static long left(Admin admin, String group, Map<TopicPartition, Long> ends) {
    try {
      Map<TopicPartition, OffsetAndMetadata> taken =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return ends.entrySet().stream()
          .mapToLong(
              end -> {
                OffsetAndMetadata at = taken.get(end.getKey());
                return Math.max(0, end.getValue() - (at == null ? 0 : at.offset()));
              })
          .sum();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
