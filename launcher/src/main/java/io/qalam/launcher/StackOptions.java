package io.qalam.launcher;

import io.qalam.launcher.home.Home;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a {@link Stack} is started with.
 *
 * @param httpPort the port that was asked for; empty takes the home's former one, else 8080
 * @param anyHttpPort pick a free HTTP port, for tests
 * @param application the EAR; empty for a server without one
 * @param worker whether a worker is started
 * @param environment the variables that replace parts, normally {@code System.getenv()}
 */
public record StackOptions(
    Home home,
    OptionalInt httpPort,
    boolean anyHttpPort,
    Optional<Path> application,
    boolean worker,
    boolean server,
    Map<String, String> environment,
    Installation installation,
    Console console) {

  /** All parts on this home, as {@code ./qalam start} runs them. */
  public static StackOptions of(Home home) {
    Installation installation = Installation.ofSystemProperty();
    return new StackOptions(
        home,
        OptionalInt.empty(),
        false,
        Optional.of(installation.application()),
        true,
        true,
        System.getenv(),
        installation,
        new Console(System.out));
  }

  public StackOptions withHttpPort(int port) {
    return new StackOptions(
        home,
        OptionalInt.of(port),
        false,
        application,
        worker,
        server,
        environment,
        installation,
        console);
  }

  /** For tests, which run beside a user's Qalam. */
  public StackOptions withAnyHttpPort() {
    return new StackOptions(
        home,
        OptionalInt.empty(),
        true,
        application,
        worker,
        server,
        environment,
        installation,
        console);
  }

  /** Another EAR or WAR, or none. */
  public StackOptions withApplication(Optional<Path> other) {
    return new StackOptions(
        home, httpPort, anyHttpPort, other, worker, server, environment, installation, console);
  }

  public StackOptions withoutWorker() {
    return new StackOptions(
        home,
        httpPort,
        anyHttpPort,
        application,
        false,
        server,
        environment,
        installation,
        console);
  }

  /** Only the database and the broker. */
  public StackOptions withoutServer() {
    return new StackOptions(
        home,
        httpPort,
        anyHttpPort,
        application,
        worker,
        false,
        environment,
        installation,
        console);
  }

  public StackOptions withEnvironment(Map<String, String> variables) {
    return new StackOptions(
        home,
        httpPort,
        anyHttpPort,
        application,
        worker,
        server,
        Map.copyOf(variables),
        installation,
        console);
  }

  public StackOptions withConsole(Console other) {
    return new StackOptions(
        home, httpPort, anyHttpPort, application, worker, server, environment, installation, other);
  }
}
