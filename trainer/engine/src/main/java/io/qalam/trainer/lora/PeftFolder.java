package io.qalam.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.file.Pace;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * An adapter as PEFT stores it: {@code adapter_config.json} and {@code adapter_model.safetensors},
 * nothing else.
 *
 * <p>Everything is checked in Java before it reaches native code, and no pickle is ever read.
 */
public final class PeftFolder {
  private static final String CONFIG = "adapter_config.json";
  private static final String TENSORS = "adapter_model.safetensors";
  private static final Set<String> FLOATS = Set.of("F32", "F16", "BF16");

  private PeftFolder() {}

  /**
   * Reads and checks a folder.
   *
   * @param baseName what the file must call its base: {@code baseModelId} for an adapter made here;
   *     for one made elsewhere the name that a person states, as PEFT writes the name or path that
   *     the base was loaded from
   * @throws AdapterException if anything is missing, is not made for this base, or would change
   *     what is computed and is not computed here
   */
  public static LoraAdapter read(Path folder, String baseName, LlamaModel model) {
    return read(folder, baseName, model, Pace.full());
  }

  /** The same at another pace. */
  public static LoraAdapter read(Path folder, String baseName, LlamaModel model, Pace pace) {
    Path file = folder.resolve(CONFIG);
    PeftConfig config = PeftConfig.read(file);
    if (!config.baseModel().equals(baseName)) {
      throw new AdapterException(
          file
              + ": base_model_name_or_path found "
              + config.baseModel()
              + ", expected "
              + baseName);
    }
    if (config.tiesHead() && config.embeddings() && model.config().tiedEmbeddings()) {
      throw new AdapterException(
          file
              + ": ensure_weight_tying found true, expected false: here the head stays the base's"
              + " where the embeddings are tuned");
    }
    LoraLayout layout = LoraLayout.of(model.config(), config.lora(), config.embeddings());
    return adapter(config.lora(), layout, tensors(folder), model, pace);
  }

  /** SHA-256 of the adapter's tensors, in hex: what tells two adapters of one base apart. */
  static String digest(Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(TENSORS))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Safetensors tensors(Path folder) {
    Path file = folder.resolve(TENSORS);
    if (!Files.isRegularFile(file)) {
      throw new AdapterException(
          file + ": is missing, expected safetensors; other formats are never read");
    }
    return asAdapter(() -> Safetensors.open(file));
  }

  private static <T> T asAdapter(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ModelException e) {
      throw new AdapterException(e.getMessage() + "", e);
    }
  }

  private static LoraAdapter adapter(
      LoraConfig config, LoraLayout layout, Safetensors file, LlamaModel model, Pace pace) {
    layout.shapes().forEach((name, shape) -> check(file, name, shape));
    Set<String> surplus = new TreeSet<>(file.entries().keySet());
    surplus.removeAll(layout.shapes().keySet());
    if (!surplus.isEmpty()) {
      throw new AdapterException(
          file.file()
              + ": tensor "
              + surplus.iterator().next()
              + " found, expected none of this name");
    }
    NDManager manager = model.manager().newSubManager();
    try {
      List<NDArray> tensors = new ArrayList<>();
      layout
          .shapes()
          .forEach(
              (name, shape) -> {
                tensors.add(manager.create(finite(file, name, pace), new Shape(shape)));
                pace.step();
              });
      return new LoraAdapter(config, layout, manager, List.copyOf(tensors));
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static void check(Safetensors file, String name, long[] shape) {
    Safetensors.Entry entry = file.entries().get(name);
    if (entry == null) {
      throw new AdapterException(
          file.file()
              + ": tensor "
              + name
              + " is missing, expected shape "
              + Arrays.toString(shape));
    }
    if (!Arrays.equals(entry.shape(), shape)) {
      throw new AdapterException(
          file.file()
              + ": tensor "
              + name
              + ": shape found "
              + Arrays.toString(entry.shape())
              + ", expected "
              + Arrays.toString(shape));
    }
    if (!FLOATS.contains(entry.dtype())) {
      throw new AdapterException(
          file.file()
              + ": tensor "
              + name
              + ": dtype found "
              + entry.dtype()
              + ", expected one of "
              + FLOATS);
    }
  }

  private static float[] finite(Safetensors file, String name, Pace pace) {
    return asAdapter(
        () ->
            file.floats(
                name,
                slice -> {
                  requireFinite(file, name, slice);
                  pace.step();
                }));
  }

  private static void requireFinite(Safetensors file, String name, FloatBuffer slice) {
    while (slice.hasRemaining()) {
      float value = slice.get();
      if (!Float.isFinite(value)) {
        throw new AdapterException(
            file.file() + ": tensor " + name + ": found " + value + ", expected finite numbers");
      }
    }
  }

  /**
   * Writes a folder; tensors in 32 bits, so that a loaded adapter scores exactly as the saved one.
   */
  public static void write(Path folder, String baseModelId, LoraAdapter adapter) {
    Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, long[]> shape : adapter.layout().shapes().entrySet()) {
      tensors.put(
          shape.getKey(),
          new Safetensors.Values(shape.getValue(), adapter.tensors().get(i++)::toFloatArray));
    }
    PeftConfig config =
        new PeftConfig(baseModelId, adapter.config(), adapter.layout().embedded() >= 0, false);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(CONFIG), config.json().toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
    Safetensors.writeFloats(folder.resolve(TENSORS), tensors);
  }
}
