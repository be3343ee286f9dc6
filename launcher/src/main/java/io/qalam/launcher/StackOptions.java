package io.qalam.launcher;

import io.qalam.launcher.home.Home;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a {@link Stack} is started with.
 *
 * @param parts which processes are started; what the environment replaces is not, even so
 * @param httpPort the port that was asked for; empty takes the home's former one, else 8080
 * @param anyHttpPort pick a free HTTP port, for tests that run beside a user's Qalam
 * @param application the EAR; empty for a server without one
 * @param environment the variables that replace parts, normally {@code System.getenv()}
 */
public record StackOptions(
    Home home,
    Set<PartName> parts,
    OptionalInt httpPort,
    boolean anyHttpPort,
    Optional<Path> application,
    Map<String, String> environment,
    Installation installation,
    Console console) {

  /** The processes, in the order in which they are ended. */
  public enum PartName {
    SERVER,
    WORKER,
    KAFKA,
    POSTGRES;

    /** As it stands in progress lines and in {@code status}. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public StackOptions {
    parts = parts.isEmpty() ? Set.of() : Set.copyOf(parts);
    environment = Map.copyOf(environment);
  }

  /** All parts on this home, as {@code ./qalam start} runs them. */
  public static StackOptions of(Home home) {
    Installation installation = Installation.ofSystemProperty();
    return new StackOptions(
        home,
        EnumSet.allOf(PartName.class),
        OptionalInt.empty(),
        false,
        Optional.of(installation.application()),
        System.getenv(),
        installation,
        new Console(System.out));
  }

  /** These parts alone. */
  public StackOptions withParts(Set<PartName> some) {
    return new StackOptions(
        home, some, httpPort, anyHttpPort, application, environment, installation, console);
  }

  public StackOptions withoutWorker() {
    return without(PartName.WORKER);
  }

  public StackOptions withoutServer() {
    return without(PartName.SERVER);
  }

  private StackOptions without(PartName part) {
    EnumSet<PartName> left = EnumSet.copyOf(parts);
    left.remove(part);
    return withParts(left);
  }

  public StackOptions withHttpPort(int port) {
    return new StackOptions(
        home, parts, OptionalInt.of(port), false, application, environment, installation, console);
  }

  public StackOptions withAnyHttpPort() {
    return new StackOptions(
        home, parts, OptionalInt.empty(), true, application, environment, installation, console);
  }

  /** Another EAR or WAR, or none. */
  public StackOptions withApplication(Optional<Path> other) {
    return new StackOptions(
        home, parts, httpPort, anyHttpPort, other, environment, installation, console);
  }

  public StackOptions withEnvironment(Map<String, String> variables) {
    return new StackOptions(
        home, parts, httpPort, anyHttpPort, application, variables, installation, console);
  }

  public StackOptions withConsole(Console other) {
    return new StackOptions(
        home, parts, httpPort, anyHttpPort, application, environment, installation, other);
  }

  boolean has(PartName part) {
    return parts.contains(part);
  }
}
