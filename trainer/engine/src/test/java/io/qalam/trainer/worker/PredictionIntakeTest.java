package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.ASKED;
import static io.qalam.trainer.worker.WorkerFixture.committed;
import static io.qalam.trainer.worker.WorkerFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionIntakeTest {
  @TempDir Path root;

  @Test
  void anOffsetIsCommittedOnlyWhenTheBrokerHasTheAnswer() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root, false)) {
      worker.ask(0, request(0, "post"));
      worker.turnUntil(worker.predictions::turn, () -> worker.answers().size() == 1);
      worker.predictions.turn();
      assertThat(committed(worker.asked, ASKED)).isZero();

      worker.producer.completeNext();
      worker.predictions.turn();

      assertThat(committed(worker.asked, ASKED)).isEqualTo(1);
    }
  }

  @Test
  void aLaterAnswerDoesNotCommitPastAnEarlierRequestThatWaits() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      worker.ask(0, request(1, "ahead of its adapter"));
      worker.ask(1, request(0, "post"));
      worker.turnUntil(worker.predictions::turn, () -> worker.answers().size() == 1);
      worker.predictions.turn();
      assertThat(committed(worker.asked, ASKED)).isZero();

      worker.announce(1, worker.adapter(1));
      worker.turnUntil(worker.predictions::turn, () -> committed(worker.asked, ASKED) == 2);

      assertThat(worker.answers()).hasSize(2);
    }
  }

  @Test
  void aPoisonMessageIsAnsweredIfItsBatchIsKnownAndPassedOver() throws Exception {
    UUID batch = UUID.randomUUID();
    PredictionRequest sound = request(0, "post");
    try (WorkerFixture worker = new WorkerFixture(root)) {
      worker.ask(0, "no uuid", "{".getBytes(UTF_8));
      worker.ask(1, null, null);
      worker.ask(2, batch.toString(), "{\"batchId\":\"%s\"}".formatted(batch).getBytes(UTF_8));
      worker.ask(3, sound);

      worker.turnUntil(worker.predictions::turn, () -> committed(worker.asked, ASKED) == 4);

      assertThat(worker.answers())
          .extracting(PredictionAnswer::batchId)
          .containsExactlyInAnyOrder(batch, sound.batchId());
      PredictionAnswer refused =
          worker.answers().stream().filter(a -> a.batchId().equals(batch)).findFirst().get();
      assertThat(refused.error()).startsWith("The request cannot be read: no PredictionRequest");
    }
  }

  @Test
  void anAnswerThatWasNotDeliveredIsSentAgain() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root, false)) {
      worker.ask(0, request(0, "post"));
      worker.turnUntil(worker.predictions::turn, () -> worker.answers().size() == 1);

      worker.producer.errorNext(new TimeoutException("no broker"));
      worker.turnUntil(worker.predictions::turn, () -> worker.answers().size() == 2);
      worker.producer.completeNext();
      worker.predictions.turn();

      assertThat(worker.answers().get(1)).isEqualTo(worker.answers().get(0));
      assertThat(committed(worker.asked, ASKED)).isEqualTo(1);
    }
  }

  @Test
  void anAnswerThatIsTooLargeForKafkaBecomesAnError() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root, false)) {
      worker.ask(0, request(0, "post"));
      worker.turnUntil(worker.predictions::turn, () -> worker.answers().size() == 1);

      worker.producer.errorNext(new RecordTooLargeException("2 MB"));
      worker.turnUntil(worker.predictions::turn, () -> worker.answers().size() == 2);

      assertThat(worker.answers().get(1).error())
          .isEqualTo(
              "The answer with its 1 posts is larger than Kafka takes; ask for fewer at a time");
    }
  }

  @Test
  void anAnswerThatTheBrokerForbidsEndsTheWorker() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root, false)) {
      worker.ask(0, request(0, "post"));
      worker.turnUntil(worker.predictions::turn, () -> worker.answers().size() == 1);

      worker.producer.errorNext(new TopicAuthorizationException("predictions"));

      assertThatThrownBy(worker.predictions::turn).isInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void fetchingPausesWhileTheEngineIsBehindAndGoesOnAfterwards() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    try (WorkerFixture worker = new WorkerFixture(root)) {
      worker.model.beforeScoring =
          () -> {
            try {
              busy.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      int asked = PredictionIntake.MOST_UNDER_WAY + 5;
      for (int i = 0; i < asked; i++) {
        worker.ask(i, request(0, "post"));
      }
      worker.turnUntil(worker.predictions::turn, () -> worker.asked.paused().contains(ASKED));

      busy.countDown();
      worker.turnUntil(worker.predictions::turn, () -> committed(worker.asked, ASKED) == asked);

      assertThat(worker.asked.paused()).isEmpty();
      assertThat(worker.answers()).hasSize(asked);
    }
  }

  @Test
  void aPartitionThatIsTakenAwayIsCommittedAsFarAsItWasAnsweredAndNoFurther() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      worker.ask(0, request(0, "post"));
      worker.ask(1, request(1, "ahead of its adapter"));
      worker.turnUntil(worker.predictions::turn, () -> worker.answers().size() == 1);

      worker.predictions.onPartitionsRevoked(List.of(ASKED));
      worker.announce(1, worker.adapter(1));
      worker.turnUntil(worker.predictions::turn, () -> worker.answers().size() == 2);
      worker.predictions.turn();

      assertThat(committed(worker.asked, ASKED)).isEqualTo(1);
    }
  }
}
