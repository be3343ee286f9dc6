package io.qalam.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.LlamaModel;
import java.util.List;

/**
 * A trained adapter in memory, ready for one base model.
 *
 * <p>Immutable; a hot swap is a change of one reference between calls. {@link #close()} frees the
 * native tensors and is called on the engine thread.
 */
public final class LoraAdapter implements AutoCloseable {
  private final LoraConfig config;
  private final LoraLayout layout;
  private final NDManager manager;
  private final List<NDArray> tensors;
  private List<NDArray> served = List.of();

  LoraAdapter(LoraConfig config, LoraLayout layout, NDManager manager, List<NDArray> tensors) {
    this.config = config;
    this.layout = layout;
    this.manager = manager;
    this.tensors = tensors;
  }

  public LoraConfig config() {
    return config;
  }

  /** Which tensor belongs where. */
  public LoraLayout layout() {
    return layout;
  }

  /**
   * A and B of every target in the layout's order, then the input embeddings where they are tuned;
   * all in 32 bits.
   */
  public List<NDArray> tensors() {
    return tensors;
  }

  /** The same tensors in the model's compute type, made at the first call and kept. */
  public List<NDArray> served(LlamaModel model) {
    if (served.isEmpty()) {
      served = List.copyOf(model.run(manager, "cast", tensors, model.compute().code()));
    }
    return served;
  }

  /** Whether the input embeddings are tuned. */
  public boolean hasEmbeddings() {
    return layout.embedded() >= 0;
  }

  /** Whether its native tensors are gone. */
  public boolean isClosed() {
    return !manager.isOpen();
  }

  @Override
  public void close() {
    manager.close();
  }
}
