package io.qalam.trainer.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Settings of a LoRA run that a project overrides; null leaves the worker's default for its base
 * model.
 *
 * @param learningRate peak, per optimizer step
 * @param maxTokens longest prompt in tokens; a longer post is cut at its end
 */
public record TrainingSettings(
    @Nullable Integer rank,
    @Nullable Float alpha,
    @Nullable Float learningRate,
    @Nullable Integer epochs,
    @Nullable Integer batchSize,
    @Nullable Integer maxTokens,
    long seed) {}
