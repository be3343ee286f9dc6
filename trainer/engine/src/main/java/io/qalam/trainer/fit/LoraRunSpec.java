package io.qalam.trainer.fit;

import io.qalam.trainer.lora.LoraConfig;

/**
 * Everything that decides a LoRA run but its rows: two runs of one spec on the same rows give the
 * same adapter.
 *
 * @param learningRate peak, reached after the warm-up, then falling linearly to zero
 * @param batchSize rows per optimizer step
 * @param maxTokens longest prompt with answer; longer posts lose their end
 * @param warmupShare share of the steps, 0 to 0.5
 * @param maxGradientNorm gradients above it are scaled down to it
 * @param balanceClasses draw each epoch's rows so that every label comes equally often
 * @param trainEmbeddings tune the input embeddings too (PEFT's {@code modules_to_save})
 */
public record LoraRunSpec(
    LoraConfig lora,
    float learningRate,
    int epochs,
    int batchSize,
    int maxTokens,
    float warmupShare,
    float maxGradientNorm,
    boolean balanceClasses,
    boolean trainEmbeddings,
    long seed) {

  public LoraRunSpec {
    require(
        learningRate > 0 && learningRate <= 0.1f, "learningRate", "above 0 to 0.1", learningRate);
    require(epochs >= 1 && epochs <= 1000, "epochs", "1 to 1000", epochs);
    require(batchSize >= 1 && batchSize <= 4096, "batchSize", "1 to 4096", batchSize);
    require(maxTokens >= 16 && maxTokens <= 131072, "maxTokens", "16 to 131072", maxTokens);
    require(warmupShare >= 0 && warmupShare <= 0.5f, "warmupShare", "0 to 0.5", warmupShare);
    require(
        maxGradientNorm > 0 && maxGradientNorm <= 1000,
        "maxGradientNorm",
        "above 0 to 1000",
        maxGradientNorm);
  }

  /** What works for the base that ships with Qalam; docs/LOG.md has the runs that chose it. */
  public static LoraRunSpec forSmallBase(long seed) {
    LoraConfig lora = new LoraConfig(16, 32, 0, LoraConfig.ALL_LINEAR, false);
    return new LoraRunSpec(lora, 1e-3f, 5, 16, 256, 0.06f, 1, true, true, seed);
  }

  private static void require(boolean holds, String field, String range, Number found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "LoraRunSpec." + field + " must be " + range + ", found " + found);
    }
  }
}
