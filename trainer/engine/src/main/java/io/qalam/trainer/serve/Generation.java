package io.qalam.trainer.serve;

/** What is told of a generation while it runs, and how it is ended. */
public interface Generation {

  /** Called for every token that a prompt was continued by, in order; not for the one that ends. */
  void token(int prompt, int id);

  /** Asked before every step; true ends the generation with what there is. */
  default boolean isCancelled() {
    return false;
  }
}
