package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTerminalHasOneLineThatIsWrittenOverAndGoesAtTheEnd() {
    ProgressBar bar = new ProgressBar("ar/posts", out, true);
    bar.at(1, 2);
    assertThat(printed()).startsWith("\r").contains("ar/posts", " 50 % ").doesNotContain("\n");
    bar.at(2, 2);
    assertThat(printed()).endsWith(" \r").doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/pts/3, true",
    "/dev/tty, true",
    "/dev/tty1, true",
    "/dev/console, true",
    "/dev/null, false",
    "pipe:[4711], false",
    "/home/user/pts/3, false",
  })
  void aTerminalIsKnownByWhatTheStreamLeadsTo(String target, boolean terminal) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("2"), Path.of(target));
    assertThat(ProgressBar.isTerminal(link)).isEqualTo(terminal);
    assertThat(ProgressBar.isTerminal(folder.resolve("closed"))).isFalse();
  }

  @Test
  void aFileHasALineAtEveryTenth() {
    ProgressBar bar = new ProgressBar("ar/posts", out, false);
    for (int done = 1; done <= 1000; done++) {
      bar.at(done, 1000);
    }
    assertThat(printed().lines()).hasSize(11).last().asString().contains("100 %");
  }
}
