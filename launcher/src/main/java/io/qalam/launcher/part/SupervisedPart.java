package io.qalam.launcher.part;

import io.qalam.launcher.Console;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.home.ProcessId;
import io.qalam.launcher.home.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A part that is kept alive: started, watched, and started again with growing pauses when it dies.
 *
 * <p>One thread per part walks through prepare, launch, ready, end. A part that has never been
 * ready is given up after three tries, so that a broken installation says so instead of looping.
 */
public final class SupervisedPart {

  private static final int TRIES_BEFORE_READY = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration STEADY = Duration.ofSeconds(60);

  /** Where a part stands. */
  public enum State {
    STARTING,
    READY,
    RESTARTING,
    STOPPED,
    FAILED
  }

  private final Part part;
  private final Path home;
  private final Console console;
  private final Runnable onChange;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.STOPPED;
  private volatile @Nullable ChildProcess child;
  private @Nullable Thread thread;
  private boolean stopping;
  private volatile int restarts;
  private CompletableFuture<Void> firstReady = new CompletableFuture<>();

  public SupervisedPart(Part part, Path home, Console console, Runnable onChange) {
    this.part = part;
    this.home = home;
    this.console = console;
    this.onChange = onChange;
  }

  /** Starts it in the background; completes when it is ready, exceptionally when it is given up. */
  public CompletableFuture<Void> start() {
    lock.lock();
    try {
      if (thread != null && thread.isAlive()) {
        return firstReady;
      }
      stopping = false;
      firstReady = new CompletableFuture<>();
      state = State.STARTING;
      thread = new Thread(this::keepAlive, "part-" + part.name());
      thread.setDaemon(true);
      thread.start();
      return firstReady;
    } finally {
      lock.unlock();
    }
  }

  private void keepAlive() {
    Duration pause = Duration.ofSeconds(1);
    int triesBeforeReady = 0;
    while (!isStopping()) {
      long began = System.nanoTime();
      String cause = runOnce(began);
      if (isStopping()) {
        break;
      }
      if (!firstReady.isDone() && ++triesBeforeReady >= TRIES_BEFORE_READY) {
        giveUp(cause);
        return;
      }
      if (System.nanoTime() - began > STEADY.toNanos()) {
        pause = Duration.ofSeconds(1);
      }
      console.part(part.name(), cause + ": starting again in " + pause.toSeconds() + " s");
      restarts++;
      move(State.RESTARTING);
      awaitStopFor(pause);
      pause = longer(pause);
    }
    move(State.STOPPED);
    firstReady.completeExceptionally(new PartFailure(part.name() + " was stopped"));
  }

  /** One life of the process; returns why it ended. */
  private String runOnce(long began) {
    try {
      part.prepare();
      ChildProcess started = launchUnlessStopping();
      if (started == null) {
        return "stopped";
      }
      part.awaitReady(started);
      move(State.READY);
      console.part(
          part.name(),
          "ready in "
              + Console.seconds(Duration.ofNanos(System.nanoTime() - began))
              + (part.port() == 0 ? "" : ", port " + part.port()));
      firstReady.complete(null);
      return "died (exit code " + started.awaitEnd() + ")";
    } catch (PartFailure | IOException e) {
      killChild();
      return e.getMessage() == null ? e.toString() : e.getMessage();
    } catch (Refusal e) {
      killChild();
      firstReady.completeExceptionally(e);
      return e.getMessage() == null ? e.toString() : e.getMessage();
    } catch (InterruptedException e) {
      killChild();
      return "was interrupted";
    }
  }

  private @Nullable ChildProcess launchUnlessStopping() throws IOException, InterruptedException {
    Launch launch = part.launch();
    lock.lock();
    try {
      if (stopping) {
        return null;
      }
      child = ChildProcess.start(part.name(), home, launch);
      if (state != State.RESTARTING) {
        state = State.STARTING;
      }
    } finally {
      lock.unlock();
    }
    onChange.run();
    return child;
  }

  private void giveUp(String cause) {
    move(State.FAILED);
    firstReady.completeExceptionally(new PartFailure(cause));
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void awaitStopFor(Duration pause) {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!stopping && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      stopping = true;
    } finally {
      lock.unlock();
    }
  }

  /** Ends it in order and leaves it ended. */
  public void stop() throws InterruptedException {
    Thread waitedFor;
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
      waitedFor = thread;
    } finally {
      lock.unlock();
    }
    ChildProcess running = child;
    if (running != null) {
      running.stop(part.stopSignal(), part.stopLimit());
    }
    if (waitedFor != null) {
      // It ends with its process; only a preparation may still be under way.
      waitedFor.join(TimeUnit.SECONDS.toMillis(10));
      waitedFor.interrupt();
      waitedFor.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  /** Kills the process with SIGKILL; the supervision starts it again. For tests of recovery. */
  public void kill() throws InterruptedException {
    ChildProcess running = child;
    if (running != null) {
      move(State.RESTARTING);
      running.kill();
    }
  }

  private void killChild() {
    ChildProcess running = child;
    if (running == null || !running.isAlive()) {
      return;
    }
    try {
      running.stop(part.stopSignal(), part.stopLimit());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the part is ready, now or after a restart. */
  public void awaitReady(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (state != State.READY) {
        if (state == State.FAILED || left <= 0) {
          throw new PartFailure(part.name() + " is " + state + ", not ready");
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void move(State next) {
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    onChange.run();
  }

  private boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  public String name() {
    return part.name();
  }

  public int port() {
    return part.port();
  }

  public int restarts() {
    return restarts;
  }

  public State state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  /** The process that runs now. */
  public Optional<ProcessId> process() {
    ChildProcess running = child;
    return running != null && running.isAlive() ? Optional.of(running.id()) : Optional.empty();
  }

  /** What {@code status} is told. */
  public RunState.Part snapshot() {
    return new RunState.Part(
        part.name(), state().name(), process().orElse(null), part.port(), restarts);
  }
}
