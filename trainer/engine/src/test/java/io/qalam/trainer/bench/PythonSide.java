package io.qalam.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the scripts of bench/ in the Python that {@code QALAM_PYTHON} names; without the variable
 * the calling test is skipped.
 */
public final class PythonSide {
  static final Path BENCH = Path.of("../../bench").toAbsolutePath().normalize();

  private static final String VARIABLE = "QALAM_PYTHON";

  private PythonSide() {}

  public static boolean isThere() {
    return System.getenv(VARIABLE) != null;
  }

  /** Skips the calling test, saying why, where there is no such Python. */
  public static void assumeThere() {
    assumeTrue(
        isThere(),
        VARIABLE
            + " found unset, expected a Python with torch, transformers and peft to test with");
  }

  static boolean has(String module) throws IOException, InterruptedException {
    return start(List.of("-c", "import " + module)).waitFor() == 0;
  }

  /** What the script printed; fails with it if the script does. */
  public static String run(String script, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(BENCH.resolve(script).toString()));
    all.addAll(arguments);
    Process process = start(all);
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  private static Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(System.getenv(VARIABLE)));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
