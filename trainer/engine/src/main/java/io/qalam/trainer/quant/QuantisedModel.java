package io.qalam.trainer.quant;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.ModelException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link LlamaModel} that computes from a quantised folder's four bits: a weight is made anew for
 * each product and never kept.
 *
 * <p>QLoRA: Dettmers et al. 2023, arXiv:2305.14314. Adapters train on it as on any other.
 */
public final class QuantisedModel {
  private QuantisedModel() {}

  /**
   * Opens a folder that {@link Quantisation} or transformers wrote; the packed bytes are mapped.
   *
   * @throws ModelException if it is none, naming what is wrong
   */
  public static LlamaModel open(Path folder, Device device, Compute compute) {
    QuantisedFolder found = QuantisedFolder.open(folder);
    return LlamaModel.of(found.config(), device, compute, model -> weights(model, found));
  }

  private static List<NDArray> weights(LlamaModel model, QuantisedFolder folder) {
    Map<String, QuantisedWeight> packed = new HashMap<>();
    folder.weights().forEach(weight -> packed.put(weight.name(), weight));
    List<NDArray> weights = new ArrayList<>();
    for (String name : folder.config().shapes().keySet()) {
      QuantisedWeight weight = packed.get(name);
      weights.add(
          weight == null
              ? model.map(folder.files().holder(name), name)
              : model.mapBytes(
                  weight.file(), weight.packed(), weight.shape()[0], weight.shape()[1] / 2));
    }
    NDManager manager = model.manager();
    for (QuantisedWeight weight : folder.weights()) {
      byte[] codes = weight.codes();
      weights.add(manager.create(ByteBuffer.wrap(codes), new Shape(codes.length), DataType.UINT8));
      weights.add(manager.create(weight.nestedAbsmax()));
      weights.add(manager.create(new float[] {weight.offset()}));
    }
    weights.add(manager.create(Nf4.pairs(), new Shape(256, 2)));
    weights.add(manager.create(folder.dynamicMap()));
    return weights;
  }
}
