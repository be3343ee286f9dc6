package io.qalam.launcher.part;

import io.qalam.launcher.Console;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.ProcessId;
import io.qalam.launcher.home.RunState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Parts that outlived their launcher, for instance after {@code kill -9}.
 *
 * <p>They are found by the pids that it wrote down (with the process's start, so that a recycled
 * number is never killed) and by the mark in their environment, then ended in order: whoever
 * depends on another first.
 */
public final class LeftOvers {

  private static final List<String> ORDER = List.of("server", "worker", "kafka", "postgres");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private LeftOvers() {}

  /** Ends every left-over part of this home; call it with the home's lock held. */
  public static void stop(Home home, Console console) throws IOException, InterruptedException {
    Map<String, List<ProcessHandle>> found = find(home);
    for (String part : ORDER) {
      for (ProcessHandle process : found.getOrDefault(part, List.of())) {
        console.part(
            part, "left over from a former start (pid " + process.pid() + "): stopping it");
        end(process, part.equals("postgres") ? "INT" : "TERM");
      }
    }
  }

  /** The left-over processes by part. */
  static Map<String, List<ProcessHandle>> find(Home home) throws IOException {
    Map<String, List<ProcessHandle>> found = new TreeMap<>();
    for (RunState.Part part : RunState.read(home).map(RunState::parts).orElse(List.of())) {
      Optional.ofNullable(part.process())
          .flatMap(ProcessId::alive)
          .ifPresent(process -> add(found, part.name(), process));
    }
    ProcessHandle.allProcesses()
        .forEach(process -> markOf(process, home).ifPresent(part -> add(found, part, process)));
    return found;
  }

  private static void add(
      Map<String, List<ProcessHandle>> found, String part, ProcessHandle process) {
    List<ProcessHandle> processes = found.computeIfAbsent(part, p -> new ArrayList<>());
    if (!processes.contains(process)) {
      processes.add(process);
    }
  }

  /** The part that this process is of this home, by its environment. */
  private static Optional<String> markOf(ProcessHandle process, Home home) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "environ");
    try {
      String environment = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      List<String> variables = List.of(environment.split("\0"));
      if (!variables.contains(ChildProcess.HOME_MARK + "=" + home.folder())) {
        return Optional.empty();
      }
      String mark = ChildProcess.PART_MARK + "=";
      return variables.stream()
          .filter(variable -> variable.startsWith(mark))
          .map(variable -> variable.substring(mark.length()))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // another user's, or gone
    }
  }

  /** Ends a PostgreSQL that runs on these data, whoever started it. */
  static void stopPostgres(Path data) throws IOException, InterruptedException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    String pid = Files.readAllLines(file).get(0).strip();
    Optional<ProcessHandle> postmaster =
        ProcessHandle.of(Long.parseLong(pid)).filter(process -> worksIn(process, data));
    if (postmaster.isPresent()) {
      end(postmaster.get(), "INT");
    }
  }

  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      Path folder = Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath();
      return folder.equals(data.toRealPath());
    } catch (IOException e) {
      return false; // gone, or another user's and then not ours
    }
  }

  private static void end(ProcessHandle process, String signal)
      throws InterruptedException, IOException {
    Signals.send(process, signal);
    try {
      process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      awaitGone(process);
    } catch (ExecutionException e) {
      throw new IOException("Cannot wait for the end of pid " + process.pid(), e);
    }
  }

  private static void awaitGone(ProcessHandle process) throws InterruptedException, IOException {
    try {
      process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Process " + process.pid() + " does not end, not even by SIGKILL", e);
    }
  }
}
