package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Rotary;
import io.qalam.trainer.llama.Rows;
import io.qalam.trainer.lora.LoraAdapter;
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
    Rows rows = new Rows();
    rows.add(ids, ids.length);
    Rotary rotary = model.rotary(rows.reach());
    return model
        .run(
            scratch,
            "logits",
            model.weights(),
            adapted.tensors(),
            adapted.slots(),
            adapted.table(),
            scratch.create(rows.ids()),
            scratch.create(rows.places()),
            rows.spans(),
            rotary.cosines(),
            rotary.sines(),
            (double) adapted.scaling())
        .get(0)
        .expandDims(0);
  }
}
