package io.qalam.launcher;

import io.qalam.launcher.StackOptions.PartName;
import io.qalam.launcher.broker.BrokerAccess;
import io.qalam.launcher.broker.BrokerSetup;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.database.Migrations;
import io.qalam.launcher.database.Roles;
import io.qalam.launcher.database.TenantNames;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.HomeLock;
import io.qalam.launcher.home.Ports;
import io.qalam.launcher.home.ProcessId;
import io.qalam.launcher.home.RunState;
import io.qalam.launcher.home.Secrets;
import io.qalam.launcher.part.Kafka;
import io.qalam.launcher.part.LeftOvers;
import io.qalam.launcher.part.PartFailure;
import io.qalam.launcher.part.Payara;
import io.qalam.launcher.part.Postgres;
import io.qalam.launcher.part.SupervisedPart;
import io.qalam.launcher.part.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A running Qalam: its parts on one home, started together, ended in order.
 *
 * <p>PostgreSQL, Kafka and the application server start at the same time; the application is
 * deployed once the schema is migrated and the topics are there. The tests in {@code ear} start one
 * of their own with it.
 */
public final class Stack implements AutoCloseable {

  /** The caller's own steps around the schema's migration. */
  @FunctionalInterface
  public interface Preparation {
    /** On the database as the last release left it. */
    default void beforeMigration(DatabaseAccess database) throws SQLException, IOException {}

    /** On the database as this release needs it, before the application is deployed. */
    void afterMigration(DatabaseAccess database) throws SQLException, IOException;
  }

  private final StackOptions options;
  private final Home home;
  private final Settings settings;
  private final HomeLock lock;
  private final List<SupervisedPart> parts = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Void> deployable = new CompletableFuture<>();
  private final DatabaseAccess database;
  private final BrokerAccess broker;
  private final Ports ports;
  private final int httpPort;
  private final int administrationPort;
  private @Nullable Postgres postgres;
  private volatile boolean ready;
  private boolean closed;

  private Stack(StackOptions options, HomeLock lock) throws IOException {
    this.options = options;
    this.home = options.home();
    this.lock = lock;
    this.settings = new Settings(options.environment(), options.installation());
    this.ports = new Ports(home, settings.portRange());
    this.httpPort = options.has(PartName.SERVER) ? chooseHttpPort() : 0;
    this.administrationPort = options.has(PartName.SERVER) ? ports.free("administration") : 0;
    this.database =
        settings.embeddedDatabase()
            ? embeddedDatabase(home, ports.free("postgres"))
            : settings.outsideDatabase(home);
    this.broker =
        settings.embeddedBroker()
            ? Kafka.access(home, ports.free("kafka"))
            : settings.outsideBroker();
  }

  /**
   * Starts all parts and returns when each is ready.
   *
   * @throws Refusal when another launcher runs this home, or a setting is wrong
   * @throws PartFailure when a part cannot be started; what did start is ended first
   */
  public static Stack start(StackOptions options) throws IOException, InterruptedException {
    return start(options, database -> {});
  }

  /** Likewise, with a step of the caller's own before the deployment. */
  public static Stack start(StackOptions options, Preparation preparation)
      throws IOException, InterruptedException {
    Stack stack = prepare(options);
    try {
      stack.run(preparation);
      return stack;
    } catch (RuntimeException | IOException | InterruptedException e) {
      stack.close();
      throw e;
    }
  }

  /** Takes the home and ends what a dead launcher left; {@link #run} starts the parts. */
  public static Stack prepare(StackOptions options) throws IOException, InterruptedException {
    options.home().create();
    HomeLock lock =
        HomeLock.tryTake(options.home()).orElseThrow(() -> alreadyRunning(options.home()));
    try {
      LeftOvers.stop(options.home(), options.console());
      return new Stack(options, lock);
    } catch (RuntimeException | IOException | InterruptedException e) {
      lock.close();
      throw e;
    }
  }

  private static Refusal alreadyRunning(Home home) {
    String who = "";
    try {
      who =
          RunState.read(home)
              .map(
                  state ->
                      " (pid "
                          + state.launcher().pid()
                          + (state.url() == null ? ")" : ", " + state.url() + ")"))
              .orElse("");
    } catch (IOException e) {
      who = " (its state cannot be read: " + e.getMessage() + ")";
    }
    return Refusal.because("Qalam is already running on " + home.folder() + who);
  }

