package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {

  /** Takes more rows than its heap holds. */
  static final class Hungry {
    public static void main(String[] arguments) {
      Command.run(
          arguments,
          "./qalam hungry",
          () -> {
            List<byte[]> rows = new ArrayList<>();
            while (rows.size() < 1 << 20) {
              rows.add(new byte[1 << 20]);
            }
          });
    }
  }

  @Test
  void aHeapThatIsTooSmallIsOneLineThatSaysWhatItHad() throws Exception {
    Process hungry = hungry();
    String printed = new String(hungry.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(hungry.waitFor()).isEqualTo(1);
    assertThat(printed.lines())
        .singleElement()
        .asString()
        .matches("qalam: the command ran out of Java's heap, which may take \\d\\d MB: .*")
        .contains("QALAM_MEMORY_LIMIT");
  }

  @Test
  void helpIsNoWork() throws Exception {
    Process asked = hungry("-h");
    assertThat(asked.getInputStream().readAllBytes())
        .asString()
        .isEqualToIgnoringNewLines("./qalam hungry");
    assertThat(asked.waitFor()).isZero();
  }

  private static Process hungry(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Hungry.class.getName()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
