package io.qalam.labelschema.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelCandidatesTest {

  private static final List<String> EMOTIONS = List.of("joy", "anger", "fear");

  @Test
  void everyLabelComesFirstThenTheSetsByHowOftenTheyWereGiven() {
    Map<String, Long> seen =
        Map.of("anger, joy", 2L, "fear, joy", 7L, "anger, fear", 2L, "joy", 90L);
    assertThat(LabelCandidates.of(EMOTIONS, seen))
        .containsExactly("joy", "anger", "fear", "fear, joy", "anger, fear", "anger, joy");
  }

  @Test
  void aSetThatTheSchemaDoesNotKnowOrSpellsOtherwiseIsNone() {
    Map<String, Long> seen = Map.of("awe, joy", 9L, "joy, anger", 9L, "awe", 9L);
    assertThat(LabelCandidates.of(EMOTIONS, seen)).isEqualTo(EMOTIONS);
  }

  @Test
  void thereAreSixtyFourAtMostAndTheRarestSetsAreLeftOut() {
    List<String> labels = IntStream.range(0, 20).mapToObj("l%02d"::formatted).toList();
    Map<String, Long> seen = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      for (int j = i + 1; j < 20; j++) {
        seen.put(new LabelSet(List.of(labels.get(i), labels.get(j))).text(), 1000L - 20 * i - j);
      }
    }
    List<String> candidates = LabelCandidates.of(labels, seen);
    assertThat(candidates).hasSize(64).startsWith(labels.toArray(String[]::new));
    assertThat(candidates.get(20)).isEqualTo("l00, l01");
    assertThat(candidates).doesNotContain("l18, l19").doesNotHaveDuplicates();
  }
}
