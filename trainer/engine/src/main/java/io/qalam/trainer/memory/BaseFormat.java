package io.qalam.trainer.memory;

/** How the frozen weights lie in memory. */
public enum BaseFormat {
  FLOAT32(4),
  BFLOAT16(2),

  /** Linear layers in four bits, the rest and the matrix products in bf16. */
  NF4(2),

  /** Linear layers in four bits, the rest and the matrix products in 32 bits. */
  NF4_FLOAT32(4);

  private final int computeBytes;

  BaseFormat(int computeBytes) {
    this.computeBytes = computeBytes;
  }

  boolean isPacked() {
    return this == NF4 || this == NF4_FLOAT32;
  }

  /** Bytes of a number in a matrix product. */
  int computeBytes() {
    return computeBytes;
  }
}
