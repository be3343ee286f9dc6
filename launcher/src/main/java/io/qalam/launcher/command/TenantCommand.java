package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.HomeDatabase;
import io.qalam.launcher.Installation;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.Settings;
import io.qalam.launcher.account.Accounts;
import io.qalam.launcher.broker.BrokerSetup;
import io.qalam.launcher.broker.Topics;
import io.qalam.launcher.database.TenantNames;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.PortRange;
import io.qalam.launcher.home.Ports;
import io.qalam.launcher.part.Kafka;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code ./qalam tenant list} and {@code ./qalam tenant add NAME}. */
public final class TenantCommand {

  public static final String HELP =
      """
      ./qalam tenant list [options]
        one name a line
      ./qalam tenant add NAME [options]
        adds a tenant and prints its admin's password once

        --home DIR            (~/.qalam)

        Example: ./qalam tenant add newsroom
      """
          .stripTrailing();

  private TenantCommand() {}

  public static int run(List<String> args, Console console)
      throws IOException, InterruptedException {
    Arguments arguments = Arguments.parse(args, Set.of(), Set.of("--home"));
    Home home = Homes.of(arguments);
    switch (arguments.word(0, "list or add")) {
      case "list" -> {
        arguments.words("list");
        HomeDatabase.with(home, (database, running) -> TenantNames.of(database))
            .forEach(console::line);
      }
      case "add" -> add(home, arguments.words("add", "NAME").get(1), console);
      default -> throw Refusal.usage("unknown tenant command " + arguments.word(0, ""));
    }
    return 0;
  }

  private static void add(Home home, String tenant, Console console)
      throws IOException, InterruptedException {
    String password = Accounts.newPassword();
    HomeDatabase.with(
        home,
        (database, running) -> {
          HomeDatabase.inTransaction(
              database,
              connection -> {
                new Accounts(connection).addTenant(tenant, password);
                return tenant;
              });
          if (running) {
            addTopics(home, tenant, console);
          } // else the next start makes them
          return tenant;
        });
    console.line("tenant " + tenant + ", user admin, password " + password);
  }

  private static void addTopics(Home home, String tenant, Console console)
      throws IOException, InterruptedException {
    Settings settings = new Settings(System.getenv(), Installation.ofSystemProperty());
    if (!settings.embeddedBroker()) {
      console.line("make these topics on your Kafka: " + String.join(", ", Topics.of(tenant)));
      return;
    }
    int port = new Ports(home, PortRange.DEFAULT).remembered("kafka").orElseThrow();
    new BrokerSetup(Kafka.access(home, port)).ensure(List.of(tenant), home.secrets());
  }
}
