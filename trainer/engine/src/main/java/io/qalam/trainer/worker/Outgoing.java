package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.WorkerStatus;
import io.qalam.trainer.store.RecordJson;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * What the worker says. Each message gives a future that is done when the broker has it, and fails
 * with Kafka's reason if it will not. Safe to use from any thread.
 */
final class Outgoing {
  private final Producer<String, byte[]> producer;

  Outgoing(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /** Ends a future of the caller's, which may so know of it before the broker does. */
  void send(PredictionAnswer answer, CompletableFuture<Void> acknowledged) {
    send(Topics.PREDICTIONS, answer.batchId().toString(), answer, acknowledged);
  }

  CompletableFuture<Void> send(TrainingProgress progress) {
    return send(Topics.TRAINING_PROGRESS, progress.runId().toString(), progress);
  }

  CompletableFuture<Void> send(WorkerStatus status) {
    return send(Topics.WORKER_STATUS, status.workerId(), status);
  }

  private CompletableFuture<Void> send(String topic, String key, Record message) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    send(topic, key, message, acknowledged);
    return acknowledged;
  }

  private void send(
      String topic, String key, Record message, CompletableFuture<Void> acknowledged) {
    try {
      producer.send(
          new ProducerRecord<>(topic, key, RecordJson.write(message)),
          (metadata, failure) -> {
            if (failure == null) {
              acknowledged.complete(null);
            } else {
              acknowledged.completeExceptionally(failure);
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      acknowledged.completeExceptionally(e);
    }
  }
}
