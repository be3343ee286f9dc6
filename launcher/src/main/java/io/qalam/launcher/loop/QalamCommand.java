package io.qalam.launcher.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@code ./qalam} on one home, called as a person calls it: a process, its exit status, its lines.
 *
 * <p>Closing it stops what it started.
 */
public final class QalamCommand implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_MINUTES = 8;

  /** What would lead a test or a bench to somebody's own database, broker or artifacts. */
  private static final Predicate<String> OUTSIDE =
      Pattern.compile("QALAM_(DB|KAFKA)_.*|QALAM_ARTIFACTS|QALAM_NODE|QALAM_WORKER_ID")
          .asMatchPredicate();

  private final Path script;
  private final Path home;
  private final int port;

  /**
   * @param root the repository
   * @param home the home folder of this Qalam
   */
  public QalamCommand(Path root, Path home) throws IOException {
    this.script = root.resolve("qalam");
    this.home = home;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
  }

  public URI server() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Path home() {
    return home;
  }

  /**
   * Starts every part in the background and returns when all are ready.
   *
   * @param more further options of {@code start}, as {@code --no-demo}
   * @return what it printed
   */
  public List<String> start(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("start", "--port", Integer.toString(port), "--detach"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** Runs one command on this home and returns its lines; a status other than 0 is an error. */
  public List<String> run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.toString()));
    Path printed = Files.createTempFile("qalam-command", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
      builder.environment().keySet().removeIf(OUTSIDE);
      builder.environment().put("QALAM_NO_BUILD", "yes");
      Process process = builder.start();
      process.getOutputStream().close();
      int status = await(process, command);
      String output = Files.readString(printed);
      if (status != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + status + ":\n" + output);
      }
      return output.lines().toList();
    } finally {
      Files.delete(printed);
    }
  }

  private static int await(Process process, List<String> command) throws IOException {
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
        throw new IOException(String.join(" ", command) + " did not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Adds an annotator and returns the generated password. */
  public String addUser(String tenant, String user) throws IOException {
    List<String> lines =
        run("user", "add", "--tenant", tenant, "--user", user, "--role", "annotator");
    String told = lines.get(lines.size() - 1);
    return told.substring(told.lastIndexOf(' ') + 1);
  }

  /** A client with a new token of the user. */
  public ApiClient client(String tenant, String user) throws IOException {
    List<String> lines = run("token", "--tenant", tenant, "--user", user);
    return new ApiClient(server(), lines.get(lines.size() - 1));
  }

  /** {@code ./qalam status --json}. */
  public JsonNode status() throws IOException {
    return JSON.readTree(String.join("\n", run("status", "--json")));
  }

  /** The process of a part, by its pid in {@code status --json}. */
  public Optional<ProcessHandle> process(String part) throws IOException {
    for (JsonNode one : status().get("parts")) {
      if (one.get("name").asText().equals(part) && one.path("pid").canConvertToLong()) {
        return ProcessHandle.of(one.get("pid").asLong());
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    run("stop");
  }
}
