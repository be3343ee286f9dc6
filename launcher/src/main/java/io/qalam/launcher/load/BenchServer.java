package io.qalam.launcher.load;

import io.qalam.launcher.HomeDatabase;
import io.qalam.launcher.account.Accounts;
import io.qalam.launcher.broker.BrokerAccess;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.Memory;
import io.qalam.launcher.home.PortRange;
import io.qalam.launcher.home.Ports;
import io.qalam.launcher.home.ProcessId;
import io.qalam.launcher.home.RunState;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.QalamCommand;
import io.qalam.launcher.part.Kafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Qalam under load: a home of its own, its tenant, and what can be measured from outside. */
final class BenchServer implements AutoCloseable {

  static final String TENANT = "bench";
  private static final String PASSWORD = "bench-" + System.nanoTime();

  private final QalamCommand qalam;
  private final Home home;
  private final HttpClient http = ApiClient.connections();
  private boolean running;

  BenchServer(Path root, Path folder) throws IOException {
    this.qalam = new QalamCommand(root, folder);
    this.home = new Home(folder);
  }

  URI url() {
    return qalam.server();
  }

  HttpClient http() {
    return http;
  }

  /** Starts it, with a worker or without one. */
  void start(boolean withWorker) throws IOException {
    if (withWorker) {
      qalam.start("--no-demo");
    } else {
      qalam.start("--no-demo", "--no-worker");
    }
    running = true;
  }

  /** A tenant with its admin, its topics and its rights. */
  void addTenant() throws IOException {
    qalam.run("tenant", "add", TENANT);
  }

  ApiClient admin() throws IOException, InterruptedException {
    return new ApiClient(url(), inAccounts(a -> a.issueToken(TENANT, "admin", "bench")), http);
  }

  private interface Work<T> {
    T with(Accounts accounts) throws SQLException;
  }

  private <T> T inAccounts(Work<T> work) throws IOException, InterruptedException {
    return HomeDatabase.with(
        home,
        (database, runs) -> HomeDatabase.inTransaction(database, c -> work.with(new Accounts(c))));
  }

  /** As many annotators: one of {@code pagesEvery} works in the review page, the others by REST. */
  Map<String, Desk> team(int count, int pagesEvery, String projectId, String name)
      throws IOException, InterruptedException {
    return inAccounts(
        accounts -> {
          Map<String, Desk> team = new LinkedHashMap<>();
          for (int i = 1; i <= count; i++) {
            String user = name + i;
            accounts.add(TENANT, user, "ANNOTATOR", PASSWORD);
            team.put(
                user,
                i % pagesEvery == 0
                    ? new PageDesk(url(), new PageDesk.Login(TENANT, user, PASSWORD), projectId)
                    : new RestDesk(
                        new ApiClient(url(), accounts.issueToken(TENANT, user, "bench"), http)));
          }
          return team;
        });
  }

  /** The broker, for who stands in for a worker. */
  BrokerAccess broker() throws IOException {
    return Kafka.access(home, new Ports(home, PortRange.DEFAULT).remembered("kafka").orElseThrow());
  }

  /** Kills the application server with SIGKILL; the launcher starts it again. */
  boolean killServer() throws IOException {
    ProcessHandle server = processes().get("server");
    return server != null && server.destroyForcibly();
  }

  private Map<String, ProcessHandle> processes() throws IOException {
    Map<String, ProcessHandle> found = new LinkedHashMap<>();
    for (RunState.Part part : RunState.read(home).map(RunState::parts).orElse(List.of())) {
      Optional.ofNullable(part.process())
          .flatMap(ProcessId::alive)
          .ifPresent(process -> found.put(part.name(), process));
    }
    return found;
  }

  /** Resident bytes of each part now. */
  Map<String, Long> memory() throws IOException {
    Map<String, Long> memory = new LinkedHashMap<>();
    processes().forEach((part, process) -> memory.put(part, Memory.of(process)));
    return memory;
  }

  /** The database as it lies on disk: its bytes, its largest tables with indexes, its settings. */
  record Database(long bytes, Map<String, Long> largest, Map<String, String> settings) {}

  Database database() throws IOException, InterruptedException {
    return HomeDatabase.with(
        home,
        (database, runs) -> {
          try (Connection connection = database.connectAsOwner();
              Statement statement = connection.createStatement()) {
            return measure(statement);
          }
        });
  }

  private static Database measure(Statement statement) throws SQLException {
    long bytes = Long.parseLong(one(statement, "select pg_database_size(current_database())"));
    Map<String, Long> largest = new LinkedHashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select relname, pg_total_relation_size(oid) from pg_class where relkind = 'r'"
                + " order by 2 desc limit 6")) {
      while (rows.next()) {
        largest.put(rows.getString(1), rows.getLong(2));
      }
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : List.of("fsync", "synchronous_commit", "shared_buffers")) {
      settings.put(name, one(statement, "show " + name));
    }
    return new Database(bytes, largest, settings);
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  void stop() throws IOException {
    if (running) {
      running = false;
      qalam.close();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
