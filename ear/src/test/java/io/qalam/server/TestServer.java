package io.qalam.server;

import io.qalam.launcher.Stack;
import io.qalam.launcher.StackOptions;
import io.qalam.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Qalam for the tests alone: a domain, ports and data folder of their own, with the tenants of
 * {@link TestTenants}. It starts with the first test that needs it and ends with the test run.
 *
 * <p>It has no application: Arquillian deploys the built EAR with the tests in it.
 */
public final class TestServer {

  private static final Path HOME = Path.of("target/it-home").toAbsolutePath();

  private static final Set<String> KEPT = Set.of("QALAM_CACHE", "QALAM_PORT_RANGE");

  private static Stack stack;
  private static OwnerConnections owners;

  private TestServer() {}

  /** The running server. */
  public static synchronized Stack get() {
    if (stack == null) {
      try {
        stack = start();
        owners = new OwnerConnections(stack.database());
      } catch (IOException e) {
        throw new IllegalStateException("The tests' server did not start", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the tests' server started", e);
      }
    }
    return stack;
  }

  private static Stack start() throws IOException, InterruptedException {
    deleteTree(HOME);
    StackOptions options =
        StackOptions.of(new Home(HOME))
            .withEnvironment(ownEnvironment())
            .withAnyHttpPort()
            .withApplication(Optional.empty())
            .withoutWorker();
    Stack started = Stack.start(options, TestRows::create);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
    System.setProperty("qalam.it.administration-port", "" + started.administrationPort());
    System.setProperty("qalam.it.administration-password", started.administrationPassword());
    return started;
  }

  /** Never somebody's own database, broker or artifacts. */
  public static Map<String, String> ownEnvironment() {
    return System.getenv().entrySet().stream()
        .filter(variable -> KEPT.contains(variable.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void stop(Stack started) {
    try {
      started.close();
    } catch (IOException e) {
      throw new IllegalStateException("The tests' server did not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the pages are. */
  public static String url() {
    return get().url();
  }

  /** A connection as the owner, who sees every tenant's rows. */
  public static Connection owner() throws SQLException {
    get();
    return owners.open();
  }

  private static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
