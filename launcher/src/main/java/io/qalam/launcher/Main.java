package io.qalam.launcher;

import io.qalam.launcher.command.BackupCommand;
import io.qalam.launcher.command.Programs;
import io.qalam.launcher.command.RestoreCommand;
import io.qalam.launcher.command.Start;
import io.qalam.launcher.command.Status;
import io.qalam.launcher.command.Stop;
import io.qalam.launcher.command.TenantCommand;
import io.qalam.launcher.command.TokenCommand;
import io.qalam.launcher.command.UserCommand;
import io.qalam.launcher.command.WorkerCommand;
import io.qalam.launcher.part.PartFailure;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line: finds the command and turns a refusal into one line and an exit code. */
public final class Main {

  private static final Logger ROOT = Logger.getLogger("");

  static final String HELP =
      """
      ./qalam COMMAND [--home DIR]        (the default home is ~/.qalam)
      ./qalam COMMAND --help              its options, their defaults and an example

        start [--port N] [--no-demo] [--no-worker] [--detach]
                              starts everything, prints ready http://127.0.0.1:N; Ctrl-C ends it;
                              --no-worker where all workers run on other hosts
        stop                  ends everything in order
        status [--json]       each part, its state, pid, port, memory; the worker's model and adapters; ends
                              with 3 where Qalam does not run

        backup FILE           database and artifacts in one file, while Qalam runs
        restore FILE          such a file into an empty home

        tenant list           one name a line
        tenant add NAME       adds a tenant and prints its admin's password once
        user list --tenant T
        user add --tenant T --user U [--role annotator|editor|admin]
        user role --tenant T --user U --role R
        user password --tenant T --user U
                              gives a new generated password
        token --tenant T --user U [--label L]
                              prints a new API token as its last line

        worker                a worker alone, on this or another host (docs/CONFIGURATION.md)
        pretrain …            makes the base model that ships
        dataset [build|show]  raw datasets made ready for instruction tuning
        adapter [import|merge]
                              an adapter of PEFT for this base; base and adapter as one model
        train --data DIR      an adapter by the recipe, on such datasets
        predict               labels for posts on standard input
        eval --data DIR       base, adapter and yardstick measured on such datasets
        report --from DIR     what was measured, as one HTML page
        quantise --model DIR --out DIR
                              a base model's linear layers in 4 bits
        bench [NAME …]        what can be measured; with a name, measures it
        bench review [--posts N] [--annotators N] [--minutes M] [--think S] [--overlap K]
                     [--kill] [--reorder] [--home DIR] [--json]
                              a team reviews so many posts on a server of its own, which --home keeps filled
        bench keys            from the key to the next post of the review page, in a browser; 95 of 100 keys
                              must be below 100 ms
        test                  unit, architecture, Arquillian and browser tests
        help                  this
      """
          .stripTrailing();

  private static final String TEST_HELP =
      """
      ./qalam test
        unit, architecture, Arquillian and browser tests of the whole tree; it has no option. One test
        alone: CONTRIBUTING.md

        Example: ./qalam test
      """
          .stripTrailing();

  private interface Work {
    int run(List<String> args, Console console) throws Exception;
  }

  /**
   * One command.
   *
   * @param help empty where the work tells it
   */
  private record Command(String help, Work work) {}

  private static final Map<String, Command> COMMANDS = commandsByName();

  private Main() {}

  private static Map<String, Command> commandsByName() {
    Map<String, Command> all = new HashMap<>();
    all.put("start", new Command(Start.HELP, Start::run));
    all.put("stop", new Command(Stop.HELP, Stop::run));
    all.put("status", new Command(Status.HELP, Status::run));
    all.put("backup", new Command(BackupCommand.HELP, BackupCommand::run));
    all.put("restore", new Command(RestoreCommand.HELP, RestoreCommand::run));
    all.put("tenant", new Command(TenantCommand.HELP, TenantCommand::run));
    all.put("user", new Command(UserCommand.HELP, UserCommand::run));
    all.put("token", new Command(TokenCommand.HELP, TokenCommand::run));
    all.put("worker", new Command(WorkerCommand.HELP, WorkerCommand::run));
    for (String name : Programs.commands()) {
      all.put(name, new Command("", (args, console) -> Programs.run(name, args, console)));
    }
    all.put("test", new Command(TEST_HELP, Main::test));
    for (String word : List.of("help", "--help", "-h")) {
      all.put(word, new Command(HELP, Main::help));
    }
    return Map.copyOf(all);
  }

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    ROOT.setLevel(Level.OFF); // libraries' logs; what matters is thrown
    System.exit(run(Arrays.asList(args)));
  }

  /** Runs one command line and returns its exit code. */
  static int run(List<String> args) {
    try {
      return dispatch(
          args.isEmpty() ? "help" : args.get(0),
          args.subList(Math.min(1, args.size()), args.size()));
    } catch (Refusal e) {
      System.err.println("qalam: " + e.getMessage());
      return e.exitCode();
    } catch (Exception e) {
      System.err.println("qalam: " + (e instanceof PartFailure ? e.getMessage() : e));
      return 1;
    }
  }

  private static int dispatch(String command, List<String> args) throws Exception {
    Console console = new Console(System.out);
    Command known = COMMANDS.get(command);
    if (known == null) {
      throw Refusal.usage("unknown command " + command);
    }
    if (!known.help().isEmpty() && Arguments.askForHelp(args)) {
      console.line(known.help());
      return 0;
    }
    return known.work().run(args, console);
  }

  /** All that may stand after {@code ./qalam}. */
  static Set<String> commands() {
    return COMMANDS.keySet();
  }

  private static int help(List<String> args, Console console) {
    console.line(HELP);
    return 0;
  }

  /** The script runs the tests and never passes the word on, but to ask for help. */
  private static int test(List<String> args, Console console) {
    throw Refusal.usage("unknown command test: start it by ./qalam");
  }
}
