package io.qalam.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.Installation;
import io.qalam.launcher.Settings;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.Memory;
import io.qalam.launcher.home.ProcessId;
import io.qalam.launcher.home.RunState;
import io.qalam.launcher.part.Worker;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ./qalam status [--json]}: each part, its state, pid, port, memory; the worker's model.
 * Ends with {@value #NOT_RUNNING} where Qalam does not run.
 */
public final class Status {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As service scripts say it: not running. */
  private static final int NOT_RUNNING = 3;

  public static final String HELP =
      """
      ./qalam status [options]
        each part, its state, pid, port, memory; the worker's model and adapters; ends with 3 where
        Qalam does not run

        --home DIR            (~/.qalam)
        --json                the same as one JSON object

        Example: ./qalam status --json
      """
          .stripTrailing();

  private Status() {}

  public static int run(List<String> args, Console console) throws IOException {
    Arguments arguments = Arguments.parse(args, Set.of("--json"), Set.of("--home"));
    arguments.words();
    JsonNode status = of(Homes.of(arguments));
    if (arguments.has("--json")) {
      console.line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(status));
    } else {
      print(status, console);
    }
    return status.path("running").asBoolean() ? 0 : NOT_RUNNING;
  }

  /** Everything that {@code status --json} prints. */
  static JsonNode of(Home home) throws IOException {
    ObjectNode status = JSON.createObjectNode();
    Optional<RunState> state = RunState.read(home);
    Optional<ProcessHandle> launcher = state.map(RunState::launcher).flatMap(ProcessId::alive);
    status.put("home", home.folder().toString());
    status.put("running", launcher.isPresent());
    status.put("ready", launcher.isPresent() && state.map(RunState::ready).orElse(false));
    status.put("url", launcher.isPresent() ? state.map(RunState::url).orElse(null) : null);
    ArrayNode parts = status.putArray("parts");
    long memory = 0;
    if (launcher.isPresent()) {
      long ownMemory = Memory.of(launcher.get()) - memoryOfChildren(launcher.get());
      memory += ownMemory;
      status.putObject("launcher").put("pid", launcher.get().pid()).put("memoryBytes", ownMemory);
    }
    for (RunState.Part part : state.map(RunState::parts).orElse(List.of())) {
      memory += describe(parts.addObject(), part, launcher.isPresent());
    }
    status.put("memoryBytes", memory);
    worker(status, home);
    return status;
  }

  private static long memoryOfChildren(ProcessHandle launcher) {
    return launcher.children().mapToLong(Memory::of).sum();
  }

  private static long describe(ObjectNode row, RunState.Part part, boolean supervised) {
    Optional<ProcessHandle> process = Optional.ofNullable(part.process()).flatMap(ProcessId::alive);
    String state = part.state();
    if (!supervised) {
      state = process.isPresent() ? "LEFT_OVER" : "STOPPED";
    }
    row.put("name", part.name()).put("state", state);
    if (part.port() != 0) {
      row.put("port", part.port());
    }
    long memory = process.map(Memory::of).orElse(0L);
    process.ifPresent(alive -> row.put("pid", alive.pid()).put("memoryBytes", memory));
    row.put("restarts", part.restarts());
    return memory;
  }

  private static void worker(ObjectNode status, Home home) throws IOException {
    String id = new Settings(System.getenv(), Installation.ofSystemProperty()).workerId();
    Optional<JsonNode> heartbeat = Worker.heartbeat(home, id);
    if (status.get("running").asBoolean() && heartbeat.isPresent()) {
      status.set("worker", heartbeat.get());
    }
  }

  private static void print(JsonNode status, Console console) {
    if (!status.get("running").asBoolean()) {
      console.line("Qalam does not run on " + status.get("home").asText());
    } else {
      console.line(
          (status.get("ready").asBoolean() ? "ready " : "starting ") + status.get("url").asText());
    }
    JsonNode launcher = status.get("launcher");
    if (launcher != null) {
      console.line(
          String.format(
              Locale.ROOT,
              "%-10s %-10s %-12s %-11s %s",
              "launcher",
              "",
              "pid " + launcher.get("pid").asLong(),
              "",
              megabytes(launcher.get("memoryBytes"))));
    }
    for (JsonNode part : status.get("parts")) {
      console.line(
          String.format(
              Locale.ROOT,
              "%-10s %-10s %-12s %-11s %s",
              part.get("name").asText(),
              part.get("state").asText(),
              part.has("pid") ? "pid " + part.get("pid").asLong() : "",
              part.has("port") ? "port " + part.get("port").asInt() : "",
              part.has("memoryBytes") ? megabytes(part.get("memoryBytes")) : ""));
    }
    console.line("memory     " + megabytes(status.get("memoryBytes")));
    JsonNode worker = status.get("worker");
    if (worker != null) {
      console.line(
          "model      "
              + worker.get("baseModel").asText()
              + " on "
              + worker.path("device").asText());
      console.line("adapters   " + worker.path("adapters").size() + " held");
      worker.path("adapters").forEach(adapter -> console.line("           " + adapter.asText()));
    }
  }

  private static String megabytes(JsonNode bytes) {
    return bytes.asLong() / (1 << 20) + " MB";
  }
}
