package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.HomeLock;
import io.qalam.launcher.home.ProcessId;
import io.qalam.launcher.home.RunState;
import io.qalam.launcher.part.LeftOvers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code ./qalam stop}: ends what runs on a home, or what a dead launcher left there. */
public final class Stop {

  private static final int LIMIT_SECONDS = 150;

  public static final String HELP =
      """
      ./qalam stop [options]
        ends everything in order, or what a launcher that died left behind

        --home DIR            (~/.qalam)

        Example: ./qalam stop
      """
          .stripTrailing();

  private Stop() {}

  public static int run(List<String> args, Console console)
      throws IOException, InterruptedException {
    Arguments arguments = Arguments.parse(args, Set.of(), Set.of("--home"));
    arguments.words();
    Home home = Homes.of(arguments);
    if (!Files.isDirectory(home.run())) {
      console.line("Qalam does not run on " + home.folder());
      return 0;
    }
    Optional<HomeLock> lock = HomeLock.tryTake(home);
    if (lock.isPresent()) {
      try (HomeLock held = lock.get()) {
        console.line("Qalam does not run on " + home.folder());
        LeftOvers.stop(home, console);
      }
      return 0;
    }
    end(home);
    console.line("stopped");
    return 0;
  }

  private static void end(Home home) throws IOException, InterruptedException {
    ProcessHandle launcher =
        RunState.read(home)
            .map(RunState::launcher)
            .flatMap(ProcessId::alive)
            .orElseThrow(
                () ->
                    Refusal.because(
                        "Qalam on " + home.folder() + " is just starting: try again in a second"));
    launcher.destroy();
    try {
      launcher.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw Refusal.because(
          "The launcher (pid " + launcher.pid() + ") has not ended in " + LIMIT_SECONDS + " s");
    }
  }
}
