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

  CompletableFuture<Void> send(PredictionAnswer answer) {
    return send(Topics.PREDICTIONS, answer.batchId().toString(), answer);
  }

  CompletableFuture<Void> send(TrainingProgress progress) {
    return send(Topics.TRAINING_PROGRESS, progress.runId().toString(), progress);
  }

  CompletableFuture<Void> send(WorkerStatus status) {
    return send(Topics.WORKER_STATUS, status.workerId(), status);
  }

  private CompletableFuture<Void> send(String topic, String key, Record message) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
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
    return acknowledged;
  }
}
