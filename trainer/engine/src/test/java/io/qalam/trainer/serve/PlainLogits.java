package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Rotary;
import io.qalam.trainer.llama.Rows;
import io.qalam.trainer.lora.LoraLayout;
import java.util.List;

/** The reference for what is cached or batched: one row, all its tokens anew. */
final class PlainLogits {

  private PlainLogits() {}

  /** Logits (1, T, V) of the base alone; the manager owns them. */
  static NDArray of(LlamaModel model, NDManager scratch, int[] ids) {
    Rows rows = new Rows();
    rows.add(ids, ids.length);
    Rotary rotary = model.rotary(rows.reach());
    return model
        .run(
            scratch,
            "logits",
            model.weights(),
            List.of(),
            LoraLayout.none(model.config()).slots(),
            model.weights().get(0),
            scratch.create(rows.ids()),
            scratch.create(rows.places()),
            rows.spans(),
            rotary.cosines(),
            rotary.sines(),
            1.0)
        .get(0)
        .expandDims(0);
  }
}
