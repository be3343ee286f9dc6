package io.qalam.launcher.home;

import io.qalam.launcher.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that holds one Qalam: database, topics, artifacts, secrets, logs.
 *
 * <p>Two homes are two Qalams that know nothing of each other.
 */
public record Home(Path folder) {

  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /** {@code ~/.qalam}, where no {@code --home} is given. */
  public static Home byDefault() {
    return new Home(Path.of(System.getProperty("user.home"), ".qalam"));
  }

  /** Makes the folders that are missing, closed to other users. */
  public void create() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw Refusal.because("Home " + folder + " is not a folder");
    }
    boolean root = Privileges.areRoot();
    PrivateFiles.createFolder(folder, root ? "rwx--x--x" : "rwx------");
    for (Path part : List.of(secretsFolder(), artifacts(), kafka(), payara(), logs(), run())) {
      PrivateFiles.createFolder(part, "rwx------");
    }
  }

  /** Whether anything was ever put here. */
  public boolean isEmpty() throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  public Secrets secrets() {
    return new Secrets(secretsFolder());
  }

  public Path secretsFolder() {
    return folder.resolve("secrets");
  }

  public Path artifacts() {
    return folder.resolve("artifacts");
  }

  public Path postgres() {
    return folder.resolve("postgres");
  }

  public Path kafka() {
    return folder.resolve("kafka");
  }

  public Path payara() {
    return folder.resolve("payara");
  }

  public Path logs() {
    return folder.resolve("log");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  public Path run() {
    return folder.resolve("run");
  }

  public Path lock() {
    return run().resolve("launcher.lock");
  }

  public Path state() {
    return run().resolve("state.json");
  }

  public Path ports() {
    return folder.resolve("ports.properties");
  }

  /** How far the very first start came: see {@code FirstStart}. */
  public Path firstStart() {
    return folder.resolve("first-start.properties");
  }

  /** The first passwords, readable by this user alone. */
  public Path firstPasswords() {
    return secretsFolder().resolve("first-passwords");
  }

  public Path workerStatus(String workerId) {
    return run().resolve(workerId + ".json");
  }
}
