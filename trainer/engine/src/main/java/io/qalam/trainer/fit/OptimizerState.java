package io.qalam.trainer.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.Safetensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Masters in 32 bits with AdamW's two moments and step counts, in the same order; the manager it
 * was made with frees them.
 */
record OptimizerState(
    List<NDArray> masters, List<NDArray> first, List<NDArray> second, List<NDArray> steps) {

  static OptimizerState fresh(NDManager manager, List<NDArray> masters) {
    return new OptimizerState(
        masters, zeros(manager, masters), zeros(manager, masters), counts(manager, masters, 0));
  }

  private static List<NDArray> zeros(NDManager manager, List<NDArray> like) {
    return like.stream().map(tensor -> manager.zeros(tensor.getShape(), DataType.FLOAT32)).toList();
  }

  private static List<NDArray> counts(NDManager manager, List<NDArray> like, float count) {
    List<NDArray> counts = new ArrayList<>();
    like.forEach(tensor -> counts.add(manager.create(count)));
    return counts;
  }

  /** Everything by name, prefixed by what it is; read from native memory when it is written. */
  Map<String, Safetensors.Values> values(Map<String, long[]> shapes) {
    Map<String, Safetensors.Values> values = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, long[]> shape : shapes.entrySet()) {
      values.put(
          "master." + shape.getKey(),
          new Safetensors.Values(shape.getValue(), masters.get(i)::toFloatArray));
      values.put(
          "first." + shape.getKey(),
          new Safetensors.Values(shape.getValue(), first.get(i)::toFloatArray));
      values.put(
          "second." + shape.getKey(),
          new Safetensors.Values(shape.getValue(), second.get(i)::toFloatArray));
      i++;
    }
    values.put(
        "step", new Safetensors.Values(new long[] {1}, new float[] {steps.get(0).getFloat()}));
    return values;
  }

  /**
   * What {@link #values} gave, from the file it was written to.
   *
   * @throws CheckpointException naming the file and the tensor that is missing, has another shape,
   *     or holds a number that is not finite
   */
  static OptimizerState read(NDManager manager, Safetensors file, Map<String, long[]> shapes) {
    try {
      List<NDArray> masters = read(manager, file, shapes, "master.");
      return new OptimizerState(
          masters,
          read(manager, file, shapes, "first."),
          read(manager, file, shapes, "second."),
          counts(manager, masters, floats(file, "step", new long[] {1})[0]));
    } catch (ModelException e) {
      throw new CheckpointException(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<NDArray> read(
      NDManager manager, Safetensors file, Map<String, long[]> shapes, String prefix) {
    List<NDArray> tensors = new ArrayList<>();
    shapes.forEach(
        (name, shape) ->
            tensors.add(manager.create(floats(file, prefix + name, shape), new Shape(shape))));
    return tensors;
  }

  private static float[] floats(Safetensors file, String name, long[] shape) {
    long[] found = file.entry(name).shape();
    if (!Arrays.equals(found, shape)) {
      throw wrong(
          file,
          name,
          "shape found " + Arrays.toString(found) + ", expected " + Arrays.toString(shape));
    }
    float[] values = file.floats(name);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw wrong(file, name, "found " + value + ", expected finite numbers");
      }
    }
    return values;
  }

  private static CheckpointException wrong(Safetensors file, String tensor, String what) {
    return new CheckpointException(file.file() + ": tensor " + tensor + ": " + what);
  }
}
