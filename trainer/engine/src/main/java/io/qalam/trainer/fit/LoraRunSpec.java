package io.qalam.trainer.fit;

import io.qalam.trainer.lora.LoraConfig;

/**
 * Everything that decides a LoRA run but its rows: two runs of one spec on the same rows give the
 * same adapter.
 *
 * @param batchSize rows per optimizer step
 * @param maxTokens longest prompt with answer; longer posts lose their end
 * @param trainEmbeddings tune the input embeddings too (PEFT's {@code modules_to_save})
 */
public record LoraRunSpec(
    LoraConfig lora,
    AdamW optimizer,
    int epochs,
    int batchSize,
    int maxTokens,
    RowSelection selection,
    boolean trainEmbeddings,
    Footprint footprint,
    long seed) {

  /**
   * How much of a step is in memory at once; it changes the numbers by rounding alone.
   *
   * @param tokensAtOnce tokens of one pass; the gradients of several passes add up to a step
   * @param recompute keep only the layers' inputs and compute each layer again for its gradients
   */
  public record Footprint(int tokensAtOnce, boolean recompute) {
    public Footprint {
      require(
          tokensAtOnce >= 16 && tokensAtOnce <= 1 << 20,
          "footprint.tokensAtOnce",
          "16 to 1048576",
          tokensAtOnce);
    }
  }

  public LoraRunSpec {
    require(epochs >= 1 && epochs <= 1000, "epochs", "1 to 1000", epochs);
    require(batchSize >= 1 && batchSize <= 4096, "batchSize", "1 to 4096", batchSize);
    require(maxTokens >= 16 && maxTokens <= 131072, "maxTokens", "16 to 131072", maxTokens);
  }

  /** Hidden sizes below are those of bases far smaller than any Llama that Meta published. */
  public static final int SMALL = 1024;

  /** What works for the base that ships with Qalam; docs/LOG.md has the runs that chose it. */
  public static LoraRunSpec forSmallBase(long seed) {
    return new LoraRunSpec(
        new LoraConfig(16, 32, 0, LoraConfig.ALL_LINEAR, false),
        new AdamW(1e-3f, 0.06f, 0.95f, 0.01f, 1),
        5,
        16,
        256,
        RowSelection.BALANCED,
        true,
        new Footprint(4096, false),
        seed);
  }

  /**
   * What a base gets where nobody chose otherwise.
   *
   * @param hiddenSize below {@value #SMALL} it is a base like the one that ships; others get what
   *     the LlamaLens paper's quantised run has: rank and alpha 16, a rate of 2e-4 that falls to
   *     zero, two epochs, the embeddings as they are
   * @param packed whether its weights are in four bits: each layer is then computed again on the
   *     way back
   */
  public static LoraRunSpec usual(int hiddenSize, boolean packed, long seed) {
    if (hiddenSize < SMALL) {
      return forSmallBase(seed);
    }
    return new LoraRunSpec(
        new LoraConfig(16, 16, 0, LoraConfig.ALL_LINEAR, false),
        new AdamW(2e-4f, 0, 0.999f, 0, 1),
        2,
        16,
        1024,
        RowSelection.BALANCED,
        false,
        new Footprint(4096, packed),
        seed);
  }

  private static void require(boolean holds, String field, String range, Number found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "LoraRunSpec." + field + " must be " + range + ", found " + found);
    }
  }
}
