package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.HomeDatabase;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.account.Accounts;
import io.qalam.launcher.home.Home;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code ./qalam user list|add|role|password --tenant T [--user U] [--role R]}. */
public final class UserCommand {

  public static final String HELP =
      """
      ./qalam user list --tenant T
        one user a line, with the role
      ./qalam user add --tenant T --user U [--role R]
        adds a user and prints the password once
      ./qalam user role --tenant T --user U --role R
        gives another role
      ./qalam user password --tenant T --user U
        gives a new generated password

        --role R              annotator, editor or admin (annotator)
        --home DIR            (~/.qalam)

        Example: ./qalam user add --tenant newsroom --user layla --role editor
      """
          .stripTrailing();

  private UserCommand() {}

  public static int run(List<String> args, Console console)
      throws IOException, InterruptedException {
    Arguments arguments =
        Arguments.parse(args, Set.of(), Set.of("--home", "--tenant", "--user", "--role"));
    String what = arguments.word(0, "list, add, role or password");
    arguments.words(what);
    Home home = Homes.of(arguments);
    String tenant = arguments.required("--tenant");
    switch (what) {
      case "list" -> list(home, tenant, console);
      case "add" -> add(home, tenant, arguments, console);
      case "role" -> role(home, tenant, arguments, console);
      case "password" -> password(home, tenant, arguments.required("--user"), console);
      default -> throw Refusal.usage("unknown user command " + what);
    }
    return 0;
  }

  private static void list(Home home, String tenant, Console console)
      throws IOException, InterruptedException {
    for (Accounts.Row row : in(home, accounts -> accounts.list(tenant))) {
      console.line(
          "%-24s %-9s %s"
              .formatted(row.user(), row.role(), row.enabled() ? "" : "disabled")
              .strip());
    }
  }

  private static void add(Home home, String tenant, Arguments arguments, Console console)
      throws IOException, InterruptedException {
    String user = arguments.required("--user");
    String role = Accounts.role(arguments.value("--role").orElse("annotator"));
    String password = Accounts.newPassword();
    in(
        home,
        accounts -> {
          accounts.add(tenant, user, role, password);
          return user;
        });
    console.line("tenant " + tenant + ", user " + user + ", password " + password);
  }

  private static void role(Home home, String tenant, Arguments arguments, Console console)
      throws IOException, InterruptedException {
    String user = arguments.required("--user");
    String role = Accounts.role(arguments.required("--role"));
    in(
        home,
        accounts -> {
          accounts.changeRole(tenant, user, role);
          return user;
        });
    console.line("tenant " + tenant + ", user " + user + ", role " + role);
  }

  private static void password(Home home, String tenant, String user, Console console)
      throws IOException, InterruptedException {
    String password = Accounts.newPassword();
    in(
        home,
        accounts -> {
          accounts.changePassword(tenant, user, password);
          return user;
        });
    console.line("tenant " + tenant + ", user " + user + ", password " + password);
  }

  @FunctionalInterface
  private interface InAccounts<T> {
    T in(Accounts accounts) throws java.sql.SQLException;
  }

  private static <T> T in(Home home, InAccounts<T> work) throws IOException, InterruptedException {
    return HomeDatabase.with(
        home,
        (database, running) ->
            HomeDatabase.inTransaction(database, connection -> work.in(new Accounts(connection))));
  }
}
