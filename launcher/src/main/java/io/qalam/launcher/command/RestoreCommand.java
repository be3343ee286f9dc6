package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.Settings;
import io.qalam.launcher.Stack;
import io.qalam.launcher.StackOptions;
import io.qalam.launcher.StackOptions.PartName;
import io.qalam.launcher.backup.Restore;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.demo.FirstStart;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code ./qalam restore FILE}: a backup into an empty home. */
public final class RestoreCommand {

  public static final String HELP =
      """
      ./qalam restore FILE [options]
        a file of ./qalam backup, checked, into an empty home

        --home DIR            (~/.qalam)

        Example: ./qalam restore qalam-monday.zip --home /srv/qalam
      """
          .stripTrailing();

  private RestoreCommand() {}

  public static int run(List<String> args, Console console)
      throws IOException, InterruptedException {
    Arguments arguments = Arguments.parse(args, Set.of(), Set.of("--home"));
    Path file = Path.of(arguments.words("FILE").get(0));
    Home home = Homes.of(arguments);
    if (!home.isEmpty()) {
      throw Refusal.because(
          "Home " + home.folder() + " is not empty: restore into a new one with --home");
    }
    Restore restore = Restore.verified(file, console);
    try {
      restore(home, restore, console);
    } catch (RuntimeException | IOException | InterruptedException e) {
      empty(home);
      throw e;
    }
    console.line("restored into " + home.folder());
    return 0;
  }

  private static void restore(Home home, Restore restore, Console console)
      throws IOException, InterruptedException {
    StackOptions options =
        StackOptions.of(home).withParts(Set.of(PartName.POSTGRES)).withConsole(console);
    Stack.Preparation filling =
        new Stack.Preparation() {
          @Override
          public void beforeMigration(DatabaseAccess database) throws SQLException, IOException {
            restore.fill(database);
          }

          @Override
          public void afterMigration(DatabaseAccess database) {}
        };
    try (Stack stack = Stack.start(options, filling)) {
      Path artifacts =
          new Settings(options.environment(), options.installation()).artifacts(stack.home());
      restore.unpackArtifacts(artifacts);
      FirstStart.isRestored(home);
    }
  }

  /** A half-restored home would look like a whole one. */
  private static void empty(Home home) throws IOException {
    if (!Files.exists(home.folder())) {
      return;
    }
    if (Files.isSymbolicLink(home.postgres())) {
      PrivateFiles.deleteTree(Files.readSymbolicLink(home.postgres()));
    }
    try (Stream<Path> entries = Files.list(home.folder())) {
      for (Path entry : entries.toList()) {
        PrivateFiles.deleteTree(entry);
      }
    }
  }
}
