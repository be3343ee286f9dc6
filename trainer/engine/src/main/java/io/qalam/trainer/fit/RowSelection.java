package io.qalam.trainer.fit;

/** Which rows an epoch takes, and in which order. */
public enum RowSelection {
  /**
   * Every label of a task equally often, shuffled anew in each epoch; a rare label's rows return.
   */
  BALANCED,
  /** Every row once, shuffled anew in each epoch. */
  SHUFFLED,
  /** Every row once, as the rows were given: their order is the recipe's. */
  AS_GIVEN
}
