package io.qalam.trainer.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the intakes commit, and what they make of Kafka's failures. */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private Commits() {}

  /**
   * Commits offsets. One that fails is let go: the next commit of the partition covers it, and if
   * there is none the records come again and are answered again, which the server ignores.
   */
  static void commit(
      Consumer<String, byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, PATIENCE);
    } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
      LOG.warn("Offsets {} not committed: {}", offsets, e.toString());
    }
  }

  /** Why a message was not delivered. */
  static Throwable reason(CompletableFuture<Void> failed) {
    try {
      failed.join();
      throw new IllegalStateException("the message was delivered");
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }

  /**
   * Passes what another try may mend.
   *
   * @throws KafkaException if the broker will never take it from this worker
   */
  static void requireRetriable(Throwable reason) {
    if (reason instanceof AuthenticationException || reason instanceof AuthorizationException) {
      throw (KafkaException) reason;
    }
  }
}
