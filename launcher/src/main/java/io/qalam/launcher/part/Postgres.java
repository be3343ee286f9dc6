package io.qalam.launcher.part;

import io.qalam.launcher.Credentials;
import io.qalam.launcher.Installation;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.Memory;
import io.qalam.launcher.home.PrivateFiles;
import io.qalam.launcher.home.Privileges;
import io.qalam.launcher.home.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * PostgreSQL from binaries that the build delivered, with durable settings, on loopback.
 *
 * <p>It refuses to run as root; under root its process becomes {@code nobody}, and where that user
 * cannot enter the home, the data lie below {@code /var/lib/qalam}.
 */
public final class Postgres implements Part {

  private static final String ADMIN = "qalam_admin";
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  private final Home home;
  private final Installation installation;
  private final Path cache;
  private final int port;
  private final boolean root = Privileges.areRoot();

  public Postgres(Home home, Installation installation, Path cache, int port) {
    this.home = home;
    this.installation = installation;
    this.cache = cache;
    this.port = port;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public int port() {
    return port;
  }

  /** The server's own administrator, who makes roles and the database. */
  public Credentials admin() {
    return new Credentials(ADMIN, home.secrets().get("postgres-admin"));
  }

  /** The administrator's database. */
  public String adminUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Qalam's database. */
  public static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/qalam";
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    if (root && !Files.isExecutable(SETPRIV)) {
      throw Refusal.because(
          "PostgreSQL refuses to run as root and "
              + SETPRIV
              + " is missing: install util-linux, or start Qalam as another user");
    }
    Path programs = programs();
    Path data = data();
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise(programs, data);
    }
    String version = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!Installation.postgresVersion().startsWith(version + ".")) {
      throw Refusal.because(
          "The data in "
              + data
              + " are PostgreSQL "
              + version
              + "'s; this Qalam brings "
              + Installation.postgresVersion()
              + ": back up with the former Qalam, restore into a new home");
    }
    LeftOvers.stopPostgres(data);
  }

  @Override
  public Launch launch() throws IOException {
    List<String> command = new ArrayList<>(asUnprivileged());
    command.addAll(List.of(programs().resolve("bin/postgres").toString(), "-D", data().toString()));
    for (String setting : settings()) {
      command.addAll(List.of("-c", setting));
    }
    return new Launch(command, Map.of("TZ", "UTC"), Path.of("/"), home.log(name()));
  }

  private List<String> settings() {
    return List.of(
        "listen_addresses=127.0.0.1",
        "port=" + port,
        "unix_socket_directories=",
        "password_encryption=scram-sha-256",
        "max_connections=100",
        "shared_buffers=" + sharedBuffers(Memory.ofMachine()) + "MB",
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "wal_level=replica",
        "max_wal_senders=0",
        "max_wal_size=1GB",
        "random_page_cost=1.1",
        "autovacuum_naptime=5s", // a young table is read from end to end until it was analysed
        "timezone=UTC",
        "log_timezone=UTC",
        "log_line_prefix=%m [%p] %q%u@%d ",
        "idle_in_transaction_session_timeout=10min",
        "cluster_name=qalam");
  }

  /** A sixteenth of the machine's memory, from 128 MiB to 1 GiB; the kernel caches files too. */
  static long sharedBuffers(long machineBytes) {
    return Math.max(128, Math.min(1024, (machineBytes / 16) >> 20));
  }

  @Override
  public void awaitReady(ChildProcess child) throws IOException, InterruptedException {
    Credentials admin = admin();
    child.await(
        "connection",
        Duration.ofSeconds(60),
        () -> {
          try (var connection =
              DriverManager.getConnection(adminUrl(), admin.user(), admin.password())) {
            return connection.isValid(2);
          } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
              throw new PartFailure("postgres refuses the password in " + home.secretsFolder());
            }
            return false; // not up yet
          }
        });
  }

  /** Ends open connections instead of waiting for them. */
  @Override
  public String stopSignal() {
    return "INT";
  }

  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(30);
  }

  private Path programs() throws IOException {
    return Unpacked.postgres(cache, installation.postgresJar());
  }

  /** Where the data lie. */
  Path data() throws IOException {
    return folder().resolve("data");
  }

  private Path folder() throws IOException {
    if (!root || Privileges.anyoneMayEnter(home.folder())) {
      return home.postgres();
    }
    Path link = home.postgres();
    if (!Files.isSymbolicLink(link)) {
      Path all = Path.of("/var/lib/qalam");
      Path outside = all.resolve(UUID.randomUUID().toString());
      PrivateFiles.createFolder(all, "rwx--x--x");
      PrivateFiles.createFolder(outside, "rwx------");
      Files.createSymbolicLink(link, outside);
    }
    return Files.readSymbolicLink(link);
  }

  private void initialise(Path programs, Path data) throws IOException, InterruptedException {
    Path folder = data.getParent();
    if (folder == null) {
      throw new IOException("No folder above " + data);
    }
    Files.createDirectories(folder);
    Path fresh = folder.resolve("data." + UUID.randomUUID());
    Path password = folder.resolve("password." + UUID.randomUUID());
    PrivateFiles.write(password, admin().password());
    Files.createDirectory(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (root) {
      for (Path path : List.of(folder, fresh, password)) {
        Privileges.giveToUnprivileged(path);
      }
    }
    List<String> command = new ArrayList<>(asUnprivileged());
    command.addAll(
        List.of(
            programs.resolve("bin/initdb").toString(),
            "-D",
            fresh.toString(),
            "-U",
            ADMIN,
            "-A",
            "scram-sha-256",
            "--pwfile=" + password,
            "-E",
            "UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"));
    try {
      Tool.run("initdb", command, Map.of());
      Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(password);
    }
  }

  private List<String> asUnprivileged() {
    if (!root) {
      return List.of();
    }
    String id = Integer.toString(Privileges.UNPRIVILEGED);
    return List.of(SETPRIV.toString(), "--reuid=" + id, "--regid=" + id, "--clear-groups", "--");
  }

  /** A secret that the home keeps for one of the database's users. */
  public static Credentials user(Secrets secrets, String user) {
    return new Credentials(user, secrets.get(user.replace('_', '-')));
  }
}
