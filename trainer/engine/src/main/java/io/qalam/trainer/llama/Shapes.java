package io.qalam.trainer.llama;

/** Arithmetic on tensor shapes. */
final class Shapes {
  private Shapes() {}

  static long elements(long[] shape) {
    long elements = 1;
    for (long size : shape) {
      elements = Math.multiplyExact(elements, size);
    }
    return elements;
  }
}
