package io.qalam.trainer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "a",
        "a\n",
        "a\r\nनमस्ते\rس\n\n",
        "\r\n\r\n",
        "\r",
        "a\n\rb",
        "👩\u200d👧\n"
      })
  void linesAreThoseOfABufferedReader(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("t"), text);
    List<String> found = new ArrayList<>();
    try (Lines lines = Lines.of(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        found.add(line);
        assertThat(lines.number()).isEqualTo(found.size());
      }
    }
    assertThat(found).isEqualTo(Files.readAllLines(file));
  }

  @Test
  void aLineThatFillsTheMemoryIsRefusedByItsNumber() throws IOException {
    Path file = Files.writeString(folder.resolve("t"), "\ufefffirst\n" + "x".repeat((1 << 24) + 1));
    try (Lines lines = Lines.of(file)) {
      assertThat(lines.next()).isEqualTo("first");
      assertThatThrownBy(lines::next)
          .isInstanceOf(IOException.class)
          .hasMessage("line 2 has more than 16777216 characters");
    }
  }

  @Test
  void aMessageOfAForeignNameStaysOneLineAndKeepsItsEnd() {
    String message = OneLine.of("f: tensor " + "a\nb\u2028".repeat(1000) + ", expected [4]");
    assertThat(message)
        .hasSizeLessThan(1000)
        .doesNotContain("\n", "\u2028")
        .startsWith("f: tensor a\ufffdb")
        .endsWith(", expected [4]");
  }
}
