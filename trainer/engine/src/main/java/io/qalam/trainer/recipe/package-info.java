/**
 * How prepared datasets become the rows of an instruction tuning run: in which order, under which
 * instruction.
 *
 * <p>Kmainasi et al. 2024, "LlamaLens", arXiv:2410.15308. Comes after {@code dataset}; {@code fit}
 * trains on what it gives.
 */
@NullMarked
package io.qalam.trainer.recipe;

import org.jspecify.annotations.NullMarked;
