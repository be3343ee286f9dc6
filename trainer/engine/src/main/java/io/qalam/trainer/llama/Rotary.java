package io.qalam.trainer.llama;

import ai.djl.ndarray.NDArray;

/**
 * Rotary tables on a model's device, (positions, E).
 *
 * @param sines those of a head's first half are negative, since the graph turns {@code (a, b)} into
 *     {@code (a, b) cos + (b, a) sin}
 */
public record Rotary(NDArray cosines, NDArray sines, int positions) {}
