package io.qalam.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.LlamaModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The tensors a run starts from, and copies of those it has come to.
 *
 * <p>A fresh A is uniform within ±1/√in (PEFT's Kaiming initialisation with a = √5) and B is zero,
 * so that a run starts at the base exactly.
 */
public final class LoraStart {
  private LoraStart() {}

  /**
   * Tensors in the layout's order; the given manager owns them.
   *
   * @throws IllegalArgumentException if the adapter to go on from has other tensors than the layout
   */
  public static List<NDArray> tensors(
      NDManager manager,
      LlamaModel base,
      LoraConfig config,
      LoraLayout layout,
      @Nullable LoraAdapter from,
      long seed) {
    if (from != null) {
      compatible(config, layout, from);
    }
    Random random = new Random(seed);
    List<NDArray> tensors = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, long[]> entry : layout.shapes().entrySet()) {
      float[] values = fresh(base, entry.getKey(), entry.getValue(), random);
      if (from != null && index < from.tensors().size()) {
        values = from.tensors().get(index).toFloatArray();
      }
      tensors.add(manager.create(values, new Shape(entry.getValue())));
      index++;
    }
    return List.copyOf(tensors);
  }

  private static float[] fresh(LlamaModel base, String name, long[] shape, Random random) {
    if (name.equals(LoraLayout.EMBEDDINGS)) {
      try (NDManager scratch = base.manager().newSubManager()) {
        return base.run(scratch, "cast", List.of(base.weights().get(0)), 6).get(0).toFloatArray();
      }
    }
    float[] values = new float[Math.toIntExact(shape[0] * shape[1])];
    if (name.endsWith("lora_A.weight")) {
      double bound = 1 / Math.sqrt(shape[1]);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
    }
    return values;
  }

  private static void compatible(LoraConfig config, LoraLayout layout, LoraAdapter from) {
    LoraConfig theirs = from.config();
    boolean sameShape =
        theirs.rank() == config.rank()
            && theirs.targets().equals(config.targets())
            && theirs.scaling() == config.scaling()
            && (!from.hasEmbeddings() || layout.embedded() >= 0)
            && Arrays.equals(from.layout().slots(), layout.slots());
    if (!sameShape) {
      throw new IllegalArgumentException(
          "The adapter to go on from has " + theirs + ", the run expects " + config);
    }
  }

  /** A copy of tensors as an adapter of its own; the caller closes it. */
  public static LoraAdapter copy(
      LlamaModel base, LoraConfig config, LoraLayout layout, List<NDArray> tensors) {
    NDManager manager = base.manager().newSubManager();
    List<NDArray> copies = new ArrayList<>();
    tensors.forEach(tensor -> copies.add(manager.create(tensor.toFloatArray(), tensor.getShape())));
    return new LoraAdapter(config, layout, manager, List.copyOf(copies));
  }
}
