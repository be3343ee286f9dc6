package io.qalam.ingestion.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

  @Test
  void seventyTenTwentyOfManyClusters() {
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    IntStream.range(0, 100_000)
        .mapToObj(i -> MatchText.of("post number " + i).clusterId())
        .forEach(id -> counts.merge(Split.of(id), 1, Integer::sum));
    assertThat(counts.get(Split.TRAIN)).isBetween(69_500, 70_500);
    assertThat(counts.get(Split.DEVELOPMENT)).isBetween(9_600, 10_400);
    assertThat(counts.get(Split.TEST)).isBetween(19_500, 20_500);
  }

  @ParameterizedTest
  @CsvSource({
    "ffffffff-ffff-8fff-bfff-ffffffffffff, TRAIN",
    "018f2b6e-0000-7000-8000-00000000000a, DEVELOPMENT",
    "018f2b6e-0000-7000-8000-00000000000d, DEVELOPMENT",
    "018f2b6e-0000-7000-8000-00000000000e, TEST"
  })
  void aClustersSplitNeverChanges(UUID cluster, Split split) {
    assertThat(Split.of(cluster)).isEqualTo(split);
  }
}
