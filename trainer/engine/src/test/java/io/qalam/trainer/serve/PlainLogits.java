package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The reference for what is cached or batched: one row, all its tokens anew. */
final class PlainLogits {

  private PlainLogits() {}

  /** Logits (1, T, V) of the base alone; the manager owns them. */
  static NDArray of(LlamaModel model, NDManager scratch, int[] ids) {
    return of(model, null, scratch, ids);
  }

  /** Logits (1, T, V) of the base with an adapter; the manager owns them. */
  static NDArray of(LlamaModel model, @Nullable LoraAdapter adapter, NDManager scratch, int[] ids) {
    Adapted adapted = Adapted.of(model, adapter);
    long[] wide = Arrays.stream(ids).asLongStream().toArray();
    return model
        .run(
            scratch,
            "logits",
            model.weights(),
            adapted.tensors(),
            adapted.layout().slots(),
            adapted.table(),
            scratch.create(wide, new Shape(1, wide.length)),
            model.cosines(),
            model.sines(),
            (double) adapted.scaling(),
            6)
        .get(0);
  }
}
