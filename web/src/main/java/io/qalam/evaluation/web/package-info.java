/**
 * Evaluation reports as REST and the pages show them.
 *
 * <p>Eighth of the nine stages; {@link io.qalam.evaluation.web.EvaluationDetail} is what is shown
 * of a row.
 */
@NullMarked
package io.qalam.evaluation.web;

import org.jspecify.annotations.NullMarked;
