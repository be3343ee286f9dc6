package io.qalam.training;

import io.qalam.tenant.Sentence;
import io.qalam.tenant.StoredSentence;
import io.qalam.training.model.RunState;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Drives a run on that fell silent, inside the transaction of its tenant.
 *
 * <p>Kafka hands a dead worker's request to another one by itself; this is for what Kafka cannot
 * see: a worker that hangs, a request that was lost with its broker. A new attempt makes the
 * answers of the former one void, and resumes at its checkpoint. A run that waits while every
 * worker is away or busy is left to wait.
 */
@ApplicationScoped
class RunWatch {

  /** A worker at a run speaks every two to five seconds. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  /** So long may a request take to be picked up while a worker is free. */
  static final Duration QUEUE_PATIENCE = Duration.ofSeconds(120);

  @Inject private TrainingRunRepository runs;
  @Inject private RunMessages messages;
  @Inject private Workers workers;

  /** Looks after one run. */
  void look(UUID runId, Instant now) {
    runs.lock(runId)
        .filter(run -> run.getState().isActive() && isStuck(run, now))
        .ifPresent(run -> driveOn(run, now));
  }

  private boolean isStuck(TrainingRun run, Instant now) {
    Duration silence = Duration.between(run.lastSignOfLife(), now);
    return run.getState() == RunState.QUEUED
        ? silence.compareTo(QUEUE_PATIENCE) > 0 && workers.areAllFree()
        : silence.compareTo(SILENCE) > 0;
  }

  private void driveOn(TrainingRun run, Instant now) {
    if (run.isCancelRequested()) {
      run.cancel(StoredSentence.write(Sentence.of(TrainingWording.NO_ANSWER_ANY_MORE)), now);
      return;
    }
    Sentence why =
        run.getState() == RunState.QUEUED
            ? Sentence.of(TrainingWording.NOT_TAKEN_UP, run.getAttempt())
            : Sentence.of(
                TrainingWording.FELL_SILENT, String.valueOf(run.getWorkerId()), run.getAttempt());
    if (run.tryAgain(StoredSentence.write(why), now)) {
      messages.request(run);
    } else {
      run.fail(
          StoredSentence.write(Sentence.of(TrainingWording.CAME_TO_NOTHING, run.getAttempt(), why)),
          now);
    }
  }
}
