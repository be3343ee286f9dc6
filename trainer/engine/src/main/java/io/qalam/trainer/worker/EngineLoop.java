package io.qalam.trainer.worker;

import io.qalam.trainer.file.Pace;
import io.qalam.trainer.store.StoredAdapter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches the model. It takes turns: first what other threads handed over
 * (swaps, predictions), then one step of a training job, then it waits. A swap's adapter is read by
 * another thread before.
 *
 * <p>Predictions that wait when a turn begins are gathered and scored together; one that comes
 * alone is not kept waiting for others. Of the requests for summaries a turn answers one, since
 * writing takes longer than scoring. So the engine needs no lock, a swap falls between two
 * gatherings by construction, and a prediction waits for one training step at most. Predictions
 * that keep coming do not starve a job: a turn serves what was there when it began.
 */
final class EngineLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);

  /** How long a request waits for a live adapter that this worker has not heard of yet. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Posts at which gathered requests are scored, however many more wait. */
  private static final int MOST_GATHERED = 4 * BatchScorer.MOST_ROWS;

  private final Supplier<? extends LabelModel> opener;
  private final int adapterCapacity;
  private final String workerId;
  private final LongSupplier nanoTime;
  private final Runnable afterSwap;

  private final BlockingQueue<Work> work = new LinkedBlockingQueue<>();
  private final ExecutorService aside = asideThread();
  private final CompletableFuture<String> opened = new CompletableFuture<>();
  private volatile @Nullable LiveAdapters adapters;
  private volatile boolean stopping;

  /**
   * A loop that opens its model when its thread starts.
   *
   * @param nanoTime {@code System::nanoTime}, or a test's clock
   * @param afterSwap called on the engine thread; must not wait
   */
  EngineLoop(
      Supplier<? extends LabelModel> opener,
      int adapterCapacity,
      String workerId,
      LongSupplier nanoTime,
      Runnable afterSwap) {
    this.afterSwap = afterSwap;
    this.opener = opener;
    this.adapterCapacity = adapterCapacity;
    this.workerId = workerId;
    this.nanoTime = nanoTime;
  }

  /** Something handed over by another thread. */
  private interface Work {
    void runOn(Turns turns);
  }

  void predict(PredictionBatch batch) {
    work.add(turns -> turns.predict(batch));
  }

  /**
   * Changes come into force in the order of these calls, each when its adapter is ready.
   *
   * @return done when it is in force or refused; never, where the loop ended before
   */
  CompletableFuture<Void> swap(LiveAdapterChange change) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    aside.execute(() -> swapAside(change, done));
    return done;
  }

  /** In its place among the swaps. */
  CompletableFuture<Void> forget(UUID project) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    aside.execute(() -> then(done, turns -> turns.forget(project)));
    return done;
  }

  private void then(CompletableFuture<Void> done, Work last) {
    work.add(
        turns -> {
          last.runOn(turns);
          done.complete(null);
        });
  }

  /** Reads the adapter here and probes it in turns of the engine, so that answers go on. */
  private void swapAside(LiveAdapterChange change, CompletableFuture<Void> done) {
    if (!onEngine(turns -> turns.adapters.mustBeRead(change))) {
      then(done, turns -> turns.swap(change, null));
      return;
    }
    try {
      LabelModel.Adapter prepared = prepared(Objects.requireNonNull(change.stored()));
      then(done, turns -> turns.swap(change, prepared));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.debug("Refused adapter", e);
      LiveAdapterChange refused = change.refused(reason(e));
      then(done, turns -> turns.swap(refused, null));
    }
  }

  private LabelModel.Adapter prepared(StoredAdapter stored) {
    LabelModel.Adapter adapter =
        AdapterShelf.read(onEngine(turns -> turns.model), stored, Pace.gentle());
    try {
      for (String post : AdapterShelf.PROBES) {
        onEngine(
            turns -> {
              turns.shelf.probe(adapter, stored, post);
              return post;
            });
      }
      return adapter;
    } catch (RuntimeException | OutOfMemoryError e) {
      work.add(turns -> adapter.close());
      throw e;
    }
  }

  /** Memory that an adapter wants in vain is that adapter's fault: the others go on. */
  private static String reason(Throwable refused) {
    return refused instanceof OutOfMemoryError
        ? "There is not enough memory for the adapter: " + refused.getMessage()
        : String.valueOf(refused.getMessage());
  }

  /** What a turn of the engine gives, or throws. */
  private <T> T onEngine(Function<Turns, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    work.add(
        turns -> {
          try {
            answer.complete(question.apply(turns));
          } catch (RuntimeException | OutOfMemoryError e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError memory) {
        throw memory;
      }
      throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The engine has ended", e);
    }
  }

  private static ExecutorService asideThread() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "qalam-adapters");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Jobs are worked on one after the other. */
  void train(Job job) {
    work.add(turns -> turns.jobs.add(job));
  }

  /** Ends the loop after the batch or step in progress; a job leaves a checkpoint. */
  void stop() {
    stopping = true;
    aside.shutdownNow();
    work.add(turns -> {});
  }

  /** The base model's id once it is loaded, or why it could not be. */
  CompletableFuture<String> opened() {
    return opened;
  }

  /** The base model's id; to be called only after it is loaded. */
  String baseModelId() {
    return opened.join();
  }

  /** Which adapters are in use; nothing until the model is loaded. */
  LiveAdapters.InUse inUse() {
    LiveAdapters live = adapters;
    return live == null ? LiveAdapters.InUse.NOTHING : live.inUse();
  }

  @Override
  public void run() {
    try (LabelModel model = opener.get();
        AdapterShelf shelf = new AdapterShelf(model, adapterCapacity);
        Turns turns = new Turns(model, shelf)) {
      adapters = turns.adapters;
      opened.complete(model.baseModelId());
      while (!stopping) {
        turns.turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      opened.completeExceptionally(e);
      throw e;
    }
  }

  /** The loop's state; lives and dies on the engine thread. */
  private final class Turns implements AutoCloseable {
    private final LabelModel model;
    private final AdapterShelf shelf;
    private final LiveAdapters adapters;
    private final BatchScorer scorer;
    private final SummaryWriter writer;
    private final Deque<PredictionBatch> summaries = new ArrayDeque<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<PredictionBatch> gathered = new ArrayList<>();
    private int gatheredPosts;
    private final Deque<Job> jobs = new ArrayDeque<>();

    Turns(LabelModel model, AdapterShelf shelf) {
      this.model = model;
      this.shelf = shelf;
      this.adapters = new LiveAdapters(shelf);
      this.scorer = new BatchScorer(model, adapters, workerId);
      this.writer = new SummaryWriter(model, adapters, scorer);
    }

    void turn() throws InterruptedException {
      int handedOver = work.size();
      Work next = firstWork();
      for (int done = 1; next != null && !stopping; done++) {
        next.runOn(this);
        next = done < handedOver ? work.poll() : null;
      }
      if (!stopping) {
        answerGathered();
        writeNext();
      }
      refuseOverdue();
      Job job = jobs.peek();
      if (job != null && !stopping && !job.advance(model, shelf)) {
        jobs.remove();
      }
    }

    private void writeNext() {
      PredictionBatch batch = summaries.poll();
      if (batch != null) {
        writer.answer(batch, () -> stopping);
      }
    }

    private @Nullable Work firstWork() throws InterruptedException {
      if (!jobs.isEmpty() || !summaries.isEmpty()) {
        return work.poll();
      }
      return waiting.isEmpty()
          ? work.take()
          : work.poll(waiting.get(0).deadline - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
    }

    void predict(PredictionBatch batch) {
      if (isAhead(batch)) {
        waiting.add(new Waiting(batch, nanoTime.getAsLong() + PATIENCE_NANOS));
      } else {
        gather(batch);
      }
    }

    private void gather(PredictionBatch batch) {
      if (batch.request().task().wantsSummary()) {
        summaries.add(batch);
        return;
      }
      gathered.add(batch);
      gatheredPosts += batch.request().posts().size();
      if (gatheredPosts >= MOST_GATHERED) {
        answerGathered();
      }
    }

    private void answerGathered() {
      List<PredictionBatch> together = List.copyOf(gathered);
      gathered.clear();
      gatheredPosts = 0;
      scorer.answer(together);
    }

    void forget(UUID project) {
      answerGathered();
      adapters.forget(project);
    }

    void swap(LiveAdapterChange change, LabelModel.@Nullable Adapter prepared) {
      answerGathered();
      adapters.apply(change, prepared);
      afterSwap.run();
      for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
        PredictionBatch batch = all.next().batch;
        if (!isAhead(batch)) {
          all.remove();
          gather(batch);
        }
      }
    }

    private boolean isAhead(PredictionBatch batch) {
      return batch.request().liveSequence() > adapters.newestSequence(batch.request().projectId());
    }

    private void refuseOverdue() {
      long now = nanoTime.getAsLong();
      while (!waiting.isEmpty() && waiting.get(0).deadline - now <= 0) {
        PredictionBatch batch = waiting.remove(0).batch;
        batch.answer(
            scorer.unscored(
                batch.request(),
                "Live adapter %d of project %s has not been announced on live-adapters"
                    .formatted(batch.request().liveSequence(), batch.request().projectId())));
      }
    }

    @Override
    public void close() {
      for (Job job : jobs) {
        job.leave();
      }
      adapters.close();
    }
  }

  private record Waiting(PredictionBatch batch, long deadline) {}
}
