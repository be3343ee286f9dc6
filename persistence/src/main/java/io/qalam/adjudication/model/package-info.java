/**
 * Adjudications as stored: the labels editors decided, which outrank every annotation.
 *
 * <p>Fifth of the nine stages; {@link io.qalam.adjudication.model.Adjudication} is the entry.
 * Before it {@link io.qalam.review.model}, after it {@code io.qalam.trainingset.model}.
 */
@NullMarked
package io.qalam.adjudication.model;

import org.jspecify.annotations.NullMarked;
