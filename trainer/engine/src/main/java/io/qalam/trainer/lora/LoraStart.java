package io.qalam.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.Compute;
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
      NDArray fresh = fresh(manager, base, entry.getKey(), entry.getValue(), random);
      if (from != null && index < from.tensors().size()) {
        fresh.close();
        fresh = copy(manager, from.tensors().get(index));
      }
      tensors.add(fresh);
      index++;
    }
    return List.copyOf(tensors);
  }

  private static NDArray fresh(
      NDManager manager, LlamaModel base, String name, long[] shape, Random random) {
    if (name.equals(LoraLayout.EMBEDDINGS)) {
      return table(manager, base);
    }
    float[] values = new float[Math.toIntExact(shape[0] * shape[1])];
    if (name.endsWith("lora_A.weight")) {
      double bound = 1 / Math.sqrt(shape[1]);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
    }
    return manager.create(values, new Shape(shape));
  }

  /** The base's embeddings in 32 bits; a table of a large base would not fit Java's heap. */
  private static NDArray table(NDManager manager, LlamaModel base) {
    NDArray own = base.weights().get(0);
    if (base.compute() == Compute.FLOAT32) {
      return copy(manager, own);
    }
    return base.run(manager, "cast", List.of(own), Compute.FLOAT32.code()).get(0);
  }

  private static NDArray copy(NDManager manager, NDArray tensor) {
    NDArray copy = tensor.duplicate();
    copy.attach(manager);
    return copy;
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
    tensors.forEach(tensor -> copies.add(copy(manager, tensor)));
    return new LoraAdapter(config, layout, manager, List.copyOf(copies));
  }
}
