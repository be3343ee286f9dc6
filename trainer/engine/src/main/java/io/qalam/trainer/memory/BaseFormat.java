package io.qalam.trainer.memory;

/** How the frozen weights lie in memory. */
public enum BaseFormat {
  FLOAT32(4),
  BFLOAT16(2),

  /** Linear layers in four bits, the rest and the matrix products in bf16. */
  NF4(2);

  private final int computeBytes;

  BaseFormat(int computeBytes) {
    this.computeBytes = computeBytes;
  }

  /** Bytes of a number in a matrix product. */
  int computeBytes() {
    return computeBytes;
  }
}
