package io.qalam.trainer.eval;

/**
 * A held-out post under both adapters.
 *
 * @param part {@code DEVELOPMENT} or {@code TEST}
 * @param gold index of the label people gave, in the label schema's order
 * @param candidate index of the label the new adapter gave
 * @param live index of the label the live adapter, or the base, gave
 */
public record JudgedPost(
    String part, String task, String lang, int gold, int candidate, int live) {}
