package io.qalam.trainer.report;

/** How an answer is had from a model. */
public enum Way {
  /** It is written, and read, as the LlamaLens paper does; the yardstick has this way alone. */
  WRITTEN,
  /** The label that is most probable as a whole, as the worker predicts. */
  SCORED
}
