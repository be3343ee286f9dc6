package io.qalam.trainer.eval;

import org.jspecify.annotations.Nullable;

/**
 * A held-out post under both adapters and the yardstick.
 *
 * @param part {@code DEVELOPMENT} or {@code TEST}
 * @param gold index of what people gave: of the label, in the label schema's order, or of the label
 *     set, in that of the {@link AnswerSpace}
 * @param candidate index of what the new adapter gave, likewise
 * @param live index of what the live adapter, or the base, gave
 * @param yardstick index of what the yardstick gave; null where there is none
 */
public record JudgedPost(
    String part,
    String task,
    String lang,
    int gold,
    int candidate,
    int live,
    @Nullable Integer yardstick) {}
