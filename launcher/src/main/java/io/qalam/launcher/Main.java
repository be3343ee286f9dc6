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
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line: finds the command and turns a refusal into one line and an exit code. */
public final class Main {

  private static final Logger ROOT = Logger.getLogger("");

  private static final String HELP =
      """
      ./qalam COMMAND [--home DIR]        (the default home is ~/.qalam)

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
        dataset [build|show]  raw datasets made ready for instruction tuning; --help tells more
        adapter [import|merge]
                              an adapter of PEFT for this base; base and adapter as one model
        train --data DIR      an adapter by the recipe, on such datasets; --help tells more
        predict               labels for posts on standard input; --help tells more
        eval --data DIR       base, adapter and yardstick measured on such datasets; --help tells more
        report --from DIR     what was measured, as one HTML page; --help tells more
        quantise --model DIR --out DIR
                              a base model's linear layers in 4 bits; --help tells more
        bench [NAME …]        what can be measured; with a name, measures it
        bench review [--posts N] [--annotators N] [--minutes M] [--think S] [--overlap K]
                     [--kill] [--reorder] [--home DIR] [--json]
                              a team reviews so many posts on a server of its own, which --home keeps filled
        bench keys            from the key to the next post of the review page, in a browser; 95 of 100 keys
                              must be below 100 ms
        soak [NAME …]         likewise, for hours
        test                  unit, architecture, Arquillian and browser tests
        help                  this
      """
          .stripTrailing();

  private Main() {}

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
    return switch (command) {
      case "start" -> Start.run(args, console);
      case "stop" -> Stop.run(args, console);
      case "status" -> Status.run(args, console);
      case "worker" -> WorkerCommand.run(args, console);
      case "pretrain",
          "dataset",
          "adapter",
          "train",
          "predict",
          "eval",
          "report",
          "quantise",
          "bench",
          "soak" ->
          Programs.run(command, args, console);
      case "backup" -> BackupCommand.run(args, console);
      case "restore" -> RestoreCommand.run(args, console);
      case "tenant" -> TenantCommand.run(args, console);
      case "user" -> UserCommand.run(args, console);
      case "token" -> TokenCommand.run(args, console);
      case "help", "--help", "-h" -> help(console);
      default -> throw Refusal.usage("unknown command " + command);
    };
  }

  private static int help(Console console) {
    console.line(HELP);
    return 0;
  }
}
