package io.qalam.trainer.lora;

import java.util.Set;
import java.util.TreeSet;

/**
 * The shape of a LoRA adapter: {@code y = W x + scaling · B A x}.
 *
 * <p>Source: Hu et al. 2021, arXiv:2106.09685, §4.1, with scaling = alpha / rank; rank-stabilised
 * scaling = alpha / √rank is Kalajdzievski 2023, arXiv:2312.03732.
 */
public record LoraConfig(
    int rank, float alpha, float dropout, Set<String> targets, boolean rankStabilised) {

  /** The seven linear modules of a Llama layer, in the order of a layer's computation. */
  public static final Set<String> ALL_LINEAR =
      Set.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

  /** The LlamaLens paper's, and the largest that the engine is tested with. */
  static final int MOST_RANK = 512;

  public LoraConfig {
    if (rank < 1 || rank > MOST_RANK) {
      throw new IllegalArgumentException(
          "LoraConfig.rank must be 1 to " + MOST_RANK + ", found " + rank);
    }
    if (!(alpha > 0) || Float.isInfinite(alpha)) {
      throw new IllegalArgumentException("LoraConfig.alpha must be above 0, found " + alpha);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("LoraConfig.dropout must be in [0, 1), found " + dropout);
    }
    if (targets.isEmpty() || !ALL_LINEAR.containsAll(targets)) {
      throw new IllegalArgumentException(
          "LoraConfig.targets must be some of "
              + new TreeSet<>(ALL_LINEAR)
              + ", found "
              + new TreeSet<>(targets));
    }
    targets = Set.copyOf(targets);
  }

  /** What {@code B A x} is multiplied by. */
  public float scaling() {
    return rankStabilised ? (float) (alpha / Math.sqrt(rank)) : alpha / rank;
  }
}
