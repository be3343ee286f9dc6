/**
 * Raw datasets made ready for instruction tuning: read, cleaned, freed of repeats, split and
 * capped, as the LlamaLens paper does it.
 *
 * <p>Entry types: {@link io.qalam.trainer.dataset.DatasetManifest} says what there is, {@link
 * io.qalam.trainer.dataset.Preparation} makes it ready. Kmainasi et al. 2024, arXiv:2410.15308.
 */
@NullMarked
package io.qalam.trainer.dataset;

import org.jspecify.annotations.NullMarked;
