package io.qalam.launcher.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.launcher.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilledHomeTest {

  private static final String PROJECT = "0b9f6a40-6f0e-4c39-a1a3-bb2a4a4ab001";

  @TempDir private Path home;

  @Test
  void whatWasFilledIsFoundAgain() throws IOException {
    BenchOptions asked = asked(500, 2, 7);
    assertThat(FilledHome.in(home, asked)).isEmpty();

    FilledHome filled = FilledHome.of(PROJECT, asked);
    filled.writeTo(home);

    assertThat(FilledHome.in(home, asked)).hasValue(filled);
    for (BenchOptions other : List.of(asked(400, 2, 7), asked(500, 1, 7), asked(500, 2, 8))) {
      assertThatThrownBy(() -> FilledHome.in(home, other))
          .as("%s", other)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("holds 500 posts of seed 7 with overlap 2");
    }
  }

  @Test
  void aFolderOfSomebodyElseIsLeftAlone() throws IOException {
    Files.createFile(home.resolve("thesis.tex"));

    assertThatThrownBy(() -> FilledHome.in(home, asked(500, 1, 1)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void aDamagedNoteIsNamed() throws IOException {
    Path note = home.resolve("bench-review.properties");
    for (String damaged :
        List.of("", "project=x\nposts=1", "project=" + PROJECT + "\nposts=many")) {
      Files.writeString(note, damaged);
      assertThatThrownBy(() -> FilledHome.in(home, asked(500, 1, 1)))
          .as(damaged)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining(note.toString());
    }
  }

  private static BenchOptions asked(int posts, int overlap, int seed) {
    String words = "--posts %d --overlap %d --seed %d".formatted(posts, overlap, seed);
    return BenchOptions.of(BenchOptions.parse(List.of(words.split(" "))));
  }
}
