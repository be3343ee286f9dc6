package io.qalam.trainer.serve;

/** What is told of a generation while it runs, and how it is ended. */
public interface Generation {

  /** Called for every token that a prompt was continued by, in order; not for the one that ends. */
  void token(int prompt, int id);

  /**
   * Called with what a prompt's tokens have added to its text, in order, whenever they have:
   * joined, the pieces are what the engine returns of it. Never half a letter; of a prompt that
   * ends in half a letter, U+FFFD stands for it when the generation is over.
   */
  default void text(int prompt, String text) {}

  /** Asked after every token of a prompt; true ends that prompt alone. */
  default boolean isOver(int prompt) {
    return false;
  }

  /** Asked before every step; true ends the generation with what there is. */
  default boolean isCancelled() {
    return false;
  }
}
