package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

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

  @Test
  void aFileHasALineAtEveryTenth() {
    ProgressBar bar = new ProgressBar("ar/posts", out, false);
    for (int done = 1; done <= 1000; done++) {
      bar.at(done, 1000);
    }
    assertThat(printed().lines()).hasSize(11).last().asString().contains("100 %");
  }
}
