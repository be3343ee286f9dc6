package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.LoraLayout;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model with an adapter, or alone, as the graph's methods take it.
 *
 * @param tensors the adapter's in the compute type; none for the base alone
 * @param masters the same in 32 bits
 * @param slots for every linear module the index of its A, or -1
 * @param table the input embeddings: the adapter's own where it tuned them
 * @param scaling of the adapter's product
 */
@SuppressWarnings("ArrayRecordComponent")
record Adapted(
    List<NDArray> tensors, List<NDArray> masters, long[] slots, NDArray table, float scaling) {

  static Adapted of(LlamaModel model, @Nullable LoraAdapter adapter) {
    NDArray own = model.weights().get(0);
    if (adapter == null) {
      return new Adapted(List.of(), List.of(), LoraLayout.none(model.config()).slots(), own, 1);
    }
    List<NDArray> served = adapter.served(model);
    LoraLayout layout = adapter.layout();
    return new Adapted(
        served,
        adapter.tensors(),
        layout.slots(),
        adapter.hasEmbeddings() ? served.get(layout.embedded()) : own,
        adapter.config().scaling());
  }

  /** Whether no linear module is the base's alone. */
  boolean coversEveryModule() {
    return Arrays.stream(slots).allMatch(slot -> slot >= 0);
  }
}
