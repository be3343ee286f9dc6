package io.qalam.adjudication.model;

import java.util.UUID;

/**
 * How often one person's label was the model's.
 *
 * @param same answers whose label was the predicted one
 * @param all answers with a label, to posts that had a prediction
 */
public record AcceptanceCount(UUID account, long same, long all) {}
