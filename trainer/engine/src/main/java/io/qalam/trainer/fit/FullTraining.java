package io.qalam.trainer.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Rotary;
import io.qalam.trainer.llama.Safetensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Training of every weight with AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101): how the small
 * base is made.
 */
public final class FullTraining {
  private final LlamaModel model;
  private final OptimizerState state;

  private FullTraining(LlamaModel model, OptimizerState state) {
    this.model = model;
    this.state = state;
  }

  /**
   * Fresh weights: normal with deviation 0.02, output projections scaled down by the depth, norms
   * at one.
   */
  public static FullTraining fromScratch(LlamaModel model, long seed) {
    LlamaConfig config = model.config();
    Random random = new Random(seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    config
        .shapes()
        .forEach((name, shape) -> weights.put(name, initial(config, name, shape, random)));
    return of(model, weights);
  }

  private static float[] initial(LlamaConfig config, String name, long[] shape, Random random) {
    float[] values = new float[Math.toIntExact(shape.length == 1 ? shape[0] : shape[0] * shape[1])];
    boolean residual = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
    double deviation = residual ? 0.02 / Math.sqrt(2.0 * config.layers()) : 0.02;
    for (int i = 0; i < values.length; i++) {
      values[i] = shape.length == 1 ? 1 : (float) (random.nextGaussian() * deviation);
    }
    return values;
  }

  /** Given weights by Hugging Face name, with fresh optimizer state. */
  public static FullTraining of(LlamaModel model, Map<String, float[]> weights) {
    NDManager manager = model.manager();
    List<NDArray> masters = new ArrayList<>();
    model
        .config()
        .shapes()
        .forEach((name, shape) -> masters.add(manager.create(weights.get(name), new Shape(shape))));
    return new FullTraining(model, OptimizerState.fresh(manager, masters));
  }

  /** Given weights and optimizer state, as {@link #checkpoint()} wrote them. */
  public static FullTraining resume(LlamaModel model, Safetensors checkpoint) {
    return new FullTraining(
        model, OptimizerState.read(model.manager(), checkpoint, model.config().shapes()));
  }

  /** One step on one batch; returns the loss and the gradients' norm. */
  public float[] step(
      List<TokenRow> rows, float learningRate, float weightDecay, float maxGradientNorm) {
    try (NDManager scratch = model.manager().newSubManager()) {
      TokenBatch batch = TokenBatch.of(scratch, rows);
      Rotary rotary = model.rotary(batch.reach());
      NDList result =
          model.run(
              scratch,
              "full_step",
              state.masters(),
              state.first(),
              state.second(),
              state.steps(),
              batch.ids(),
              batch.places(),
              batch.spans(),
              rotary.cosines(),
              rotary.sines(),
              batch.positions(),
              batch.targets(),
              batch.weights(),
              model.compute().code(),
              learningRate,
              weightDecay,
              maxGradientNorm);
      return new float[] {result.get(0).toFloatArray()[0], result.get(1).getFloat()};
    }
  }

  /** The weights as they are, by Hugging Face name. */
  public Map<String, Safetensors.Values> weights() {
    Map<String, Safetensors.Values> weights = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, long[]> shape : model.config().shapes().entrySet()) {
      weights.put(
          shape.getKey(),
          new Safetensors.Values(shape.getValue(), state.masters().get(i++).toFloatArray()));
    }
    return weights;
  }

  /** Weights and optimizer state, for {@link #resume}. */
  public Map<String, Safetensors.Values> checkpoint() {
    return state.values(model.config().shapes());
  }
}
