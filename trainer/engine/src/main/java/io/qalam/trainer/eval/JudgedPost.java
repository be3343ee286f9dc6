package io.qalam.trainer.eval;

import org.jspecify.annotations.Nullable;

/**
 * A held-out post under both adapters and the yardstick.
 *
 * @param part {@code DEVELOPMENT} or {@code TEST}
 * @param gold index of the label people gave, in the label schema's order
 * @param candidate index of the label the new adapter gave
 * @param live index of the label the live adapter, or the base, gave
 * @param yardstick index of the label the yardstick gave; null where there is none
 */
public record JudgedPost(
    String part,
    String task,
    String lang,
    int gold,
    int candidate,
    int live,
    @Nullable Integer yardstick) {}
