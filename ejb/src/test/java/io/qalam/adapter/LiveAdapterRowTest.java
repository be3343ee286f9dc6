package io.qalam.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.adapter.model.LiveAdapterRow;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveAdapterRowTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final UUID FIRST = UUID.randomUUID();
  private static final UUID SECOND = UUID.randomUUID();
  private static final UUID YARDSTICK = UUID.randomUUID();

  private final LiveAdapterRow row = new LiveAdapterRow(UUID.randomUUID(), "machine", NOW);

  @Test
  void anotherAdapterBehindTheSameYardstickChangesNothingForWorkersAndPosts() {
    row.change(FIRST, YARDSTICK, "machine", NOW);
    long sequence = row.getSequence();
    long adapterSequence = row.getAdapterSequence();

    assertThat(row.change(SECOND, YARDSTICK, "admin", NOW)).isTrue();

    assertThat(row.answersId()).isEqualTo(YARDSTICK);
    assertThat(row.getSequence()).isEqualTo(sequence);
    assertThat(row.getAdapterSequence()).as("the gate sees it").isGreaterThan(adapterSequence);
    assertThat(row.getAdapterId()).isEqualTo(SECOND);
    assertThat(row.getFormerId()).isEqualTo(FIRST);
  }

  @Test
  void anotherModelThatAnswersIsAnotherSequence() {
    row.change(FIRST, null, "machine", NOW);
    row.change(FIRST, YARDSTICK, "machine", NOW);
    assertThat(row.getSequence()).isEqualTo(2);
    assertThat(row.getAdapterSequence()).isEqualTo(1);

    row.change(SECOND, null, "machine", NOW);
    assertThat(row.getSequence()).isEqualTo(3);
    assertThat(row.getAdapterSequence()).isEqualTo(2);
    assertThat(row.change(SECOND, null, "machine", NOW)).isFalse();
  }
}
