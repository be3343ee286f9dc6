package io.qalam.adjudication.model;

import java.util.Map;
import java.util.UUID;

/**
 * A post whose label is settled, with the probabilities of a model that never learned from it.
 *
 * @param label what its annotators settled on
 * @param heldOut whether it measures the model: a post for development or test
 */
public record ScoredPost(
    UUID postId, String label, Map<String, Double> probabilities, boolean heldOut) {}
