/**
 * A model measured on prepared datasets as the LlamaLens paper measures: written answers read and
 * counted by kind, beside label scoring and the yardstick on the same rows.
 *
 * <p>Entry type: {@link io.qalam.trainer.report.DatasetEvaluation}.
 */
@NullMarked
package io.qalam.trainer.report;

import org.jspecify.annotations.NullMarked;
