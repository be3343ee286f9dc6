package io.qalam.trainer.quant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.ModelWeights;
import io.qalam.trainer.llama.Safetensors;
import io.qalam.trainer.llama.SafetensorsWriter;
import io.qalam.trainer.llama.SafetensorsWriter.Declared;
import io.qalam.trainer.store.NewModelFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a quantised folder of a model in 16 bits, one tensor in memory at a time.
 *
 * <p>The folder appears when it is whole. Tensors that are not quantised are copied as they are and
 * lie first, where they can be mapped.
 */
public final class Quantisation {
  private static final String WEIGHTS = "model.safetensors";

  private static final Map<String, String> TYPES =
      Map.of("BF16", "bfloat16", "F16", "float16", "F32", "float32");

  private final LlamaConfig config;
  private final ModelWeights source;
  private final ByteBuffer levels = bytes(Nf4.levels());
  private final ByteBuffer dynamicMap = bytes(DynamicMap.values());
  private long parameters;
  private long weightBytes;

  private Quantisation(LlamaConfig config, ModelWeights source) {
    this.config = config;
    this.source = source;
  }

  /**
   * How large it became.
   *
   * @param parameters of the quantised weights
   * @param weightBytes theirs with their statistics, without the tables, which are the same for all
   * @param fileBytes of the whole file, plain tensors and tables included
   */
  public record Report(long parameters, long weightBytes, long fileBytes) {

    public double bitsPerParameter() {
      return weightBytes * 8.0 / parameters;
    }
  }

  /** Hears of each layer that is done. */
  @FunctionalInterface
  public interface Progress {

    void layer(int done, int of);
  }

  /**
   * Quantises a model.
   *
   * @param out a folder that does not exist yet, or is empty
   * @throws ModelException if the model cannot be used, or is quantised already
   * @throws FileAlreadyExistsException if there is something in the folder
   */
  public static Report write(Path model, Path out, Progress progress) throws IOException {
    if (QuantisedFolder.isQuantised(model)) {
      throw new ModelException(model + ": is quantised already, expected a model in 16 bits");
    }
    LlamaConfig config = LlamaConfig.read(model);
    ModelWeights source = ModelWeights.open(model);
    source.require(config.shapes());
    return NewModelFolder.write(
        model,
        out,
        folder -> {
          ObjectNode json = QuantisedFolder.configuration(model);
          Files.writeString(folder.resolve(QuantisedFolder.CONFIG), json.toPrettyString() + "\n");
          return new Quantisation(config, source).weights(folder.resolve(WEIGHTS), progress);
        });
  }

  private Report weights(Path file, Progress progress) throws IOException {
    Map<String, long[]> linears = config.linears();
    try (SafetensorsWriter writer = new SafetensorsWriter(file, declared(linears))) {
      for (String name : config.shapes().keySet()) {
        if (!linears.containsKey(name)) {
          writer.copy(name, source.holder(name));
        }
      }
      int done = 0;
      int perLayer = linears.size() / config.layers();
      for (Map.Entry<String, long[]> linear : linears.entrySet()) {
        write(writer, linear.getKey(), linear.getValue());
        if (++done % perLayer == 0) {
          progress.layer(done / perLayer, config.layers());
        }
      }
    }
    return new Report(parameters, weightBytes, Files.size(file));
  }

  private Map<String, Declared> declared(Map<String, long[]> linears) {
    Map<String, Declared> declared = new LinkedHashMap<>();
    for (Map.Entry<String, long[]> tensor : config.shapes().entrySet()) {
      String name = tensor.getKey();
      if (!linears.containsKey(name)) {
        String dtype = source.holder(name).entry(name).dtype();
        declared.put(name, new Declared(dtype, tensor.getValue()));
      }
    }
    linears.forEach((name, shape) -> declare(declared, name, shape));
    return declared;
  }

  private static void declare(Map<String, Declared> declared, String name, long[] shape) {
    if (shape[1] % 2 != 0) {
      throw new ModelException(
          "tensor " + name + ": inputs found " + shape[1] + ", expected an even number");
    }
    long packed = shape[0] * shape[1] / 2;
    long blocks = QuantisedWeight.blocks(2 * packed);
    long nested = QuantisedWeight.nestedBlocks(blocks);
    declared.put(name, new Declared("U8", new long[] {packed, 1}));
    declared.put(name + QuantisedWeight.ABSMAX, new Declared("U8", new long[] {blocks}));
    declared.put(
        name + QuantisedWeight.STATE,
        new Declared("U8", new long[] {QuantState.length(packed + blocks)}));
    declared.put(name + QuantisedWeight.NESTED_ABSMAX, new Declared("F32", new long[] {nested}));
    declared.put(name + QuantisedWeight.DYNAMIC_MAP, new Declared("F32", new long[] {256}));
    declared.put(name + QuantisedWeight.LEVELS, new Declared("F32", new long[] {16}));
  }

  private void write(SafetensorsWriter writer, String name, long[] shape) {
    Safetensors holder = source.holder(name);
    long elements = shape[0] * shape[1];
    Nf4Weight weight;
    try {
      weight = Nf4.quantise(elements, (from, part) -> holder.floats(name, from, part));
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          holder.file() + ": tensor " + name + ": " + e.getMessage() + ", expected finite numbers",
          e);
    }
    String dtype = TYPES.getOrDefault(holder.entry(name).dtype(), "float32");
    QuantState state = new QuantState(dtype, shape, weight.offset());
    int length = QuantState.length(weight.packed().length + weight.codes().length);
    writer.write(name, ByteBuffer.wrap(weight.packed()));
    writer.write(name + QuantisedWeight.ABSMAX, ByteBuffer.wrap(weight.codes()));
    writer.write(name + QuantisedWeight.STATE, ByteBuffer.wrap(state.json(length)));
    writer.write(name + QuantisedWeight.NESTED_ABSMAX, bytes(weight.nestedAbsmax()));
    writer.write(name + QuantisedWeight.DYNAMIC_MAP, dynamicMap.duplicate());
    writer.write(name + QuantisedWeight.LEVELS, levels.duplicate());
    parameters += elements;
    weightBytes += weight.bytes();
  }

  private static ByteBuffer bytes(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }
}
