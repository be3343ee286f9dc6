package io.qalam.launcher.part;

/**
 * How much of the memory Java's heap may take in a command of the engine's.
 *
 * <p>Rows, texts and figures lie in the heap; a model's numbers and all that is computed of them
 * lie beside it.
 */
public final class EngineHeap {
  private static final long LEAST = 512L << 20;

  /** Enough for a large model's tokenizer; a small machine gives half of what it has. */
  private static final long BESIDE_A_MODEL = 2L << 30;

  /** With more, each of Java's references takes twice the room. */
  private static final long MOST = 31L << 30;

  private EngineHeap() {}

  /**
   * Half of the memory, or a quarter beside a model.
   *
   * @param memory bytes that all of the command may take
   * @return as Java's option
   */
  public static String option(long memory, boolean besideAModel) {
    long half = memory / 2;
    long share = besideAModel ? Math.max(memory / 4, Math.min(BESIDE_A_MODEL, half)) : half;
    return "-Xmx" + (Math.min(MOST, Math.max(LEAST, share)) >> 20) + "m";
  }
}