  /** Starts the parts and returns when each is ready. */
  public void run(Preparation preparation) throws IOException, InterruptedException {
    Path baseModel =
        options.has(PartName.WORKER) ? settings.baseModel() : options.installation().baseModel();
    Path artifacts = settings.artifacts(home);
    CompletableFuture<Void> databaseUp = startDatabase();
    CompletableFuture<Void> brokerUp = startBroker();
    CompletableFuture<Void> serverUp = startServer(artifacts);
    try {
      await(databaseUp);
      prepareDatabase(preparation);
      await(brokerUp);
      if (options.has(PartName.KAFKA)) {
        prepareBroker();
      }
    } catch (RuntimeException | IOException | InterruptedException e) {
      deployable.completeExceptionally(e);
      throw e;
    }
    deployable.complete(null);
    await(startWorker(artifacts, baseModel));
    await(serverUp);
  }

  private CompletableFuture<Void> startDatabase() {
    if (!settings.embeddedDatabase()) {
      return done();
    }
    int port = ports.remembered("postgres").orElseThrow();
    postgres = new Postgres(home, options.installation(), settings.cache(), port);
    return supervise(new SupervisedPart(postgres, home.folder(), options.console(), this::write));
  }

  private CompletableFuture<Void> startBroker() throws IOException {
    if (!options.has(PartName.KAFKA) || !settings.embeddedBroker()) {
      return done();
    }
    int port = ports.remembered("kafka").orElseThrow();
    Kafka kafka = new Kafka(home, options.installation(), port, ports.free("kafka-controller"));
    return supervise(new SupervisedPart(kafka, home.folder(), options.console(), this::write));
  }

  private CompletableFuture<Void> startServer(Path artifacts) {
    if (!options.has(PartName.SERVER)) {
      return done();
    }
    Payara payara =
        new Payara(
            home,
            options.installation(),
            settings.cache(),
            httpPort,
            administrationPort,
            serverEnvironment(artifacts),
            options.application(),
            deployable);
    return supervise(new SupervisedPart(payara, home.folder(), options.console(), this::write));
  }

  private CompletableFuture<Void> startWorker(Path artifacts, Path baseModel) {
    if (!options.has(PartName.WORKER)) {
      return done();
    }
    Worker worker =
        new Worker(
            home,
            options.installation(),
            settings.cache(),
            settings.workerId(),
            workerEnvironment(artifacts, baseModel));
    return supervise(new SupervisedPart(worker, home.folder(), options.console(), this::write));
  }

  private CompletableFuture<Void> supervise(SupervisedPart part) {
    synchronized (parts) {
      if (closed) {
        throw new PartFailure("Qalam is being stopped");
      }
      parts.add(part);
      options.console().part(part.name(), "starting");
      return part.start();
    }
  }

  private void prepareDatabase(Preparation preparation) throws IOException {
    try {
      if (postgres != null) {
        Roles.ensure(postgres.adminUrl(), postgres.admin(), database);
      } else {
        prepareOutsideUsers();
      }
      database.checkUsers();
      preparation.beforeMigration(database);
      int migrations = new Migrations(database).run();
      database.checkTables();
      options
          .console()
          .part(
              "schema",
              "at version "
                  + new Migrations(database).currentVersion()
                  + (migrations == 0 ? "" : ", " + migrations + " migrations run"));
      preparation.afterMigration(database);
    } catch (SQLException e) {
      throw new PartFailure("The database cannot be prepared: " + e.getMessage());
    }
  }

  private void prepareOutsideUsers() throws SQLException {
    new Migrations(database).checkConnection();
    if (!settings.namesSystemRole()) {
      Roles.ensureSystem(database);
    }
  }

  private void prepareBroker() throws InterruptedException {
    try {
      List<String> tenants = TenantNames.of(database);
      BrokerSetup setup = new BrokerSetup(broker);
      if (settings.embeddedBroker()) {
        setup.ensure(tenants, home.secrets());
      } else {
        setup.check(tenants);
      }
      options.console().part("topics", "ready for " + tenants.size() + " tenants");
    } catch (SQLException e) {
      throw new PartFailure("The tenants cannot be read: " + e.getMessage());
    }
  }

