package io.qalam.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.fit.TrainingExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferRowsTest {
  private static final TransferTask EMOTION =
      TransferTask.ALL.stream()
          .filter(task -> task.dataset().equals("hi_brighter_emotion"))
          .findFirst()
          .orElseThrow();

  @TempDir Path data;

  @Test
  void aRowWithSeveralLabelsCountsAsItsFirst() throws IOException {
    write(
        row("a", "train", "पहली पोस्ट यहाँ है", "joy,surprise"),
        row("b", "dev", "दूसरी बात अलग है", "anger"),
        row("c", "test", "तीसरी खबर कुछ और", "fear,sadness"));
    TransferRows rows = TransferRows.read(data, EMOTION, 10, 10, 1);
    assertThat(rows.training()).extracting(TrainingExample::label).containsExactly("joy");
    assertThat(rows.test()).extracting(TrainingExample::label).containsExactly("fear");
  }

  @Test
  void aTrainingRowThatRepeatsATestTextIsNotDrawn() throws IOException {
    write(
        row("a", "train", "आज मौसम बहुत अच्छा है", "joy"),
        row("b", "train", "कल की हार का दुख है", "sadness"),
        row("c", "dev", "यह क्या हो गया", "surprise"),
        row("d", "test", "आज मौसम बहुत अच्छा है!", "joy"));
    TransferRows rows = TransferRows.read(data, EMOTION, 10, 10, 1);
    assertThat(rows.training())
        .extracting(TrainingExample::text)
        .containsExactly("कल की हार का दुख है");
  }

  @Test
  void theDrawFollowsTheSeedAndItsHashTellsItFromAnother() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(row("t" + i, "train", "पोस्ट संख्या " + "क".repeat(i + 1), "joy"));
    }
    lines.add(row("d", "dev", "विकास की पंक्ति", "joy"));
    lines.add(row("e", "test", "परीक्षा की पंक्ति", "joy"));
    write(lines.toArray(String[]::new));
    TransferRows rows = TransferRows.read(data, EMOTION, 10, 10, 1);
    assertThat(rows.training()).hasSize(10);
    assertThat(TransferRows.read(data, EMOTION, 10, 10, 1)).isEqualTo(rows);
    assertThat(TransferRows.read(data, EMOTION, 10, 10, 2).ids()).isNotEqualTo(rows.ids());
  }

  @Test
  void aTuningWithoutATypeAsksItInNoLanguage() throws IOException {
    write(row("a", "train", "पहली पोस्ट यहाँ है", "joy"));
    for (String other : Corpus.DATASETS) {
      if (!other.equals("hi_brighter_emotion")) {
        Files.writeString(data.resolve(other + ".jsonl"), "");
      }
    }
    Files.writeString(data.resolve("ar_mhc_hatecheck.jsonl"), "");
    Files.writeString(data.resolve("hi_mhc_hatecheck.jsonl"), "");
    Instructions all = Instructions.of(Corpus.read(data, List.of(), List.of()));
    assertThat(all.without(Set.of("sentiment")).development(1).keySet())
        .noneMatch(name -> name.startsWith("sentiment"))
        .hasSize(all.development(1).size() - 4);
    assertThat(all.without(Set.of("offensive")).development(1).keySet())
        .noneMatch(name -> name.startsWith("offensive") || name.startsWith("hate"));
    assertThatThrownBy(() -> all.without(Set.of("sentimnt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sentimnt")
        .hasMessageContaining("emotion");
  }

  private static String row(String id, String split, String text, String label) {
    return "{\"id\":\"%s\",\"lang\":\"hi\",\"split\":\"%s\",\"text\":\"%s\",\"label\":\"%s\"}"
        .formatted(id, split, text, label);
  }

  private void write(String... lines) throws IOException {
    Files.writeString(data.resolve("hi_brighter_emotion.jsonl"), String.join("\n", lines) + "\n");
  }
}
