package io.qalam.trainer.serve;

/** What is told of a generation while it runs, and how it is ended. */
public interface Generation {

  /** Called for every token that a prompt was continued by, in order; not for the one that ends. */
  void token(int prompt, int id);

  /** Asked after every token of a prompt; true ends that prompt alone. */
  default boolean isOver(int prompt) {
    return false;
  }

  /** Asked before every step; true ends the generation with what there is. */
  default boolean isCancelled() {
    return false;
  }
}
