package io.qalam.training;

import io.qalam.tenant.Wording;
import io.qalam.training.model.RunState;

/** What training refuses. */
public enum TrainingWording implements Wording {
  ZONE,
  FIVE_FIELDS,
  FIELD_UNREADABLE,
  NEVER,
  THRESHOLD,
  RUN_ACTIVE,
  YARDSTICK_RUN,
  RUN_ENDED,
  STATE_QUEUED,
  STATE_RUNNING,
  STATE_EVALUATING,
  STATE_AWAITING_APPROVAL,
  STATE_PROMOTED,
  STATE_REJECTED,
  STATE_TRAINED,
  STATE_FAILED,
  STATE_CANCELLED;

  /** The word for a state of a run. */
  public static TrainingWording of(RunState state) {
    return valueOf("STATE_" + state.name());
  }
}
