package io.qalam.trainer.base;

import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.text.ChatPrompt;
import java.util.List;
import java.util.Set;

/**
 * Everything that decides a base but its texts: two of one recipe from the same texts have the same
 * weights.
 *
 * @param pretrainTokens of next-token training
 * @param tuneTokens of instruction tuning
 * @param leftOut types of task that the tuning leaves out, as {@code sentiment}
 */
public record BaseRecipe(
    long pretrainTokens, long tuneTokens, int layers, long seed, Set<String> leftOut) {
  static final int VOCABULARY = 8192;

  public BaseRecipe {
    leftOut = Set.copyOf(leftOut);
  }

  /** The same without the tasks of these types. */
  BaseRecipe without(Set<String> types) {
    return new BaseRecipe(pretrainTokens, tuneTokens, layers, seed, types);
  }

  LlamaConfig config(ChatPrompt prompt) {
    LlamaConfig.RopeScaling scaling = new LlamaConfig.RopeScaling(8, 1, 4, 8192);
    return new LlamaConfig(
        VOCABULARY,
        256,
        704,
        layers,
        8,
        4,
        32,
        1e-5,
        10_000,
        scaling,
        true,
        1024,
        prompt.begin(),
        List.of(prompt.endOfTurn()));
  }
}
