package io.qalam.trainer.llama;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The number format of the matrix products; masters and losses are always 32 bits. */
public enum Compute {
  FLOAT32(6),
  BFLOAT16(15);

  private final int code;

  Compute(int code) {
    this.code = code;
  }

  /** PyTorch's number for the type. */
  public int code() {
    return code;
  }

  /**
   * Bfloat16 on a GPU and on CPUs that multiply it in hardware (avx512_bf16, amx_bf16), else 32
   * bits.
   */
  public static Compute fastestOn(String device) {
    return !device.equals("cpu") || cpuMultipliesBfloat16() ? BFLOAT16 : FLOAT32;
  }

  private static boolean cpuMultipliesBfloat16() {
    Path file = Path.of("/proc/cpuinfo");
    try {
      return Files.isReadable(file) && Files.readString(file).contains("avx512_bf16");
    } catch (IOException e) {
      return false;
    }
  }
}
