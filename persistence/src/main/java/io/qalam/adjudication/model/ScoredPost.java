package io.qalam.adjudication.model;

import java.util.Map;
import java.util.UUID;

/**
 * A post whose label is settled, with the probabilities of a model that never learned from it.
 *
 * @param label what its annotators settled on
 */
public record ScoredPost(UUID postId, String label, Map<String, Double> probabilities) {}
