package io.qalam.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** The tuned input embeddings, (V, D), or null. */
  public @Nullable NDArray embeddings() {
    return layout.embedded() < 0 ? null : tensors.get(layout.embedded());
  }

  @Override
  public void close() {
    manager.close();
  }
}
