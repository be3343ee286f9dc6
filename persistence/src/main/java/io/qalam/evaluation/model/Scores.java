package io.qalam.evaluation.model;

/** How well one adapter labelled one part: shares from 0 to 1. */
public record Scores(float accuracy, float macroF1, float microF1, float weightedF1) {}