  private Map<String, String> serverEnvironment(Path artifacts) {
    Map<String, String> environment = new HashMap<>(settings.withoutDatabase());
    environment.put("QALAM_DB_URL", database.url());
    environment.put("QALAM_DB_USER", database.app().user());
    environment.put("QALAM_DB_PASSWORD", database.app().password());
    environment.put("QALAM_DB_SYSTEM_USER", database.system().user());
    environment.put("QALAM_DB_SYSTEM_PASSWORD", database.system().password());
    environment.putAll(broker.environment(broker.server()));
    environment.put("QALAM_ARTIFACTS", artifacts.toString());
    environment.put("QALAM_NODE", settings.node());
    settings.checkExportDays();
    environment.putIfAbsent("QALAM_SESSION_COOKIE", "qalam-" + httpPort);
    return environment;
  }

  private Map<String, String> workerEnvironment(Path artifacts, Path baseModel) {
    settings.checkMemoryLimit();
    Map<String, String> environment = new HashMap<>(settings.withoutDatabase());
    environment.putAll(broker.environment(broker.worker()));
    environment.put("QALAM_ARTIFACTS", artifacts.toString());
    environment.put("QALAM_BASE_MODEL", baseModel.toString());
    environment.put("QALAM_DEVICE", settings.device());
    environment.put("QALAM_THREADS", Integer.toString(settings.threads()));
    environment.put("QALAM_WORKER_ID", settings.workerId());
    environment.put("QALAM_WORKER_STATUS_FILE", home.workerStatus(settings.workerId()).toString());
    return environment;
  }

  private int chooseHttpPort() throws IOException {
    if (options.anyHttpPort()) {
      return ports.free("http");
    }
    int wanted =
        options.httpPort().isPresent()
            ? options.httpPort().getAsInt()
            : ports.remembered("http").orElse(8080);
    return ports.exactly("http", wanted);
  }

  /** The embedded database of a home, by its secrets. */
  public static DatabaseAccess embeddedDatabase(Home home, int port) {
    Secrets secrets = home.secrets();
    return new DatabaseAccess(
        Postgres.url(port),
        Postgres.user(secrets, "qalam_owner"),
        Postgres.user(secrets, "qalam_app"),
        Postgres.user(secrets, "qalam_system"));
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  private static void await(CompletableFuture<Void> part) throws InterruptedException {
    try {
      part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Says for {@code status} that the whole is ready. */
  public void declareReady() {
    ready = true;
    write();
  }

  private synchronized void write() {
    List<RunState.Part> snapshots;
    synchronized (parts) {
      snapshots = parts.stream().map(SupervisedPart::snapshot).toList();
    }
    try {
      new RunState(
              ProcessId.ofSelf(), options.has(PartName.SERVER) ? url() : null, ready, snapshots)
          .write(home);
    } catch (IOException e) {
      throw new UncheckedIOException("The state cannot be written to " + home.state(), e);
    }
  }

  public Home home() {
    return home;
  }

  /** Where the pages are. */
  public String url() {
    return "http://127.0.0.1:" + httpPort;
  }

  public int httpPort() {
    return httpPort;
  }

  /** Payara's administration port, for Arquillian. */
  public int administrationPort() {
    return administrationPort;
  }

  /** The password of Payara's user {@code admin}. */
  public String administrationPassword() {
    return Payara.administrationPassword(home);
  }

  /** Whether {@link #close} was called, for instance by Ctrl-C while the parts still start. */
  public boolean isClosed() {
    synchronized (parts) {
      return closed;
    }
  }

  public DatabaseAccess database() {
    return database;
  }

  public BrokerAccess broker() {
    return broker;
  }

  /** A part by its name: postgres, kafka, server or worker. */
  public SupervisedPart part(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("No part " + name + " here"));
  }

  private Optional<SupervisedPart> find(String name) {
    synchronized (parts) {
      return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }
  }

  /** Waits until every part is ready again, for instance after one was killed. */
  public void awaitReady(Duration limit) throws InterruptedException {
    List<SupervisedPart> all;
    synchronized (parts) {
      all = List.copyOf(parts);
    }
    for (SupervisedPart part : all) {
      part.awaitReady(limit);
    }
  }

  /** Ends all parts: server, worker, Kafka, PostgreSQL; whoever depends on another first. */
  @Override
  public void close() throws IOException, InterruptedException {
    synchronized (parts) {
      if (closed) {
        return;
      }
      closed = true;
    }
    ready = false;
    for (PartName name : PartName.values()) {
      Optional<SupervisedPart> part = find(name.text());
      if (part.isPresent()) {
        options.console().part(name.text(), "stopping");
        part.get().stop();
      }
    }
    write();
    lock.close();
  }
}
