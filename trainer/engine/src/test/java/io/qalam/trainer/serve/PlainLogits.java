package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraLayout;
import java.util.Arrays;
import java.util.List;

/** The reference for what is cached or batched: one row, all its tokens anew. */
final class PlainLogits {

  private PlainLogits() {}

  /** Logits (1, T, V) of the base alone; the manager owns them. */
  static NDArray of(LlamaModel model, NDManager scratch, int[] ids) {
    long[] wide = Arrays.stream(ids).asLongStream().toArray();
    return model
        .run(
            scratch,
            "logits",
            model.weights(),
            List.of(),
            LoraLayout.none(model.config()).slots(),
            model.weights().get(0),
            scratch.create(wide, new Shape(1, wide.length)),
            model.cosines(),
            model.sines(),
            1.0,
            6)
        .get(0);
  }
}
