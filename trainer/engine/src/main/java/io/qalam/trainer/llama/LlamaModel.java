package io.qalam.trainer.llama;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.TorchProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A Llama model's program and, if it was opened from a folder, its frozen weights on one device.
 *
 * <p>Confined to the thread that made it. It owns its {@link NDManager}; {@link #close()} frees all
 * native memory.
 */
public final class LlamaModel implements AutoCloseable {
  private static final Map<String, Integer> TYPE_CODES = Map.of("F16", 5, "F32", 6, "BF16", 15);

  private static final int BYTE = 0;

  /** Positions of the first rotary table; a longer row makes it grow. */
  private static final int FIRST_TABLE = 1024;

  private final LlamaConfig config;
  private final Compute compute;
  private final NDManager manager;
  private final TorchProgram program;
  private Rotary rotary;
  private List<NDArray> weights = List.of();

  private LlamaModel(LlamaConfig config, Device device, Compute compute) {
    this.config = config;
    this.compute = compute;
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    TorchProgram.prepareThread();
    try {
      this.program =
          TorchProgram.load(new ByteArrayInputStream(TorchArchive.write(config)), device);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.rotary = table(FIRST_TABLE);
  }

  private Rotary table(int positions) {
    int rows = Math.min(positions, config.maxPositions());
    Shape shape = new Shape(rows, config.headSize());
    float[] sines = RotaryTable.values(config, rows, false);
    for (int i = 0; i < sines.length; i++) {
      if (i % config.headSize() < config.headSize() / 2) {
        sines[i] = -sines[i];
      }
    }
    return new Rotary(
        manager.create(RotaryTable.values(config, rows, true), shape),
        manager.create(sines, shape),
        rows);
  }

  /**
   * A model whose weights are given otherwise than as plain tensors.
   *
   * @param weights in the order of {@link LlamaConfig#shapes()}; a linear module's may be packed,
   *     and then its statistics follow behind all as {@link Nf4Script} says. The model's manager
   *     owns them.
   */
  public static LlamaModel of(
      LlamaConfig config,
      Device device,
      Compute compute,
      Function<LlamaModel, List<NDArray>> weights) {
    LlamaModel model = new LlamaModel(config, device, compute);
    try {
      model.weights = List.copyOf(weights.apply(model));
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** A model without weights, for training all of them. */
  public static LlamaModel withoutWeights(LlamaConfig config, Device device, Compute compute) {
    return new LlamaModel(config, device, compute);
  }

  /**
   * Opens a Hugging Face folder, its weights mapped rather than copied where type and device allow.
   *
   * @throws ModelException if a file is missing, or is not what the configuration calls for
   */
  public static LlamaModel open(Path folder, Device device, Compute compute) {
    LlamaConfig config = LlamaConfig.read(folder);
    ModelWeights found = ModelWeights.open(folder);
    found.require(config.shapes());
    return of(
        config,
        device,
        compute,
        model ->
            config.shapes().keySet().stream()
                .map(name -> model.map(found.holder(name), name))
                .toList());
  }

  /** A tensor in the compute type, mapped rather than copied where type and device allow. */
  public NDArray map(Safetensors tensors, String name) {
    Safetensors.Entry entry = tensors.entry(name);
    int size = entry.dtype().equals("F32") ? 4 : 2;
    long[] shape = entry.shape();
    if (tensors.position(entry) % size != 0) {
      return copy(tensors, name, shape);
    }
    return map(
        tensors,
        entry,
        TYPE_CODES.getOrDefault(entry.dtype(), 6),
        size,
        new long[] {shape[0], shape.length == 1 ? 0 : shape[1]},
        compute.code());
  }

  /** A tensor's bytes as they lie in the file, (rows, columns). */
  public NDArray mapBytes(Safetensors tensors, Safetensors.Entry entry, long rows, long columns) {
    return map(tensors, entry, BYTE, 1, new long[] {rows, columns}, BYTE);
  }

  private NDArray map(
      Safetensors tensors, Safetensors.Entry entry, int type, int size, long[] shape, int out) {
    try {
      return program
          .run(
              manager,
              "map",
              tensors.file().toString(),
              Files.size(tensors.file()) / size,
              type,
              new long[] {tensors.position(entry) / size},
              new long[] {shape[0]},
              new long[] {shape[1]},
              out,
              rotary.cosines())
          .get(0);
    } catch (IOException e) {
      throw new ModelException(tensors.file() + ": cannot be read: " + e, e);
    }
  }

  private NDArray copy(Safetensors tensors, String name, long[] shape) {
    try (NDArray wide = manager.create(tensors.floats(name), new Shape(shape))) {
      return program.run(manager, "cast", List.of(wide), compute.code()).get(0);
    }
  }

  public LlamaConfig config() {
    return config;
  }

  public Compute compute() {
    return compute;
  }

  /** Owns the weights; make a sub-manager for anything shorter-lived. */
  public NDManager manager() {
    return manager;
  }

  /** The frozen weights in the order of {@link LlamaConfig#shapes()}, in the compute type. */
  public List<NDArray> weights() {
    return weights;
  }

  /** Whether linear modules are packed in four bits. */
  public boolean isPacked() {
    return weights.size() > config.shapes().size();
  }

  /** The longest row that can be run. */
  public int maxTokens() {
    return config.maxPositions();
  }

  /** Tables of at least so many positions; good until the next call. */
  public Rotary rotary(int positions) {
    if (positions > rotary.positions()) {
      Rotary former = rotary;
      rotary = table(Integer.highestOneBit(positions - 1) * 2);
      former.cosines().close();
      former.sines().close();
    }
    return rotary;
  }

  /** Calls a method of the program; the caller's manager owns what it returns. */
  public NDList run(NDManager results, String method, Object... arguments) {
    return program.run(results, method, arguments);
  }

  @Override
  public void close() {
    program.close();
    manager.close();
  }
}
