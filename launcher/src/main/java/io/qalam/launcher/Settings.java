package io.qalam.launcher;

import io.qalam.launcher.broker.BrokerAccess;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.PortRange;
import io.qalam.launcher.home.Privileges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the environment replaces, checked before anything starts.
 *
 * <p>Every refusal names the variable, so that a wrong value is one line and not a stack trace
 * later.
 */
public final class Settings {

  private static final Set<String> PROTOCOLS =
      Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

  private static final Pattern MEMORY = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([kmgt])b?");

  private final Map<String, String> environment;
  private final Installation installation;

  public Settings(Map<String, String> environment, Installation installation) {
    this.environment = Map.copyOf(environment);
    this.installation = installation;
  }

  /** Whether PostgreSQL is started here. */
  public boolean embeddedDatabase() {
    return get("QALAM_DB_URL") == null;
  }

  /** Whether Kafka is started here. */
  public boolean embeddedBroker() {
    return get("QALAM_KAFKA_BOOTSTRAP") == null;
  }

  /**
   * The outside database; a system role that is not named is one of the home's own, which the owner
   * makes.
   */
  public DatabaseAccess outsideDatabase(Home home) {
    String url = required("QALAM_DB_URL", "");
    if (!url.startsWith("jdbc:postgresql:")) {
      throw Refusal.because("QALAM_DB_URL must begin with jdbc:postgresql:, not " + url);
    }
    Credentials owner = databaseUser("QALAM_DB_OWNER");
    Credentials app = databaseUser("QALAM_DB");
    Credentials system =
        namesSystemRole()
            ? databaseUser("QALAM_DB_SYSTEM")
            : new Credentials(systemUserBeside(app), home.secrets().get("db-system"));
    return new DatabaseAccess(url, owner, app, system);
  }

  /** Whether an outside database's system role is given; else the owner makes it. */
  public boolean namesSystemRole() {
    return get("QALAM_DB_SYSTEM_USER") != null || get("QALAM_DB_SYSTEM_PASSWORD") != null;
  }

  private static String systemUserBeside(Credentials app) {
    if (!app.user().matches("[a-z_][a-z0-9_]{0,50}")) {
      throw Refusal.because(
          "QALAM_DB_SYSTEM_USER must be set too: no role can be named after QALAM_DB_USER "
              + app.user());
    }
    return app.user() + "_system";
  }

  private Credentials databaseUser(String prefix) {
    String because = "QALAM_DB_URL is set, so ";
    return new Credentials(
        required(prefix + "_USER", because), required(prefix + "_PASSWORD", because));
  }

  /** The outside broker, with the server's and the worker's users. */
  public BrokerAccess outsideBroker() {
    String bootstrap = required("QALAM_KAFKA_BOOTSTRAP", "");
    for (String address : bootstrap.split(",", -1)) {
      if (!address.strip().matches("\\S+:\\d{1,5}")) {
        throw Refusal.because(
            "QALAM_KAFKA_BOOTSTRAP must be host:port[,host:port…], not " + bootstrap);
      }
    }
    String protocol = orElse("QALAM_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    if (!PROTOCOLS.contains(protocol)) {
      throw Refusal.because(
          "QALAM_KAFKA_SECURITY_PROTOCOL must be one of " + PROTOCOLS + ", not " + protocol);
    }
    String mechanism = orElse("QALAM_KAFKA_SASL_MECHANISM", "SCRAM-SHA-256");
    if (!protocol.startsWith("SASL")) {
      Credentials nobody = new Credentials("", "");
      return new BrokerAccess(bootstrap, protocol, mechanism, nobody, nobody, nobody);
    }
    String because = "QALAM_KAFKA_BOOTSTRAP is set with " + protocol + ", so ";
    Credentials server =
        new Credentials(
            required("QALAM_KAFKA_USER", because), required("QALAM_KAFKA_PASSWORD", because));
    Credentials worker =
        new Credentials(
            orElse("QALAM_KAFKA_WORKER_USER", server.user()),
            orElse("QALAM_KAFKA_WORKER_PASSWORD", server.password()));
    return new BrokerAccess(bootstrap, protocol, mechanism, server, server, worker);
  }

  /** The artifact store's folder. */
  public Path artifacts(Home home) {
    String folder = get("QALAM_ARTIFACTS");
    if (folder == null) {
      return home.artifacts();
    }
    Path path = Path.of(folder).toAbsolutePath();
    if (!Files.isDirectory(path) || !Files.isWritable(path)) {
      throw Refusal.because("QALAM_ARTIFACTS is not a folder that can be written: " + path);
    }
    return path;
  }

