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
  OTHER_SCHEMA,
  OTHER_BASE,
  TURNED_DOWN,
  NO_ANSWER_ANY_MORE,
  NOT_TAKEN_UP,
  FELL_SILENT,
  CAME_TO_NOTHING,
  FINISHED_BEFORE,
  NO_REASON,
  NO_ADAPTER,
  OTHER_ADAPTER,
  NO_YARDSTICK,
  OTHER_YARDSTICK,
  NO_HASH,
  BAD_TEMPERATURE,
  NOT_IN_STORE,
  OTHER_HASH,
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
