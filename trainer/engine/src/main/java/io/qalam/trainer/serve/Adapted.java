package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.LoraLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model with an adapter, or alone, as the graph's methods take it.
 *
 * @param tensors the adapter's; none for the base alone
 * @param layout which tensor belongs to which linear module
 * @param table the input embeddings: the adapter's own where it tuned them
 * @param scaling of the adapter's product
 */
record Adapted(List<NDArray> tensors, LoraLayout layout, NDArray table, float scaling) {

  static Adapted of(LlamaModel model, @Nullable LoraAdapter adapter) {
    NDArray own = model.weights().get(0);
    if (adapter == null) {
      return new Adapted(List.of(), LoraLayout.none(model.config()), own, 1);
    }
    NDArray tuned = adapter.embeddings();
    return new Adapted(
        adapter.tensors(),
        adapter.layout(),
        tuned == null ? own : tuned,
        adapter.config().scaling());
  }
}
