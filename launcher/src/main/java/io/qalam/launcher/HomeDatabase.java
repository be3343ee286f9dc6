package io.qalam.launcher;

import io.qalam.launcher.StackOptions.PartName;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.HomeLock;
import io.qalam.launcher.home.PortRange;
import io.qalam.launcher.home.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * A home's database for a command: the running one, or one that is started for this command alone.
 *
 * <p>So that accounts can be kept and a backup made whether Qalam runs or not.
 */
public final class HomeDatabase {

  private HomeDatabase() {}

  /** What a command does in the database. */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * @param running whether Qalam runs on the home
     */
    T in(DatabaseAccess database, boolean running)
        throws SQLException, IOException, InterruptedException;
  }

  /** Runs the work. */
  public static <T> T with(Home home, Work<T> work) throws IOException, InterruptedException {
    if (!Files.exists(home.ports())) {
      throw Refusal.because("There is no Qalam in " + home.folder() + ": start it first");
    }
    try {
      Optional<HomeLock> lock = HomeLock.tryTake(home);
      if (lock.isEmpty()) {
        return work.in(running(home), true);
      }
      lock.get().close();
      return alone(home, work);
    } catch (SQLException e) {
      throw Refusal.because("The database says: " + e.getMessage());
    }
  }

  /** Runs one transaction of the owner's. */
  public static <T> T inTransaction(DatabaseAccess database, InConnection<T> work)
      throws SQLException {
    try (Connection connection = database.connectAsOwner()) {
      connection.setAutoCommit(false);
      T result = work.in(connection);
      connection.commit();
      return result;
    }
  }

  /** What happens in one transaction. */
  @FunctionalInterface
  public interface InConnection<T> {
    T in(Connection connection) throws SQLException;
  }

  private static DatabaseAccess running(Home home) throws IOException {
    Settings settings = new Settings(System.getenv(), Installation.ofSystemProperty());
    if (!settings.embeddedDatabase()) {
      return settings.outsideDatabase(home);
    }
    int port =
        new Ports(home, PortRange.DEFAULT)
            .remembered("postgres")
            .orElseThrow(
                () ->
                    Refusal.because(
                        "Qalam on "
                            + home.folder()
                            + " runs on an outside database: set QALAM_DB_URL here too"));
    return Stack.embeddedDatabase(home, port);
  }

  private static <T> T alone(Home home, Work<T> work)
      throws IOException, InterruptedException, SQLException {
    StackOptions options =
        StackOptions.of(home)
            .withParts(Set.of(PartName.POSTGRES))
            .withConsole(new Console(new PrintStream(PrintStream.nullOutputStream())));
    try (Stack stack = Stack.start(options)) {
      return work.in(stack.database(), false);
    }
  }
}
