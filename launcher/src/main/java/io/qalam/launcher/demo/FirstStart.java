package io.qalam.launcher.demo;

import io.qalam.launcher.Console;
import io.qalam.launcher.HomeDatabase;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.account.Accounts;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.database.TenantNames;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What happens once in a home's life: the first accounts are made, their passwords printed, the
 * demo posts imported.
 *
 * <p>Each step is remembered when it is done, and may be done twice: a crash in the middle of the
 * first start is made good by the second one.
 */
public final class FirstStart {

  private static final String ACCOUNTS = "accounts";
  private static final String DEMO = "demo";
  private static final String PASSWORDS = "passwords";
  private static final String DONE = "done";
  private static final String PENDING = "pending";
  private static final String NONE = "none";

  /** The tenant of a home without the demo. */
  private static final String ONLY_TENANT = "main";

  private final Home home;
  private final boolean withDemo;
  private final Properties steps = new Properties();

  public FirstStart(Home home, boolean withDemo) throws IOException {
    this.home = home;
    this.withDemo = withDemo;
    if (Files.exists(home.firstStart())) {
      steps.load(new StringReader(Files.readString(home.firstStart())));
    }
  }

  /** A line of the passwords' file. */
  private record FirstAccount(String tenant, String user, String role, String password) {

    String line() {
      return "tenant %-6s user %-11s password %s".formatted(tenant, user, password);
    }
  }

  /** Makes the first tenants, unless the database has some: then it was restored or is shared. */
  public void makeAccounts(DatabaseAccess database) throws SQLException, IOException {
    if (steps.containsKey(ACCOUNTS)) {
      return;
    }
    if (!TenantNames.of(database).isEmpty()) {
      boolean interrupted = Files.exists(home.firstPasswords());
      boolean demo = interrupted && TenantNames.of(database).contains(DemoProject.NOUR.tenant());
      remember(ACCOUNTS, DONE);
      remember(DEMO, demo ? PENDING : NONE);
      remember(PASSWORDS, interrupted ? PENDING : DONE);
      return;
    }
    List<FirstAccount> accounts = firstAccounts();
    List<String> lines = accounts.stream().map(FirstAccount::line).toList();
    PrivateFiles.write(home.firstPasswords(), String.join("\n", lines) + "\n");
    HomeDatabase.inTransaction(
        database,
        connection -> {
          Accounts keeper = new Accounts(connection);
          for (FirstAccount account : accounts) {
            if (account.user().equals("admin")) {
              keeper.addTenant(account.tenant(), account.password());
            } else {
              keeper.add(account.tenant(), account.user(), account.role(), account.password());
            }
          }
          return accounts.size();
        });
    remember(PASSWORDS, PENDING);
    remember(DEMO, withDemo ? PENDING : NONE);
    remember(ACCOUNTS, DONE);
  }

  private List<FirstAccount> firstAccounts() {
    List<FirstAccount> accounts = new ArrayList<>();
    if (!withDemo) {
      accounts.add(new FirstAccount(ONLY_TENANT, "admin", "ADMIN", Accounts.newPassword()));
    } else {
      for (DemoProject project : DemoProject.values()) {
        String tenant = project.tenant();
        accounts.add(new FirstAccount(tenant, "admin", "ADMIN", Accounts.newPassword()));
        accounts.add(new FirstAccount(tenant, "editor", "EDITOR", Accounts.newPassword()));
        for (String annotator : List.of("annotator1", "annotator2")) {
          accounts.add(new FirstAccount(tenant, annotator, "ANNOTATOR", Accounts.newPassword()));
        }
      }
    }
    return accounts;
  }

  /** Imports the demo posts through the running server, as any client would. */
  public void importDemo(DatabaseAccess database, URI server, Console console)
      throws SQLException, IOException, InterruptedException {
    if (!PENDING.equals(steps.getProperty(DEMO))) {
      return;
    }
    try {
      importAll(database, server, console);
      remember(DEMO, DONE);
    } catch (Refusal | IOException e) {
      console.part("demo", e.getMessage() + ": the next start tries again");
    }
  }

  private void importAll(DatabaseAccess database, URI server, Console console)
      throws SQLException, IOException, InterruptedException {
    for (DemoProject project : DemoProject.values()) {
      String token =
          HomeDatabase.inTransaction(
              database,
              connection ->
                  new Accounts(connection).issueToken(project.tenant(), "admin", "demo import"));
      try {
        new DemoImport(server, token).run(project, console);
      } finally {
        HomeDatabase.inTransaction(
            database,
            connection -> {
              new Accounts(connection).revokeToken(token);
              return token;
            });
      }
    }
  }

  /** Prints the first passwords, once. */
  public void printPasswords(Console console, boolean detached, String insteadWhenDetached)
      throws IOException {
    if (!PENDING.equals(steps.getProperty(PASSWORDS))) {
      return;
    }
    if (detached) {
      console.line(insteadWhenDetached);
    } else {
      Files.readAllLines(home.firstPasswords()).forEach(console::line);
    }
    console.line("(printed this once; kept for you alone in " + home.firstPasswords() + ")");
    remember(PASSWORDS, DONE);
  }

  /** Marks a home whose accounts came from a backup. */
  public static void isRestored(Home home) throws IOException {
    FirstStart restored = new FirstStart(home, false);
    restored.remember(PASSWORDS, DONE);
    restored.remember(DEMO, NONE);
    restored.remember(ACCOUNTS, DONE);
  }

  private void remember(String step, String state) throws IOException {
    steps.setProperty(step, state);
    StringWriter text = new StringWriter();
    steps.store(text, null);
    PrivateFiles.write(home.firstStart(), text.toString());
  }
}
