package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every command of the engine says when it is asked. */
class HelpOfCommandsTest {

  /** The classes with a help, in the packages that {@code ./qalam} starts programs of. */
  static Stream<Class<?>> commands() throws Exception {
    Path classes =
        Path.of(Command.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<Class<?>> found = new LinkedHashSet<>();
    for (String folder : List.of("io/qalam/trainer/cli", "io/qalam/trainer/bench")) {
      try (Stream<Path> files = Files.list(classes.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          String name = classes.relativize(file).toString().replace('/', '.');
          Class<?> one = Class.forName(name.substring(0, name.lastIndexOf('.')));
          if (Stream.of(one.getDeclaredFields())
              .anyMatch(field -> field.getName().equals("HELP"))) {
            found.add(one);
          }
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(14);
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandTellsItsUsageAndEachOfItsOptions(Class<?> command) throws Exception {
    for (String word : List.of("--help", "-h")) {
      String help = printed(command, "--data", "x", word);
      assertThat(help).startsWith("./qalam ");
      assertThat(options(command)).allSatisfy(option -> assertThat(help).contains(option));
    }
  }

  private static Collection<String> options(Class<?> command) throws IllegalAccessException {
    Set<String> all = new TreeSet<>();
    for (Field field : command.getDeclaredFields()) {
      if (List.of("OPTIONS", "FLAGS").contains(field.getName())
          && Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        ((Set<?>) field.get(null)).forEach(option -> all.add(String.valueOf(option)));
      }
    }
    return all;
  }

  private static String printed(Class<?> command, String... words)
      throws ReflectiveOperationException, IOException {
    PrintStream before = System.out;
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      command.getMethod("main", String[].class).invoke(null, (Object) words);
      return bytes.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(before);
    }
  }
}
