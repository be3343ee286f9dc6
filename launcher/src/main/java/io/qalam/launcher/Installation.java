package io.qalam.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The built tree below the repository's root: where each part's program lies.
 *
 * <p>Everything was gathered there by the build, so that a start needs no Maven repository.
 */
public record Installation(Path root) {

  private static final Properties VERSIONS = versions();

  /** The tree that the script named with {@code -Dqalam.root}. */
  public static Installation ofSystemProperty() {
    String root = System.getProperty("qalam.root");
    if (root == null) {
      throw Refusal.because("System property qalam.root is missing: start Qalam by ./qalam");
    }
    return new Installation(Path.of(root).toAbsolutePath().normalize());
  }

  public Path launcherJars() {
    return root.resolve("launcher/target/dist/launcher");
  }

  public Path brokerJars() {
    return root.resolve("launcher/target/dist/kafka");
  }

  public Path payaraZip() {
    return built(root.resolve("launcher/target/dist/payara-" + payaraVersion() + ".zip"));
  }

  public Path postgresJar() {
    return built(root.resolve("launcher/target/dist/postgres-" + postgresVersion() + ".jar"));
  }

  public Path workerJars() {
    return root.resolve("trainer/engine/target/dist");
  }

  public Path application() {
    return root.resolve("ear/target/qalam.ear");
  }

  public Path baseModel() {
    return root.resolve("trainer/qalam-mini");
  }

  public static String version() {
    return VERSIONS.getProperty("qalam");
  }

  public static String payaraVersion() {
    return VERSIONS.getProperty("payara");
  }

  public static String postgresVersion() {
    return VERSIONS.getProperty("postgres");
  }

  /** The file itself, once it is sure that the build left it there. */
  public static Path built(Path file) {
    if (!Files.exists(file)) {
      throw Refusal.because("Not built: " + file + " (./mvnw -q -DskipTests package builds it)");
    }
    return file;
  }

  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in = Installation.class.getResourceAsStream("versions.properties")) {
      if (in == null) {
        throw new IllegalStateException("versions.properties is missing from the launcher's jar");
      }
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }
}
