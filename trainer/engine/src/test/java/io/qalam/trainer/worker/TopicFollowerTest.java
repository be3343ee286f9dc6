package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.PROJECT;
import static io.qalam.trainer.worker.WorkerFixture.TENANT;
import static io.qalam.trainer.worker.WorkerFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.TrainingCancellation;
import io.qalam.trainer.store.RecordJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicFollowerTest {
  private static final TopicPartition LIVE = new TopicPartition(Topics.LIVE_ADAPTERS, 0);

  @TempDir Path root;
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

  @Test
  void ofWhatIsThereAtTheStartOnlyEachProjectsNewestAdapterIsLoaded() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      AdapterReference first = worker.adapter(1);
      AdapterReference second = worker.adapter(2);
      TopicFollower follower =
          follower(3, new LiveAdapterFeed(worker.engine, worker.store, worker.yardsticks));
      follower.begin();
      write(0, PROJECT, new LiveAdapter(TENANT, PROJECT, 2, second, null, null));
      write(1, PROJECT, new LiveAdapter(TENANT, PROJECT, 1, first, null, null));
      assertThat(follower.caughtUp()).isNotDone();
      consumer.addRecord(new ConsumerRecord<>(LIVE.topic(), 0, 2, "x", "poison".getBytes(UTF_8)));

      follower.turn();

      assertThat(follower.caughtUp()).isCompleted();
      assertThat(worker.predict(request(2, "post")).adapterId()).isEqualTo(second.adapterId());
      assertThat(worker.model.loads).containsExactly(second.adapterId().toString());
    }
  }

  @Test
  void aChangeThatComesLaterIsAppliedAndATombstoneLetsTheProjectGo() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      AdapterReference adapter = worker.adapter(1);
      TopicFollower follower =
          follower(0, new LiveAdapterFeed(worker.engine, worker.store, worker.yardsticks));
      follower.begin();
      assertThat(follower.caughtUp()).isCompleted();

      write(0, PROJECT, new LiveAdapter(TENANT, PROJECT, 1, adapter, null, null));
      follower.turn();
      assertThat(worker.predict(request(1, "post")).adapterId()).isEqualTo(adapter.adapterId());

      consumer.addRecord(new ConsumerRecord<>(LIVE.topic(), 0, 1, PROJECT.toString(), null));
      follower.turn();
      worker.awaitChanges();
      assertThat(worker.predict(request(0, "post")).adapterId()).isNull();
    }
  }

  @Test
  void anAdapterOfAnotherProjectThanTheMessagesIsRefused() throws Exception {
    try (WorkerFixture worker = new WorkerFixture(root)) {
      UUID foreign = UUID.randomUUID();
      TopicFollower follower =
          follower(0, new LiveAdapterFeed(worker.engine, worker.store, worker.yardsticks));
      follower.begin();
      write(0, foreign, new LiveAdapter(TENANT, foreign, 1, worker.adapter(1), null, null));
      follower.turn();
      worker.awaitChanges();

      assertThat(worker.engine.inUse().refused().get(foreign)).endsWith("is another project's");
      assertThat(worker.model.loads).isEmpty();
    }
  }

  @Test
  void cancellationsCoverTheirAttemptAndOlderOnes() {
    UUID run = UUID.randomUUID();
    Cancellations cancellations = new Cancellations();
    byte[] message = RecordJson.write(new TrainingCancellation(run, 2));

    cancellations.read(new ConsumerRecord<>("cancellations", 0, 0, run.toString(), message));

    assertThat(cancellations.cover(run, 1)).isTrue();
    assertThat(cancellations.cover(run, 2)).isTrue();
    assertThat(cancellations.cover(run, 3)).isFalse();
    assertThat(cancellations.cover(UUID.randomUUID(), 1)).isFalse();
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    TopicFollower follower = new TopicFollower(consumer, "live-adapters", record -> {});

    assertThatThrownBy(follower::begin).hasMessage("Topic live-adapters is not on the broker");
  }

  private TopicFollower follower(long end, TopicFollower.Reader reader) {
    consumer.updatePartitions(
        LIVE.topic(),
        List.of(new PartitionInfo(LIVE.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(LIVE, 0L));
    consumer.updateEndOffsets(Map.of(LIVE, end));
    return new TopicFollower(consumer, LIVE.topic(), reader);
  }

  private void write(long offset, UUID key, Record message) {
    consumer.addRecord(
        new ConsumerRecord<>(LIVE.topic(), 0, offset, key.toString(), RecordJson.write(message)));
  }
}
