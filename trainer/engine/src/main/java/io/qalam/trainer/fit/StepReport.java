package io.qalam.trainer.fit;

/** What one optimizer step did: loss is the mean over the answers' tokens, in nats. */
public record StepReport(int step, int steps, float loss, float learningRate, int tokens) {}
