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
   * Commits offsets.
   *
   * @return false if it is to be tried again; true too where the partitions are another's now: the
   *     records go there, and what is answered twice the server counts once
   */
  static boolean commit(
      Consumer<String, byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
    try {
      if (!offsets.isEmpty()) {
        consumer.commitSync(offsets, PATIENCE);
      }
      return true;
    } catch (CommitFailedException e) {
      LOG.warn("Offsets {} not committed: {}", offsets, e.toString());
      return true;
    } catch (RebalanceInProgressException | RetriableException e) {
      LOG.debug("Offsets {} not committed yet: {}", offsets, e.toString());
      return false;
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
