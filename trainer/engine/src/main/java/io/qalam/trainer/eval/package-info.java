/**
 * How good an adapter is, and whether it is better than another: F1 by label, and the paired
 * bootstrap of the difference; calibration of probabilities; ROUGE of summaries. Arithmetic, no
 * model.
 *
 * <p>Entry type: {@link io.qalam.trainer.eval.Comparison}. The worker scores the posts and hands
 * the label indices in.
 */
@NullMarked
package io.qalam.trainer.eval;

import org.jspecify.annotations.NullMarked;
