package io.qalam.trainingset;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.protocol.TrainingSetRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a training set lies in the artifact store. */
class TrainingSetFileTest {

  private static final List<TrainingSetRow> ROWS =
      List.of(
          row(1, "الخدمة ممتازة 👏", "ar", "إيجابي", "TRAIN"),
          row(2, "यह फ़ोन बेकार है\nसच में", "hi", "नकारात्मक", "DEVELOPMENT"),
          row(3, "not \"bad\" at all <|eot_id|>", "en", "positive", "TEST"));

  @TempDir private Path store;

  private static TrainingSetRow row(int id, String text, String lang, String label, String split) {
    return new TrainingSetRow(
        new UUID(0, id), text, lang, "sentiment", label, null, split, "CORRECTED", "RANDOM");
  }

  private Path named(String sha256) {
    return store.resolve("training-sets").resolve(sha256 + ".jsonl");
  }

  private String write(List<TrainingSetRow> rows) {
    try (TrainingSetFile file = new TrainingSetFile(this::named)) {
      rows.forEach(file::add);
      return file.publish();
    }
  }

  @Test
  void theNameIsTheHashOfTheBytes() throws Exception {
    String sha256 = write(ROWS);
    byte[] bytes = Files.readAllBytes(named(sha256));
    assertThat(sha256)
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }

  @Test
  void everyRowIsOneLineInProtocolOrder() throws IOException {
    List<String> lines = Files.readAllLines(named(write(ROWS)), StandardCharsets.UTF_8);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1))
        .isEqualTo(
            "{\"postId\":\"00000000-0000-0000-0000-000000000002\","
                + "\"text\":\"यह फ़ोन बेकार है\\nसच में\",\"lang\":\"hi\",\"task\":\"sentiment\","
                + "\"label\":\"नकारात्मक\",\"split\":\"DEVELOPMENT\",\"source\":\"CORRECTED\",\"arm\":\"RANDOM\"}");
  }

  @Test
  void theSameRowsTwiceAreOneFile() throws IOException {
    assertThat(write(ROWS)).isEqualTo(write(ROWS));
    assertThat(files()).hasSize(1);
  }

  @Test
  void anotherLabelOrOrderIsAnotherFile() throws IOException {
    String first = write(ROWS);
    assertThat(write(List.of(ROWS.get(1), ROWS.get(0), ROWS.get(2)))).isNotEqualTo(first);
    assertThat(write(ROWS.subList(0, 2))).isNotEqualTo(first);
    assertThat(files()).hasSize(3);
  }

  @Test
  void whatIsNotPublishedLeavesNothing() throws IOException {
    try (TrainingSetFile file = new TrainingSetFile(this::named)) {
      file.add(ROWS.get(0));
    }
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.walk(store)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }
}
