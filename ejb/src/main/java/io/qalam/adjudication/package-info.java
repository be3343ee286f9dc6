/**
 * Adjudication: where annotators disagree or a flag asks for it, an editor decides; and how far
 * annotators agree is measured here.
 *
 * <p>Fifth of the nine stages; {@link io.qalam.adjudication.AdjudicationService} is the entry.
 * Before it {@link io.qalam.review}, after it {@code io.qalam.trainingset}.
 */
@NullMarked
package io.qalam.adjudication;

import org.jspecify.annotations.NullMarked;
