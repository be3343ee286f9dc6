package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.HomeDatabase;
import io.qalam.launcher.account.Accounts;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code ./qalam token --tenant T --user U [--label L]}: its last line is a new API token. */
public final class TokenCommand {

  public static final String HELP =
      """
      ./qalam token --tenant T --user U [options]
        prints a new API token as its last line

        --label L             what the token is called in the user's list (made by ./qalam token)
        --home DIR            (~/.qalam)

        Example: ./qalam token --tenant newsroom --user layla --label import
      """
          .stripTrailing();

  private TokenCommand() {}

  public static int run(List<String> args, Console console)
      throws IOException, InterruptedException {
    Arguments arguments =
        Arguments.parse(args, Set.of(), Set.of("--home", "--tenant", "--user", "--label"));
    arguments.words();
    String tenant = arguments.required("--tenant");
    String user = arguments.required("--user");
    String label = arguments.value("--label").orElse("made by ./qalam token");
    String token =
        HomeDatabase.with(
            Homes.of(arguments),
            (database, running) ->
                HomeDatabase.inTransaction(
                    database,
                    connection -> new Accounts(connection).issueToken(tenant, user, label)));
    console.line(token);
    return 0;
  }
}
