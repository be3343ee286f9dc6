package io.qalam.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.launcher.command.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./qalam help} promises is there, and tells what it does before it does anything. */
class HelpTest {

  private static final Pattern COMMAND = Pattern.compile("(?m)^ {2}([a-z]+)");
  private static final Path ENGINE = Path.of("../trainer/engine/src/main/java");

  static Stream<String> listed() {
    return COMMAND.matcher(Main.HELP).results().map(found -> found.group(1)).distinct();
  }

  /**
   * Commands that are a program of the engine's, which tells its help itself: HelpOfCommandsTest.
   */
  private static boolean isOneProgram(String command) {
    return List.of("pretrain", "train", "predict", "eval", "report", "quantise").contains(command);
  }

  static Stream<String> answeredHere() {
    return listed().filter(command -> !isOneProgram(command));
  }

  @Test
  void everyCommandIsListedAndEveryListedOneIsThere() {
    assertThat(Main.commands())
        .containsAll(listed().toList())
        .allMatch(name -> name.startsWith("-") || listed().anyMatch(name::equals));
  }

  @ParameterizedTest
  @MethodSource("answeredHere")
  void everyListedCommandTellsItsHelpAndDoesNothing(String command) {
    for (String word : List.of("--help", "-h")) {
      assertThat(answer(command, word))
          .as(command + " " + word)
          .startsWith("./qalam ")
          .contains(command.equals("help") ? "COMMAND" : "./qalam " + command)
          .contains(command.equals("help") ? "start" : "Example: ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant add --help",
        "user add --tenant T -h",
        "backup FILE --help",
        "bench keys --help",
        "start --port 1 --help"
      })
  void helpIsToldWhereverItIsAskedFor(String words) {
    assertThat(answer(words.split(" "))).startsWith("./qalam ").contains("Example: ");
  }

  @Test
  void everyNamedProgramIsListedByItsCommand() {
    assertThat(answer("dataset", "--help")).contains("  build ", "  show ");
    assertThat(answer("adapter", "--help")).contains("  import ", "  merge ");
    assertThat(answer("bench", "--help")).contains("  loop ", "  review ", "  keys ");
    assertThat(answer("bench")).isEqualTo(answer("bench", "--help"));
  }

  @Test
  void everyProgramsClassIsThere() {
    assertThat(Programs.mainClasses())
        .isNotEmpty()
        .allSatisfy(
            name -> {
              String file = name.replace('.', '/') + ".java";
              assertThat(
                      Stream.of(ENGINE, Path.of("src/main/java")).map(root -> root.resolve(file)))
                  .as(name)
                  .anyMatch(path -> path.toFile().isFile());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.qalam.launcher.loop.LoopBench", "io.qalam.launcher.load.ReviewBench"})
  void aProgramOfTheLaunchersTellsItsHelpAndRefusesWhatItDoesNotKnow(String program)
      throws Exception {
    Ended help = ended(program, "--root", ".", "--help");
    assertThat(help.status).isZero();
    assertThat(help.printed).startsWith("./qalam bench ").contains("Example: ");

    Ended unknown = ended(program, "--root", ".", "--seed-count", "3");
    assertThat(unknown.status).isEqualTo(2);
    assertThat(unknown.printed.lines())
        .singleElement()
        .asString()
        .startsWith("qalam: unknown option --seed-count");
  }

  private static String answer(String... words) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(List.of(words))).as(String.join(" ", words)).isZero();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private record Ended(int status, String printed) {}

  private static Ended ended(String program, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), printed);
  }
}
