package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.TrainingProgress;

/** Who ordered a job: hears of it and may end it. Called on the engine thread; must not wait. */
interface TrainingObserver {
  /** What is to become of the job; asked between steps. */
  Order order();

  /**
   * The job goes on.
   *
   * @return false if the message could not be taken now; the next one then carries its losses
   */
  boolean progress(TrainingProgress progress);

  /** The run ended: finished, failed or cancelled. */
  void ended(TrainingProgress last);

  /** The job stopped here without an end; whoever gets the run next resumes at the checkpoint. */
  void left();

  /** What a job may be told. */
  enum Order {
    GO_ON,
    /** The run is to end. */
    CANCEL,
    /** Another attempt or another worker goes on with the run. */
    LEAVE
  }
}
