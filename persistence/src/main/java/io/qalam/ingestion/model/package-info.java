/**
 * Stage 1 as stored: posts, their permanent splits, what was refused, and the rules by which two
 * texts count as one.
 *
 * <p>Entry type: {@link io.qalam.ingestion.model.Post}. Nothing comes before; {@code
 * io.qalam.prediction.model} comes after.
 */
@NullMarked
package io.qalam.ingestion.model;

import org.jspecify.annotations.NullMarked;
