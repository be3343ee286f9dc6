package io.qalam.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RowSampleTest {

  private static InstructionRow row(int number, String output) {
    return new InstructionRow(
        "en-posts-test-" + number,
        "" + number,
        "post " + number,
        output,
        "posts",
        "topic",
        "en",
        "?");
  }

  /** Sorted by label, as many sources are. */
  private static List<InstructionRow> sorted() {
    List<InstructionRow> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      rows.add(row(i, i < 300 ? "sport" : i < 540 ? "art" : "war"));
    }
    return rows;
  }

  @Test
  void everyLabelIsDrawnInItsProportion() {
    Map<String, Long> drawn =
        RowSample.of(sorted(), 100).stream()
            .collect(Collectors.groupingBy(InstructionRow::output, Collectors.counting()));

    assertThat(drawn).isEqualTo(Map.of("sport", 50L, "art", 40L, "war", 10L));
  }

  @Test
  void theRowsKeepTheirOrder() {
    List<InstructionRow> rows = sorted();
    List<InstructionRow> drawn = RowSample.of(rows, 100);

    assertThat(drawn).isEqualTo(rows.stream().filter(drawn::contains).toList());
    assertThat(RowSample.of(rows, 600)).isEqualTo(rows);
  }

  @Test
  void anotherOrderOfTheSameRowsDrawsTheSame() {
    List<InstructionRow> shuffled = new ArrayList<>(sorted());
    Collections.shuffle(shuffled, new Random(3));

    assertThat(RowSample.of(shuffled, 77))
        .containsExactlyInAnyOrderElementsOf(RowSample.of(sorted(), 77));
  }
}
