package io.qalam.trainer.worker;

/** A run's work in steps so short that predictions pass between them. Used by the engine thread. */
interface Job {
  /**
   * Does one step, unless it was ordered otherwise.
   *
   * @return false when this was the last one; nothing is held any more then
   */
  boolean advance(LabelModel model, AdapterShelf shelf);

  /** Stops without an end, and lets go of everything. */
  void leave();
}
