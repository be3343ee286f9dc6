package io.qalam.trainer.lora;

import io.qalam.trainer.llama.Linear;
import io.qalam.trainer.llama.LlamaConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which tensors an adapter has for a base, by their PEFT names, and where the graph finds them.
 *
 * @param slots for every linear module of every layer the index of its A in the list of tensors, or
 *     -1; B is the next
 * @param embedded index of the tuned input embeddings, or -1
 * @param shapes every tensor's PEFT name with its shape, in the list's order
 */
@SuppressWarnings("ArrayRecordComponent")
public record LoraLayout(long[] slots, int embedded, Map<String, long[]> shapes) {
  private static final String PREFIX = "base_model.model.";
  static final String EMBEDDINGS = PREFIX + "model.embed_tokens.weight";

  /** The layout of a configuration on a base. */
  public static LoraLayout of(LlamaConfig base, LoraConfig lora, boolean embeddings) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    long[] slots = new long[base.layers() * Linear.values().length];
    for (int layer = 0; layer < base.layers(); layer++) {
      for (Linear linear : Linear.values()) {
        int place = layer * Linear.values().length + linear.ordinal();
        slots[place] = -1;
        if (lora.targets().contains(linear.module())) {
          slots[place] = shapes.size();
          String name = PREFIX + "model.layers." + layer + "." + linear.path();
          shapes.put(name + ".lora_A.weight", new long[] {lora.rank(), linear.inputs(base)});
          shapes.put(name + ".lora_B.weight", new long[] {linear.outputs(base), lora.rank()});
        }
      }
    }
    int embedded = embeddings ? shapes.size() : -1;
    if (embeddings) {
      shapes.put(EMBEDDINGS, new long[] {base.vocabSize(), base.hiddenSize()});
    }
    return new LoraLayout(slots, embedded, shapes);
  }

  /** The layout of the base alone. */
  public static LoraLayout none(LlamaConfig base) {
    long[] slots = new long[base.layers() * Linear.values().length];
    java.util.Arrays.fill(slots, -1);
    return new LoraLayout(slots, -1, Map.of());
  }
}
