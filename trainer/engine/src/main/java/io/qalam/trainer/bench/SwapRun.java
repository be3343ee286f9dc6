package io.qalam.trainer.bench;

import io.qalam.trainer.file.Pace;
import io.qalam.trainer.file.Sha256;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests from several clients, one engine thread that takes turns, and adapters that take each
 * other's place under it.
 *
 * <p>The thread that calls {@link #run} is the engine's. A client asks again as soon as it is
 * answered, so that there is always a request waiting and a pause is the engine's own. Another
 * thread loads the next adapter aside and hands over what only the engine may do, a turn each: the
 * probes, which leave the project's opening read, and the flip.
 */
final class SwapRun {
  private static final List<String> PROBES = List.of("صباح الخير 🙂", "यह ठीक है।", "so be it");

  private final Engine engine;
  private final LabelTask task;
  private final List<List<String>> chunks;
  private final BlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
  private final List<Served> served = new ArrayList<>();
  private final List<Flip> flips = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private volatile boolean stopping;
  private volatile @Nullable Exception failure;
  private @Nullable LoraAdapter live;
  private int liveCandidate;
  private long asked;

  /**
   * @param chunks posts of one request each, which the clients take in turns
   */
  SwapRun(Engine engine, LabelTask task, List<List<String>> chunks) {
    this.engine = engine;
    this.task = task;
    this.chunks = chunks;
  }

  /** An adapter's folder and the SHA-256 that it must have. */
  record Candidate(Path folder, String digest) {
    static Candidate of(Path folder) throws IOException {
      return new Candidate(folder, hash(folder, Pace.full()));
    }

    private static String hash(Path folder, Pace pace) throws IOException {
      Sha256 digest = new Sha256();
      digest.add(folder.resolve("adapter_config.json"), pace);
      digest.add(folder.resolve("adapter_model.safetensors"), pace);
      return digest.hex();
    }

    void requireWhole(Pace pace) throws IOException {
      String found = hash(folder, pace);
      if (!found.equals(digest)) {
        throw new AdapterException(folder + ": SHA-256 found " + found + ", expected " + digest);
      }
    }
  }

  /**
   * How much is asked, and how swaps are done.
   *
   * @param aside load on another thread and take turns, or all of it between two batches
   * @param settleMillis between two swaps
   */
  record Setting(int clients, int flips, boolean aside, long settleMillis) {}

  /**
   * A request's answer, by the engine's clock in nanoseconds.
   *
   * @param candidate which was live at its turn
   * @param asked when its client asked
   */
  record Served(int chunk, int candidate, List<float[]> probabilities, long asked, long ended) {}

  /**
   * An adapter that became live.
   *
   * @param begun when its files were first touched
   * @param ended when it was live
   * @param loadNanos of hashing, checking and loading, on whichever thread
   */
  record Flip(int candidate, long begun, long ended, long loadNanos) {}

  /**
   * All that happened, and what every candidate answers to every chunk when nothing is going on.
   */
  record Outcome(
      long asked,
      List<Served> served,
      List<Flip> flips,
      List<String> refusals,
      List<List<List<float[]>>> references) {}

  /** Swaps the candidates in turns; the first is live from the start. */
  Outcome run(List<Candidate> candidates, Setting setting)
      throws IOException, InterruptedException {
    List<List<List<float[]>>> references = new ArrayList<>();
    for (Candidate candidate : candidates) {
      references.add(answers(candidate));
    }
    candidates.get(0).requireWhole(Pace.full());
    live = engine.load(candidates.get(0).folder);
    liveCandidate = 0;
    score(0);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < setting.clients; i++) {
      int client = i;
      threads.add(new Thread(() -> ask(client, setting.clients), "client-" + i));
    }
    Thread swapper = new Thread(() -> swap(candidates, setting), "swapper");
    threads.forEach(Thread::start);
    swapper.start();
    serve(threads, swapper);
    if (live != null) {
      live.close();
    }
    if (failure != null) {
      throw new IllegalStateException("The swaps could not go on", failure);
    }
    return new Outcome(asked, served, flips, refusals, references);
  }

  private List<List<float[]>> answers(Candidate candidate) {
    List<List<float[]>> answers = new ArrayList<>();
    try {
      live = engine.load(candidate.folder);
    } catch (AdapterException e) {
      return answers; // the run itself will refuse it
    }
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      answers.add(score(chunk));
    }
    live.close();
    return answers;
  }

  private List<float[]> score(int chunk) {
    return engine.score(live, task, chunks.get(chunk)).stream()
        .map(LabelScore::probabilities)
        .toList();
  }

  private void serve(List<Thread> clients, Thread swapper) throws InterruptedException {
    while (swapper.isAlive() || clients.stream().anyMatch(Thread::isAlive) || !turns.isEmpty()) {
      Runnable turn = turns.poll(10, TimeUnit.MILLISECONDS);
      if (turn != null) {
        turn.run();
      }
    }
  }

  private void ask(int client, int clients) {
    for (int i = client; !stopping; i += clients) {
      int chunk = i % chunks.size();
      long now = System.nanoTime();
      onEngine(
          () -> {
            asked++;
            List<float[]> probabilities = score(chunk);
            return served.add(
                new Served(chunk, liveCandidate, probabilities, now, System.nanoTime()));
          });
    }
  }

  private void swap(List<Candidate> candidates, Setting setting) {
    try {
      for (int i = 1; i <= setting.flips; i++) {
        Thread.sleep(setting.settleMillis);
        int next = i % candidates.size();
        try {
          if (setting.aside) {
            swapAside(candidates.get(next), next);
          } else {
            swapAtOnce(candidates.get(next), next);
          }
        } catch (AdapterException e) {
          refusals.add(String.valueOf(e.getMessage()));
        }
      }
      Thread.sleep(setting.settleMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failure = e;
    } finally {
      stopping = true;
    }
  }

  private void swapAside(Candidate candidate, int index) throws IOException {
    long begun = System.nanoTime();
    Pace pace = Pace.gentle();
    candidate.requireWhole(pace);
    LoraAdapter next = engine.load(candidate.folder, pace);
    long loaded = System.nanoTime() - begun;
    try {
      for (String post : PROBES) {
        onEngine(() -> probe(next, post));
      }
    } catch (RuntimeException e) {
      onEngine(() -> close(next));
      throw e;
    }
    onEngine(() -> flip(next, index, begun, loaded));
  }

  private void swapAtOnce(Candidate candidate, int index) throws IOException {
    long begun = System.nanoTime();
    candidate.requireWhole(Pace.full());
    onEngine(
        () -> {
          LoraAdapter next = engine.load(candidate.folder);
          long loaded = System.nanoTime() - begun;
          PROBES.forEach(post -> probe(next, post));
          return flip(next, index, begun, loaded);
        });
  }

  /** The first also has the engine read, and keep, what stands before every post. */
  private boolean probe(LoraAdapter next, String post) {
    for (float probability : engine.score(next, task, List.of(post)).get(0).probabilities()) {
      if (!Float.isFinite(probability)) {
        throw new AdapterException("The adapter answers a probe with probability " + probability);
      }
    }
    return true;
  }

  private boolean close(LoraAdapter adapter) {
    adapter.close();
    return true;
  }

  private boolean flip(LoraAdapter next, int index, long begun, long loaded) {
    LoraAdapter former = live;
    live = next;
    liveCandidate = index;
    if (former != null) {
      former.close();
    }
    return flips.add(new Flip(index, begun, System.nanoTime(), loaded));
  }

  private <T> T onEngine(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    turns.add(
        () -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