  /** The base model's folder in the Hugging Face layout. */
  public Path baseModel() {
    String folder = get("QALAM_BASE_MODEL");
    Path path = folder == null ? installation.baseModel() : Path.of(folder).toAbsolutePath();
    for (String file : List.of("config.json", "tokenizer.json")) {
      if (!Files.isRegularFile(path.resolve(file))) {
        throw Refusal.because("QALAM_BASE_MODEL: no " + file + " in " + path);
      }
    }
    if (!Files.isRegularFile(path.resolve("model.safetensors"))
        && !Files.isRegularFile(path.resolve("model.safetensors.index.json"))) {
      throw Refusal.because("QALAM_BASE_MODEL: no model.safetensors in " + path);
    }
    return path;
  }

  /** {@code cpu}, {@code cuda} or {@code cuda:<n>}. */
  public String device() {
    String device = orElse("QALAM_DEVICE", "cpu");
    if (!device.matches("cpu|cuda(:\\d{1,2})?")) {
      throw Refusal.because("QALAM_DEVICE must be cpu, cuda or cuda:<number>, not " + device);
    }
    return device;
  }

  /** How many cores the worker computes on. */
  public int threads() {
    String threads =
        orElse("QALAM_THREADS", Integer.toString(Runtime.getRuntime().availableProcessors()));
    if (!threads.matches("[1-9]\\d{0,3}")) {
      throw Refusal.because("QALAM_THREADS must be a number from 1 to 9999, not " + threads);
    }
    return Integer.parseInt(threads);
  }

  /** Refuses a memory limit that no worker could read; without one a worker takes what is left. */
  public void checkMemoryLimit() {
    memoryLimit();
  }

  /** What {@code QALAM_MEMORY_LIMIT} leaves a worker or a command, in bytes. */
  public OptionalLong memoryLimit() {
    String limit = get("QALAM_MEMORY_LIMIT");
    if (limit == null) {
      return OptionalLong.empty();
    }
    Matcher size = MEMORY.matcher(limit.strip().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw Refusal.because(
          "QALAM_MEMORY_LIMIT must be a number with k, m, g or t, such as 6g, not " + limit);
    }
    long unit = 1L << 10 * ("kmgt".indexOf(size.group(2)) + 1);
    return OptionalLong.of((long) (Double.parseDouble(size.group(1)) * unit));
  }

  /** Refuses a number of days that the server could not keep exports for. */
  public void checkExportDays() {
    String days = get("QALAM_EXPORT_DAYS");
    if (days != null && !(days.matches("[1-9]\\d{0,2}") && Integer.parseInt(days) <= 365)) {
      throw Refusal.because(
          "QALAM_EXPORT_DAYS must be a number of days from 1 to 365, not " + days);
    }
  }

  public String workerId() {
    String id = orElse("QALAM_WORKER_ID", "worker-1");
    if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
      throw Refusal.because("QALAM_WORKER_ID may hold letters, digits, . _ - only, not " + id);
    }
    return id;
  }

  public String node() {
    return orElse("QALAM_NODE", "server-1");
  }

  public PortRange portRange() {
    String range = get("QALAM_PORT_RANGE");
    return range == null ? PortRange.DEFAULT : PortRange.parse(range);
  }

  /** Where unpacked programs are kept, shared by all homes of this user. */
  public Path cache() {
    String folder = get("QALAM_CACHE");
    if (folder != null) {
      return Path.of(folder).toAbsolutePath();
    }
    // As root PostgreSQL runs as another user, who must be able to reach its programs.
    return Privileges.areRoot()
        ? Path.of("/var/cache/qalam")
        : Path.of(System.getProperty("user.home"), ".cache", "qalam");
  }

  /** Every variable of Qalam's that the user set, but for the database's. */
  public Map<String, String> withoutDatabase() {
    Map<String, String> passed = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("QALAM_") && !name.startsWith("QALAM_DB_")) {
            passed.put(name, value);
          }
        });
    return passed;
  }

  private @Nullable String get(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private String orElse(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  private String required(String name, String because) {
    String value = get(name);
    if (value == null) {
      throw Refusal.because(because + name + " must be set too");
    }
    return value;
  }
}
