package io.qalam.trainer.quant;

import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.ModelWeights;
import io.qalam.trainer.llama.Safetensors;
import java.util.Arrays;
import java.util.List;

/**
 * A linear module's weight in a quantised folder: its tensors, checked, where they lie in the file.
 *
 * <p>{@code file().position(packed())} is where (outputs, inputs / 2) bytes can be mapped; the rest
 * is small and read.
 */
public final class QuantisedWeight {
  static final String ABSMAX = ".absmax";
  static final String NESTED_ABSMAX = ".nested_absmax";
  static final String LEVELS = ".quant_map";
  static final String DYNAMIC_MAP = ".nested_quant_map";
  static final String STATE = ".quant_state.bitsandbytes__nf4";

  private final String name;
  private final long[] shape;
  private final ModelWeights files;
  private final float offset;

  private QuantisedWeight(String name, long[] shape, ModelWeights files, float offset) {
    this.name = name;
    this.shape = shape;
    this.files = files;
    this.offset = offset;
  }

  /**
   * Checks the tensors of a weight.
   *
   * @throws ModelException naming the tensor that is missing or not as it should be
   */
  static QuantisedWeight of(ModelWeights files, String name, long[] shape) {
    long elements = shape[0] * shape[1];
    long blocks = blocks(elements);
    require(files, name, "U8", elements / 2);
    require(files, name + ABSMAX, "U8", blocks);
    require(files, name + NESTED_ABSMAX, "F32", nestedBlocks(blocks));
    require(files, name + LEVELS, "F32", 16);
    require(files, name + DYNAMIC_MAP, "F32", 256);
    Safetensors levels = files.holder(name + LEVELS);
    if (!Arrays.equals(levels.floats(name + LEVELS), Nf4.levels())) {
      throw new ModelException(
          levels.file() + ": tensor " + name + LEVELS + ": found other levels than NF4's");
    }
    QuantState state = QuantState.read(files.holder(name + STATE), name + STATE, shape);
    return new QuantisedWeight(name, shape, files, state.offset());
  }

  /** The names of the six tensors that a weight is kept in. */
  static List<String> tensors(String name) {
    return List.of(
        name, name + ABSMAX, name + NESTED_ABSMAX, name + LEVELS, name + DYNAMIC_MAP, name + STATE);
  }

  static long blocks(long elements) {
    return (elements + Nf4.BLOCK - 1) / Nf4.BLOCK;
  }

  static long nestedBlocks(long blocks) {
    return (blocks + DoubleQuantisation.BLOCK - 1) / DoubleQuantisation.BLOCK;
  }

  private static void require(ModelWeights files, String tensor, String dtype, long elements) {
    Safetensors file = files.holder(tensor);
    Safetensors.Entry entry = file.entry(tensor);
    long found = Arrays.stream(entry.shape()).reduce(1, (one, other) -> one * other);
    if (!entry.dtype().equals(dtype) || found != elements) {
      throw new ModelException(
          file.file()
              + ": tensor "
              + tensor
              + ": found "
              + entry.dtype()
              + " "
              + Arrays.toString(entry.shape())
              + ", expected "
              + elements
              + " of "
              + dtype);
    }
  }

  public String name() {
    return name;
  }

  /** (outputs, inputs) of the weight itself. */
  public long[] shape() {
    return shape.clone();
  }

  /** The file that holds the packed bytes; in a model of several, statistics may lie in another. */
  public Safetensors file() {
    return files.holder(name);
  }

  /** Where the packed bytes are. */
  public Safetensors.Entry packed() {
    return file().entry(name);
  }

  /** Everything of it, read into memory. */
  public Nf4Weight read() {
    return new Nf4Weight(file().bytes(name), codes(), nestedAbsmax(), offset);
  }

  public byte[] codes() {
    return files.holder(name + ABSMAX).bytes(name + ABSMAX);
  }

  public float[] nestedAbsmax() {
    return files.holder(name + NESTED_ABSMAX).floats(name + NESTED_ABSMAX);
  }

  public float offset() {
    return offset;
  }

  float[] dynamicMap() {
    return files.holder(name + DYNAMIC_MAP).floats(name + DYNAMIC_MAP);
  }
}
