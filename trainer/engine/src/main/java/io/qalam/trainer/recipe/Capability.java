package io.qalam.trainer.recipe;

/**
 * What a group of tasks is about. The LlamaLens paper has five; which task belongs to which is our
 * reading (docs/adr/0011-capabilities.md).
 */
public enum Capability {
  NEWS,
  AFFECT,
  HARM,
  VERIFICATION,
  OPINION
}
