package io.qalam.outbox;

import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TimerLease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is in the outbox: at once after a commit, and every second in any case.
 *
 * <p>One node relays, under the lease {@code outbox-relay}; messages go in the order of their ids
 * and are deleted when Kafka has acknowledged them, so that a crash in between sends them twice
 * rather than never. A topic that takes nothing now, because the broker is away or the topic is not
 * there, waits for a growing time and holds up no other; it is logged when that begins and when it
 * ends.
 */
@ApplicationScoped
public class OutboxRelay implements BackgroundLoop {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class.getName());
  private static final String LEASE = "outbox-relay";
  private static final Duration LEASE_LENGTH = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** Messages of a round; the largest are well under a megabyte. */
  private static final int ROUND = 100;

  private static final String WAITING =
      """
      select id, topic, key, payload from outbox
      where topic <> all (?) and id <> all (?) order by id limit ?
      """;

  @Inject private SystemDataSource system;
  @Inject private TimerLease leases;
  @Inject private KafkaConnection kafka;

  private final Semaphore nudges = new Semaphore(0);
  private final Map<String, Pause> paused = new HashMap<>();
  private final Set<Long> unsendable = new HashSet<>();
  private final Backoff backoff = new Backoff();
  private @Nullable KafkaProducer<String, String> producer;
  private boolean troubled;
  private volatile boolean stopping;

  /** A topic that takes nothing until then. */
  private static final class Pause {
    final Instant since = Instant.now();
    final Backoff backoff = new Backoff();
    Instant until = Instant.MIN;
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageQueued queued) {
    nudges.release();
  }

  @Override
  public String name() {
    return "qalam-outbox-relay";
  }

  @Override
  public void run() {
    while (!stopping) {
      await(relayOrBackOff());
    }
    closeProducer();
  }

  @Override
  public void stop() {
    stopping = true;
    nudges.release();
  }

  private void await(Duration wait) {
    try {
      if (!wait.isZero() && nudges.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        nudges.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  /** Relays one round and returns how long to wait for the next. */
  private Duration relayOrBackOff() {
    try {
      Duration wait = leases.hold(LEASE, LEASE_LENGTH) && relay() == ROUND ? Duration.ZERO : IDLE;
      recovered();
      return wait;
    } catch (InterruptedException e) {
      stopping = true;
      return Duration.ZERO;
    } catch (RuntimeException e) {
      return troubled(e);
    }
  }

  private int relay() throws InterruptedException {
    List<QueuedMessage> messages = waiting();
    if (!messages.isEmpty()) {
      RelayRound.Outcome outcome = RelayRound.send(producer(), messages);
      delete(outcome.done());
      outcome.unsendable().forEach(this::setAside);
      outcome.failedTopics().forEach(this::pause);
      messages.stream()
          .map(QueuedMessage::topic)
          .distinct()
          .forEach(topic -> resume(topic, outcome));
      if (outcome.done().isEmpty() && !outcome.failedTopics().isEmpty()) {
        closeProducer();
      }
    }
    return messages.size();
  }

  private List<QueuedMessage> waiting() {
    Instant now = Instant.now();
    String[] topics =
        paused.entrySet().stream()
            .filter(entry -> entry.getValue().until.isAfter(now))
            .map(Map.Entry::getKey)
            .toArray(String[]::new);
    return system.query(
        WAITING, OutboxRelay::message, topics, unsendable.toArray(Long[]::new), ROUND);
  }

  private static QueuedMessage message(SystemDataSource.Row row) throws java.sql.SQLException {
    return new QueuedMessage(
        row.bigNumber("id"),
        row.text("topic"),
        row.text("key"),
        row.maybeText("payload").orElse(null));
  }

  private void delete(List<Long> ids) {
    if (!ids.isEmpty()) {
      system.update("delete from outbox where id = any (?)", (Object) ids.toArray(Long[]::new));
    }
  }

  /** A message Kafka will never take must not hold up the others; it stays for an admin to see. */
  private void setAside(long id, String reason) {
    unsendable.add(id);
    LOG.log(
        Level.SEVERE, "Message {0} of the outbox cannot be sent: {1}", new Object[] {id, reason});
  }

  private void pause(String topic, Throwable reason) {
    if (!paused.containsKey(topic)) {
      LOG.log(
          Level.WARNING,
          "Kafka does not take topic {0} now; its messages wait in the outbox: {1}",
          new Object[] {topic, reason});
    }
    Pause pause = paused.computeIfAbsent(topic, t -> new Pause());
    pause.until = Instant.now().plus(pause.backoff.grow());
  }

  private void resume(String topic, RelayRound.Outcome outcome) {
    if (!outcome.failedTopics().containsKey(topic) && paused.containsKey(topic)) {
      Duration away = Duration.between(paused.remove(topic).since, Instant.now());
      LOG.log(
          Level.INFO,
          "Kafka takes topic {0} again, after {1} s",
          new Object[] {topic, away.toSeconds()});
    }
  }

  private KafkaProducer<String, String> producer() {
    if (producer == null) {
      producer = kafka.producer();
    }
    return producer;
  }

  private void closeProducer() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
      producer = null;
    }
  }

  private Duration troubled(RuntimeException failure) {
    if (!troubled) {
      LOG.log(Level.WARNING, "The outbox cannot be relayed now; trying again", failure);
    }
    troubled = true;
    return backoff.grow();
  }

  private void recovered() {
    if (troubled) {
      LOG.info("The outbox is relayed again");
    }
    troubled = false;
    backoff.reset();
  }
}
