package io.qalam.trainer.quant;

import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.Safetensors;
import java.util.Arrays;

/**
 * A linear module's weight in a quantised folder: its tensors, checked, where they lie in the file.
 *
 * <p>{@code file.position(packed)} is where (outputs, inputs / 2) bytes can be mapped; the rest is
 * small and read.
 */
public final class QuantisedWeight {
  static final String ABSMAX = ".absmax";
  static final String NESTED_ABSMAX = ".nested_absmax";
  static final String LEVELS = ".quant_map";
  static final String DYNAMIC_MAP = ".nested_quant_map";
  static final String STATE = ".quant_state.bitsandbytes__nf4";

  private final String name;
  private final long[] shape;
  private final Safetensors file;
  private final float offset;

  private QuantisedWeight(String name, long[] shape, Safetensors file, float offset) {
    this.name = name;
    this.shape = shape;
    this.file = file;
    this.offset = offset;
  }

  /**
   * Checks the tensors of a weight.
   *
   * @throws ModelException naming the tensor that is missing or not as it should be
   */
  static QuantisedWeight of(Safetensors file, String name, long[] shape) {
    long elements = shape[0] * shape[1];
    long blocks = blocks(elements);
    require(file, name, "U8", elements / 2);
    require(file, name + ABSMAX, "U8", blocks);
    require(file, name + NESTED_ABSMAX, "F32", nestedBlocks(blocks));
    require(file, name + LEVELS, "F32", 16);
    require(file, name + DYNAMIC_MAP, "F32", 256);
    if (!Arrays.equals(file.floats(name + LEVELS), Nf4.levels())) {
      throw new ModelException(
          file.file() + ": tensor " + name + LEVELS + ": found other levels than NF4's");
    }
    QuantState state = QuantState.read(file, name + STATE, shape);
    return new QuantisedWeight(name, shape, file, state.offset());
  }

  static long blocks(long elements) {
    return (elements + Nf4.BLOCK - 1) / Nf4.BLOCK;
  }

  static long nestedBlocks(long blocks) {
    return (blocks + DoubleQuantisation.BLOCK - 1) / DoubleQuantisation.BLOCK;
  }

  private static void require(Safetensors file, String tensor, String dtype, long elements) {
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

  /** Where all its tensors are. */
  public Safetensors file() {
    return file;
  }

  /** Where the packed bytes are. */
  public Safetensors.Entry packed() {
    return file.entry(name);
  }

  /** Everything of it, read into memory. */
  public Nf4Weight read() {
    return new Nf4Weight(file.bytes(name), codes(), nestedAbsmax(), offset);
  }

  public byte[] codes() {
    return file.bytes(name + ABSMAX);
  }

  public float[] nestedAbsmax() {
    return file.floats(name + NESTED_ABSMAX);
  }

  public float offset() {
    return offset;
  }

  float[] dynamicMap() {
    return file.floats(name + DYNAMIC_MAP);
  }
}
