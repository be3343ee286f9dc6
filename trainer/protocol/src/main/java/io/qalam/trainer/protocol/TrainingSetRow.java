package io.qalam.trainer.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a training set's JSONL file.
 *
 * @param split {@code TRAIN}, {@code DEVELOPMENT} or {@code TEST}; only the first is trained on
 * @param label null where posts get summaries
 * @param summary null where they get labels, and in sets of before
 * @param source {@code ACCEPTED}, {@code CORRECTED}, {@code LABELLED}, {@code ADJUDICATED} or
 *     {@code GOLD}
 * @param arm how the post was chosen: {@code STRATEGY}, {@code RANDOM} or {@code BLIND}, which is
 *     at random too; null where nobody chose it for review, and in sets of before
 */
public record TrainingSetRow(
    UUID postId,
    String text,
    String lang,
    String task,
    @Nullable String label,
    @Nullable String summary,
    String split,
    String source,
    @Nullable String arm) {}
