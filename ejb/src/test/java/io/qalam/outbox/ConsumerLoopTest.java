package io.qalam.outbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConsumerLoopTest {

  private static final TopicPartition POSTS = new TopicPartition("posts.a", 0);
  private static final TopicPartition OTHERS = new TopicPartition("posts.b", 0);

  private final Stage stage = new Stage();
  private final MockConsumer<String, byte[]> kafka = new Replaying(stage.toFeed);
  private boolean databaseThere = true;

  @Test
  @Timeout(30)
  void recordsAreHandledInOrderAndThenCommitted() {
    feed(POSTS, "one", "two", "three");
    runUntilHandled(3, () -> databaseThere);
    assertThat(stage.handled).containsExactly("one", "two", "three");
    assertThat(committed(POSTS)).isEqualTo(3);
  }

  @Test
  @Timeout(30)
  void anUnreadableRecordIsRefusedAtOnceAndTheNextIsHandled() {
    stage.failures.put("poison", new UnreadableRecordException("no JSON"));
    feed(POSTS, "one", "poison", "two");
    runUntilHandled(2, () -> databaseThere);
    assertThat(stage.handled).containsExactly("one", "two");
    assertThat(stage.refused).containsExactly("poison: no JSON");
    assertThat(stage.attempts("poison")).isEqualTo(1);
    assertThat(committed(POSTS)).isEqualTo(3);
  }

  @Test
  @Timeout(30)
  void aRecordThatIsNotUtf8IsRefused() {
    feed(POSTS, "caf\u00e9", "two");
    runUntilHandled(1, () -> databaseThere);
    assertThat(stage.handled).containsExactly("two");
    assertThat(stage.refused).containsExactly("caf\uFFFD: The record is not valid UTF-8");
  }

  @Test
  @Timeout(30)
  void aRecordThatKeepsFailingIsRefusedAfterFiveAttempts() {
    stage.failures.put("poison", new IllegalArgumentException("violates a constraint"));
    feed(POSTS, "one", "poison", "two");
    runUntilHandled(2, () -> databaseThere);
    assertThat(stage.attempts("poison")).isEqualTo(ConsumerLoop.ATTEMPTS);
    assertThat(stage.refused).containsExactly("poison: violates a constraint");
  }

  @Test
  @Timeout(30)
  void whileTheDatabaseIsAwayARecordIsTriedWithoutEndAndNeverLost() {
    stage.failures.put("one", new IllegalStateException("no connection"));
    databaseThere = false;
    AtomicInteger asked = new AtomicInteger();
    feed(POSTS, "one", "two");
    runUntilHandled(
        2,
        () -> {
          if (asked.incrementAndGet() == 4 * ConsumerLoop.ATTEMPTS) {
            stage.failures.clear();
          }
          return databaseThere;
        });
    assertThat(stage.handled).containsExactly("one", "two");
    assertThat(stage.refused).isEmpty();
    assertThat(stage.attempts("one")).isGreaterThan(ConsumerLoop.ATTEMPTS);
  }

  @Test
  @Timeout(30)
  void poisonOnOnePartitionIsCountedThereAlone() {
    stage.failures.put("poison", new IllegalArgumentException("bad"));
    feed(POSTS, "poison", "after");
    feed(OTHERS, "a", "b", "c");
    runUntilHandled(4, () -> databaseThere);
    assertThat(stage.handled).containsExactlyInAnyOrder("after", "a", "b", "c");
    assertThat(stage.attempts("poison")).isEqualTo(ConsumerLoop.ATTEMPTS);
    assertThat(committed(POSTS)).isEqualTo(2);
    assertThat(committed(OTHERS)).isEqualTo(3);
  }

  private void feed(TopicPartition partition, String... values) {
    for (int i = 0; i < values.length; i++) {
      ConsumerRecord<String, byte[]> record =
          new ConsumerRecord<>(
              partition.topic(), partition.partition(), i, "key", values[i].getBytes(ISO_8859_1));
      stage.toFeed.computeIfAbsent(partition, p -> new ArrayList<>()).add(record);
    }
  }

  private void runUntilHandled(int count, BooleanSupplier database) {
    ConsumerLoop loop =
        new ConsumerLoop(
            stage, () -> kafka, database, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)));
    kafka.schedulePollTask(() -> assign(stage.toFeed));
    scheduleStop(loop, count);
    loop.run();
  }

  private void scheduleStop(ConsumerLoop loop, int count) {
    kafka.schedulePollTask(
        () -> {
          boolean committed = stage.toFeed.keySet().stream().allMatch(p -> committed(p) > 0);
          if (stage.handled.size() >= count && committed) {
            loop.stop();
          } else {
            scheduleStop(loop, count);
          }
        });
  }

  private void assign(Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records) {
    kafka.updatePartitions("posts.a", List.of());
    kafka.rebalance(records.keySet());
    records.keySet().forEach(p -> kafka.updateBeginningOffsets(Map.of(p, 0L)));
    records.values().forEach(list -> list.forEach(kafka::addRecord));
  }

  private long committed(TopicPartition partition) {
    OffsetAndMetadata offset = stage.committed(kafka, partition);
    return offset == null ? 0 : offset.offset();
  }

  /** Gives the records again from where it is told to read again; a mock alone drops them. */
  private static final class Replaying extends MockConsumer<String, byte[]> {

    private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records;

    Replaying(Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records) {
      super("earliest");
      this.records = records;
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      super.seek(partition, offset);
      records.get(partition).stream().filter(r -> r.offset() >= offset).forEach(this::addRecord);
    }
  }

  /** Remembers what it was given, and fails where it was told to. */
  private static final class Stage implements RecordHandler {

    final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> toFeed = new HashMap<>();
    final Map<String, RuntimeException> failures = new HashMap<>();
    final List<String> handled = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    private final Map<String, Integer> attempts = new HashMap<>();

    @Override
    public String group() {
      return "test";
    }

    @Override
    public Pattern topics() {
      return Pattern.compile("posts\\..*");
    }

    @Override
    public void handle(IncomingRecord record) {
      attempts.merge(record.value(), 1, Integer::sum);
      if (failures.containsKey(record.value())) {
        throw failures.get(record.value());
      }
      handled.add(record.value());
    }

    @Override
    public void refused(IncomingRecord record, String reason) {
      refused.add(record.value() + ": " + reason);
    }

    int attempts(String value) {
      return attempts.getOrDefault(value, 0);
    }

    OffsetAndMetadata committed(MockConsumer<String, byte[]> kafka, TopicPartition partition) {
      return kafka.closed() ? last.get(partition) : remember(kafka, partition);
    }

    private final Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();

    private OffsetAndMetadata remember(
        MockConsumer<String, byte[]> kafka, TopicPartition partition) {
      OffsetAndMetadata offset = kafka.committed(Set.of(partition)).get(partition);
      last.put(partition, offset);
      return offset;
    }
  }
}
