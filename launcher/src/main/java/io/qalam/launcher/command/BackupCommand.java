package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.HomeDatabase;
import io.qalam.launcher.Installation;
import io.qalam.launcher.Settings;
import io.qalam.launcher.backup.Backup;
import io.qalam.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code ./qalam backup FILE}: database and artifacts in one file, while Qalam runs or not. */
public final class BackupCommand {

  public static final String HELP =
      """
      ./qalam backup FILE [options]
        database and artifacts in one file, while Qalam runs or not

        --home DIR            (~/.qalam)

        Example: ./qalam backup qalam-monday.zip
      """
          .stripTrailing();

  private BackupCommand() {}

  public static int run(List<String> args, Console console)
      throws IOException, InterruptedException {
    Arguments arguments = Arguments.parse(args, Set.of(), Set.of("--home"));
    Path file = Path.of(arguments.words("FILE").get(0));
    Home home = Homes.of(arguments);
    Settings settings = new Settings(System.getenv(), Installation.ofSystemProperty());
    HomeDatabase.with(
        home,
        (database, running) -> {
          new Backup(database, settings.artifacts(home), console).to(file);
          return file;
        });
    return 0;
  }
}
