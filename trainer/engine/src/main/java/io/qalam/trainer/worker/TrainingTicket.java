package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at a run from the record that asked for it to the broker's receipt for its last
 * message. Stands between the engine thread, which works on the run, and the intake's.
 */
final class TrainingTicket implements TrainingObserver {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingTicket.class);

  private final TrainingRequest request;
  private final Outgoing outgoing;
  private final Cancellations cancellations;
  private final String workerId;

  private Phase phase = Phase.RUNNING;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean leaving;
  private volatile CompletableFuture<Void> newest = CompletableFuture.completedFuture(null);
  private volatile @Nullable TrainingProgress last;

  TrainingTicket(
      TrainingRequest request, Outgoing outgoing, Cancellations cancellations, String workerId) {
    this.request = request;
    this.outgoing = outgoing;
    this.cancellations = cancellations;
    this.workerId = workerId;
  }

  TrainingRequest request() {
    return request;
  }

  @Override
  public Order order() {
    if (leaving) {
      return Order.LEAVE;
    }
    return cancellations.cover(request.runId(), request.attempt()) ? Order.CANCEL : Order.GO_ON;
  }

  /**
   * Not taken while the former message is still on its way, for they must not pile up; but a new
   * phase is always told.
   */
  @Override
  public boolean progress(TrainingProgress progress) {
    if (!newest.isDone() && progress.phase() == phase) {
      return false;
    }
    phase = progress.phase();
    newest = outgoing.send(progress);
    return true;
  }

  @Override
  public void ended(TrainingProgress progress) {
    LOG.info("Run {} attempt {}: {}", request.runId(), request.attempt(), progress.phase());
    last = progress;
    newest = outgoing.send(progress);
    stopped.countDown();
  }

  @Override
  public void left() {
    LOG.info("Run {} attempt {} left at a checkpoint", request.runId(), request.attempt());
    stopped.countDown();
  }

  /** Ends the attempt without a job. */
  void end(Phase phase, @Nullable String reason) {
    ended(new RunMessages(request, workerId).at(phase, reason));
  }

  /** Asks the job to stop at a checkpoint, for another attempt or another worker to go on. */
  void leave() {
    leaving = true;
  }

  /** Waits for the job to have stopped; false if it has not by then. */
  boolean awaitStopped(Duration patience) {
    try {
      return stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isLeft() {
    return stopped.getCount() == 0 && last == null;
  }

  /** Whether the run ended and the broker has the message that says so. */
  boolean over() {
    return last != null && newest.isDone() && !newest.isCompletedExceptionally();
  }

  void sendAgainIfLost() {
    TrainingProgress lost = last;
    if (lost != null && newest.isCompletedExceptionally()) {
      Throwable reason = Commits.reason(newest);
      LOG.warn("End of run {} not delivered, sent again: {}", lost.runId(), reason.toString());
      Commits.requireRetriable(reason);
      newest = outgoing.send(lost);
    }
  }
}
