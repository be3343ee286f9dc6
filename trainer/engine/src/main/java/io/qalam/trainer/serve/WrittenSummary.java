package io.qalam.trainer.serve;

/**
 * A summary as a model wrote it.
 *
 * @param text up to its first full stop; empty where nothing was written
 * @param confidence the geometric mean of its tokens' probabilities, 0 to 1; NaN where the model
 *     gave no finite ones
 */
public record WrittenSummary(String text, float confidence) {}
