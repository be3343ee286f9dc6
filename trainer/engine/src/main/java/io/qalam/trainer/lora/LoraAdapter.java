package io.qalam.trainer.lora;

/**
 * A trained adapter in memory, ready for one base model. Closing frees its native tensors; the
 * engine thread closes it.
 */
public final class LoraAdapter implements AutoCloseable {
  private final LoraConfig config;

  LoraAdapter(LoraConfig config) {
    this.config = config;
  }

  public LoraConfig config() {
    return config;
  }

  @Override
  public void close() {}
}
