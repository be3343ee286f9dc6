package io.qalam.trainer.protocol;

import java.util.UUID;

/**
 * One line of a training set's JSONL file.
 *
 * @param split {@code TRAIN}, {@code DEVELOPMENT} or {@code TEST}; only the first is trained on
 * @param source {@code ACCEPTED}, {@code CORRECTED}, {@code LABELLED}, {@code ADJUDICATED} or
 *     {@code GOLD}
 */
public record TrainingSetRow(
    UUID postId,
    String text,
    String lang,
    String task,
    String label,
    String split,
    String source) {}
