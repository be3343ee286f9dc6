package io.qalam.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RelayRoundTest {

  private static final QueuedMessage FIRST =
      new QueuedMessage(1, "annotations.a", "p1", "{\"n\":1}");
  private static final QueuedMessage SECOND =
      new QueuedMessage(2, "annotations.a", "p1", "{\"n\":2}");
  private static final QueuedMessage OTHER_KEY =
      new QueuedMessage(3, "annotations.a", "p2", "{\"n\":3}");
  private static final QueuedMessage TOMBSTONE = new QueuedMessage(4, "live-adapters", "p", null);

  @Test
  void acknowledgedMessagesAreDoneInTheirOrder() throws InterruptedException {
    MockProducer<String, String> kafka = producer(true);
    RelayRound.Outcome outcome = RelayRound.send(kafka, List.of(FIRST, SECOND, TOMBSTONE));
    assertThat(outcome.done()).containsExactly(1L, 2L, 4L);
    assertThat(kafka.history())
        .extracting(ProducerRecord::value)
        .containsExactly("{\"n\":1}", "{\"n\":2}", null);
  }

  @Test
  void behindAFailureTheSameKeyIsSentAgainAndOtherKeysAreDone() throws InterruptedException {
    MockProducer<String, String> kafka =
        failing(new TimeoutException("broker away"), FIRST.payload());
    RelayRound.Outcome outcome = RelayRound.send(kafka, List.of(FIRST, SECOND, OTHER_KEY));
    assertThat(outcome.done()).containsExactly(3L);
    assertThat(outcome.failedTopics()).containsOnlyKeys("annotations.a");
    assertThat(outcome.unsendable()).isEmpty();
  }

  @Test
  void aMessageKafkaNeverTakesIsSetAsideAndHoldsUpNoOther() throws InterruptedException {
    MockProducer<String, String> kafka =
        failing(new RecordTooLargeException("too large"), FIRST.payload());
    RelayRound.Outcome outcome = RelayRound.send(kafka, List.of(FIRST, SECOND));
    assertThat(outcome.done()).containsExactly(2L);
    assertThat(outcome.unsendable()).containsExactly(java.util.Map.entry(1L, "too large"));
    assertThat(outcome.failedTopics()).isEmpty();
  }

  @Test
  void aTopicThatIsNotThereHoldsUpNoOther() throws InterruptedException {
    MockProducer<String, String> kafka =
        new MockProducer<>(true, null, new StringSerializer(), new StringSerializer()) {
          @Override
          public synchronized java.util.concurrent.Future<
                  org.apache.kafka.clients.producer.RecordMetadata>
              send(
                  ProducerRecord<String, String> record,
                  org.apache.kafka.clients.producer.Callback callback) {
            if (record.topic().equals("annotations.a")) {
              throw new KafkaException("no such topic");
            }
            return super.send(record, callback);
          }
        };
    RelayRound.Outcome outcome = RelayRound.send(kafka, List.of(FIRST, SECOND, TOMBSTONE));
    assertThat(outcome.done()).containsExactly(4L);
    assertThat(outcome.failedTopics()).containsOnlyKeys("annotations.a");
  }

  private static MockProducer<String, String> producer(boolean autoComplete) {
    return new MockProducer<>(autoComplete, null, new StringSerializer(), new StringSerializer());
  }

  /** Acknowledges everything but the message with that payload. */
  private static MockProducer<String, String> failing(RuntimeException failure, String payload) {
    return new MockProducer<>(false, null, new StringSerializer(), new StringSerializer()) {
      @Override
      public synchronized void flush() {
        for (ProducerRecord<String, String> record : history()) {
          if (payload.equals(record.value())) {
            errorNext(failure);
          } else {
            completeNext();
          }
        }
      }
    };
  }
}
