package io.qalam.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Hands a topic's records to a {@link RecordHandler}, one by one and in order, and commits an
 * offset when everything before it is done.
 *
 * <p>A record that fails is tried again after a growing time. While the database is away that goes
 * on without end, so that nothing is lost; while it is there, a record that failed {@value
 * #ATTEMPTS} times is poison: it is logged, refused and left behind, so that it cannot hold up what
 * comes after it.
 */
final class ConsumerLoop implements BackgroundLoop {

  /** How often a record may fail before it counts as poison. */
  static final int ATTEMPTS = 5;

  private static final Logger LOG = Logger.getLogger(ConsumerLoop.class.getName());
  private static final Duration POLL = Duration.ofSeconds(1);

  private final RecordHandler handler;
  private final Supplier<Consumer<String, byte[]>> connection;
  private final BooleanSupplier databaseThere;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Backoff backoff;
  private final Map<TopicPartition, Integer> failures = new HashMap<>();
  private volatile Wakeable consumer = () -> {};
  private boolean troubled;

  /** The one thing of a consumer that another thread may touch. */
  private interface Wakeable {
    void wakeup();
  }

  /**
   * @param connection makes a consumer; the loop closes it
   * @param databaseThere whether the database answers now
   */
  ConsumerLoop(
      RecordHandler handler,
      Supplier<Consumer<String, byte[]>> connection,
      BooleanSupplier databaseThere,
      Backoff backoff) {
    this.handler = handler;
    this.connection = connection;
    this.databaseThere = databaseThere;
    this.backoff = backoff;
  }

  @Override
  public String name() {
    return "qalam-consumer-" + handler.topics().pattern();
  }

  @Override
  public void run() {
    while (!isStopping()) {
      try (Consumer<String, byte[]> open = connection.get()) {
        consumer = open::wakeup;
        open.subscribe(handler.topics());
        pollUntilStopped(open);
      } catch (WakeupException e) {
        LOG.log(Level.FINE, "{0} was woken up to stop", name());
      } catch (RuntimeException e) {
        troubled("cannot read from Kafka now", e);
        await(backoff.grow());
      }
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
    consumer.wakeup();
  }

  private boolean isStopping() {
    return stopped.getCount() == 0;
  }

  private void pollUntilStopped(Consumer<String, byte[]> open) {
    while (!isStopping()) {
      ConsumerRecords<String, byte[]> records = open.poll(POLL);
      Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
      for (TopicPartition partition : records.partitions()) {
        handle(open, partition, records.records(partition), done);
      }
      if (!done.isEmpty()) {
        open.commitSync(done);
      }
    }
  }

  private void handle(
      Consumer<String, byte[]> open,
      TopicPartition partition,
      Iterable<ConsumerRecord<String, byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> done) {
    for (ConsumerRecord<String, byte[]> record : records) {
      if (isStopping() || !handle(partition, incoming(record))) {
        open.seek(partition, record.offset());
        return;
      }
      done.put(partition, new OffsetAndMetadata(record.offset() + 1));
    }
  }

  /** The record with its value as text; what is not UTF-8 is shown with replacement characters. */
  @SuppressWarnings("NullAway") // Kafka's key and value may be null, and are not annotated so.
  private static IncomingRecord incoming(ConsumerRecord<String, byte[]> record) {
    byte @Nullable [] value = record.value();
    return new IncomingRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        value == null ? null : new String(value, StandardCharsets.UTF_8),
        value == null || isUtf8(value));
  }

  private static boolean isUtf8(byte[] value) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Handles one record; false when it must be tried again. */
  private boolean handle(TopicPartition partition, IncomingRecord record) {
    try {
      refuseUnlessUtf8(record);
      handler.handle(record);
    } catch (RuntimeException e) {
      if (!isUnreadable(e) && !isPoison(partition)) {
        return tryAgain("cannot handle " + record.position() + " now", e);
      }
      return leaveBehind(partition, record, e);
    }
    recovered(partition);
    return true;
  }

  private static void refuseUnlessUtf8(IncomingRecord record) {
    if (!record.utf8()) {
      throw new UnreadableRecordException("The record is not valid UTF-8");
    }
  }

  private static boolean isUnreadable(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(UnreadableRecordException.class::isInstance);
  }

  /** Counts one more failure of the partition's next record; not while the database is away. */
  private boolean isPoison(TopicPartition partition) {
    return databaseThere.getAsBoolean() && failures.merge(partition, 1, Integer::sum) >= ATTEMPTS;
  }

  private boolean leaveBehind(
      TopicPartition partition, IncomingRecord record, RuntimeException failure) {
    try {
      handler.refused(record, String.valueOf(failure.getMessage()));
    } catch (RuntimeException e) {
      if (!isPoison(partition)) {
        return tryAgain("cannot keep the refusal of " + record.position() + " now", e);
      }
      LOG.log(Level.SEVERE, "The refusal of " + record.position() + " could not be kept", e);
    }
    logRefusal(record, failure);
    recovered(partition);
    return true;
  }

  private static void logRefusal(IncomingRecord record, RuntimeException failure) {
    String what = record.position() + " is refused and left behind: " + failure.getMessage();
    if (isUnreadable(failure)) {
      LOG.warning(what);
    } else {
      LOG.log(Level.WARNING, what, failure);
    }
  }

  private boolean tryAgain(String what, RuntimeException failure) {
    troubled(what, failure);
    await(backoff.grow());
    return false;
  }

  private void await(Duration wait) {
    try {
      if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.FINE, "{0} stops while it waits", name());
      }
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }

  private void troubled(String what, RuntimeException failure) {
    if (!troubled) {
      LOG.log(Level.WARNING, name() + " " + what + "; trying again", failure);
    }
    troubled = true;
  }

  private void recovered(TopicPartition partition) {
    if (troubled) {
      LOG.log(Level.INFO, "{0} goes on", name());
    }
    troubled = false;
    failures.remove(partition);
    backoff.reset();
  }
}
