/**
 * Evaluation: candidate and live adapter, measured on the same held-out posts, and the gate that
 * decides between them.
 *
 * <p>Eighth of the nine stages; {@link io.qalam.evaluation.EvaluationService} is the entry, {@link
 * io.qalam.evaluation.Gate} the rule. Before it {@link io.qalam.training}, after it {@link
 * io.qalam.adapter}.
 */
@NullMarked
package io.qalam.evaluation;

import org.jspecify.annotations.NullMarked;
