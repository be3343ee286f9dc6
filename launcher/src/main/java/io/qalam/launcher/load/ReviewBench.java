package io.qalam.launcher.load;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.OwnProgram;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.load.Ledger.Acknowledged;
import io.qalam.launcher.loop.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code ./qalam bench review}: fills a project with posts, lets a team review it at the pace of
 * people while a training run goes on, then as fast as the server can, and holds what the server
 * stored against what each annotator saw.
 */
public final class ReviewBench {

  private static final int PAGES_EVERY = 10;

  /** Answers given before the clock starts, so that a training run has something to train on. */
  private static final int WARM_UP = 400;

  /** Seconds; long enough for a server to come back in. */
  private static final int MOST_ACROSS_A_KILL = 180;

  private static final int MOST_WHILE_REORDERING = 1_800;

  private final BenchOptions options;
  private final BenchServer server;
  private final Console console;
  private final LoadReport report;
  private final Ledger ledger = new Ledger();

  private ReviewBench(BenchOptions options, BenchServer server, Console console) {
    this.options = options;
    this.server = server;
    this.console = console;
    this.report = new LoadReport(options);
  }

  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.OFF); // libraries' logs; what matters is thrown
    OwnProgram.run(List.of(arguments), BenchOptions.HELP, ReviewBench::run);
  }

  private static int run(List<String> words) throws Exception {
    Arguments arguments = BenchOptions.parse(words);
    BenchOptions options = BenchOptions.of(arguments);
    refuseOutsideParts();
    Console console = new Console(options.json() ? System.err : System.out);
    Path home =
        options.home().isPresent()
            ? options.home().get()
            : Files.createTempDirectory("qalam-bench-review");
    int exitCode = 1;
    try (BenchServer server = new BenchServer(Path.of(arguments.required("--root")), home)) {
      exitCode = new ReviewBench(options, server, console).measured(home);
    } finally {
      if (exitCode != 0 && Files.exists(home.resolve("log"))) {
        console.line("kept       " + home + ", for its logs");
      } else if (options.home().isEmpty()) {
        BenchFolder.delete(home);
      }
    }
    return exitCode;
  }

  /** Tells what was measured also where something fails later: it took an hour. */
  private int measured(Path home) throws Exception {
    try {
      measure(home);
    } finally {
      System.out.println(options.json() ? report.json() : report.table());
    }
    return report.holds() ? 0 : 1;
  }

  /** The bench's accounts would go to somebody's own database. */
  private static void refuseOutsideParts() {
    if (System.getenv("QALAM_DB_URL") != null || System.getenv("QALAM_KAFKA_BOOTSTRAP") != null) {
      throw Refusal.because(
          "bench review runs on a database and a broker of its own: unset QALAM_DB_URL and"
              + " QALAM_KAFKA_BOOTSTRAP");
    }
  }

  private void measure(Path home) throws Exception {
    Optional<FilledHome> kept = FilledHome.in(home, options);
    String id = kept.isPresent() ? kept.get().projectId() : filled(home);
    console.line("starting   with the worker and cold caches");
    server.start(true);
    BenchProject project = new BenchProject(server.admin(), id);
    Set<Acknowledged> before = kept.isPresent() ? annotations(project) : Set.of();
    review(project, project.admin());
    report.database(server.database());
    console.line("verifying  the export against what each annotator saw");
    try (BufferedReader export = project.export()) {
      report.verified(Verification.of(ledger, export, before, options.overlap()));
    }
  }

  private Set<Acknowledged> annotations(BenchProject project) throws IOException {
    console.line("reading    the annotations that are there already");
    try (BufferedReader export = project.export()) {
      return Verification.answers(export);
    }
  }

  /** Fills a project in a home that is new, and stops. */
  private String filled(Path home) throws Exception {
    console.line("filling    a Qalam of its own, without a worker");
    server.start(false);
    server.addTenant();
    BenchProject project = BenchProject.open(server.admin(), "review bench", options.overlap());
    fill(project);
    server.stop();
    FilledHome.of(project.id(), options).writeTo(home);
    return project.id();
  }

  private void fill(BenchProject project) throws IOException, InterruptedException {
    report.imported(project.fill(new BenchPosts(options.seed()), options.posts(), console));
    try (StandInWorker worker = new StandInWorker(server.broker())) {
      report.predicted(project.awaitPredictions(worker, options.posts(), console));
    }
  }

  private void review(BenchProject project, ApiClient admin)
      throws IOException, InterruptedException {
    List<BusyAnnotator> team = team(project);
    try (MemoryWatch memory = new MemoryWatch(server)) {
      console.line("reviewing  " + options.annotators() + " annotators, first to warm up");
      work(team, new Phase("warm-up", Duration.ofMinutes(2), warmUp()), Duration.ZERO);
      try (TrainingMeanwhile training = new TrainingMeanwhile(admin, project.id())) {
        report.phase(work(team, paced("pace of people", options.seconds()), options.think()));
        if (options.kill()) {
          report.phase(acrossAKill(team));
        }
        if (options.reorder()) {
          report.phase(whileTheOrderChanges(team, project));
        }
        training.close();
        report.training(training);
      }
      Duration full = Duration.ofSeconds(Math.min(60, options.seconds()));
      report.phase(work(team, new Phase("full speed", full, Integer.MAX_VALUE), Duration.ZERO));
      report.memory(memory.most());
    }
  }

  private int warmUp() {
    return Math.min(WARM_UP, options.posts() / 4);
  }

  private List<BusyAnnotator> team(BenchProject project) throws IOException, InterruptedException {
    Map<String, Desk> desks =
        server.team(options.annotators(), PAGES_EVERY, project.id(), newTeam());
    List<BusyAnnotator> team = new ArrayList<>();
    desks.forEach(
        (user, desk) ->
            team.add(
                new BusyAnnotator(
                    user,
                    desk,
                    project.id(),
                    BenchProject.LABELS,
                    ledger,
                    options.seed() + team.size())));
    return team;
  }

  private static Phase paced(String name, int seconds) {
    return new Phase(name, Duration.ofSeconds(seconds), Integer.MAX_VALUE);
  }

  /** A name that no team before had in a home that is kept. */
  private static String newTeam() {
    return "annotator-" + Long.toString(System.currentTimeMillis() / 1_000, 36) + "-";
  }

  /** The same once more, the server killed in the middle: its figures are those of the start. */
  private Phase acrossAKill(List<BusyAnnotator> team) throws IOException {
    int seconds = Math.min(MOST_ACROSS_A_KILL, options.seconds());
    Phase phase = paced("pace of people, across a kill -9 in the middle", seconds);
    Thread killer = new Thread(() -> killAfter(seconds / 2, phase), "killer");
    killer.setDaemon(true);
    killer.start();
    return work(team, phase, options.think());
  }

  private void killAfter(int seconds, Phase phase) {
    try {
      Thread.sleep(seconds * 1000L);
      boolean killed = server.killServer();
      report.killed(killed);
      console.line(
          (killed ? "killed     " : "not killed ")
              + "the server with SIGKILL, after "
              + Math.round(phase.seconds())
              + " s");
    } catch (IOException | InterruptedException e) {
      report.killed(false);
    }
  }

  /** The same while every task gets a new place in the queue, until the last one has it. */
  private Phase whileTheOrderChanges(List<BusyAnnotator> team, BenchProject project)
      throws IOException {
    Phase phase = paced("pace of people, while the queue is reordered", MOST_WHILE_REORDERING);
    Thread watch = new Thread(() -> finishInOrder(project, phase), "order-watch");
    watch.setDaemon(true);
    String change = project.changeOrder();
    watch.start();
    work(team, phase, options.think());
    report.reordered(change, project.order(), phase.seconds());
    return phase;
  }

  private static void finishInOrder(BenchProject project, Phase phase) {
    boolean inOrder = false;
    while (!inOrder && phase.goesOn()) {
      try {
        BenchProject.sleep(Duration.ofSeconds(2));
        inOrder = !project.order().underWay();
      } catch (IOException | ApiClient.ApiException asksAgain) {
        // one question that fails says nothing about the order
      }
    }
    phase.finish();
  }

  private static Phase work(List<BusyAnnotator> team, Phase phase, Duration think)
      throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(team.size());
    try {
      List<Future<?>> work = new ArrayList<>();
      for (BusyAnnotator annotator : team) {
        work.add(
            threads.submit(
                () -> {
                  annotator.work(phase, think);
                  return null;
                }));
      }
      for (Future<?> one : work) {
        one.get();
      }
      phase.end();
      return phase;
    } catch (ExecutionException e) {
      throw new IOException("an annotator failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
