package io.qalam.trainer.lora;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.Linear;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.ModelWeights;
import io.qalam.trainer.llama.Safetensors;
import io.qalam.trainer.llama.SafetensorsWriter;
import io.qalam.trainer.llama.SafetensorsWriter.Declared;
import io.qalam.trainer.quant.QuantisedFolder;
import io.qalam.trainer.store.NewModelFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model folder whose weights are a base's with an adapter's product in them: {@code W' = W +
 * scaling · B A}. Hu et al. 2021, arXiv:2106.09685, §4.1.
 *
 * <p>The sum is taken in 32 bits and rounded once to the type of the base's own tensor, or kept in
 * 32 bits. Tuned embeddings take the place of the base's; where the base ties its head to them, the
 * head keeps the base's table and the model is tied no more, since that is what the adapter
 * computed. What the adapter leaves alone is copied byte for byte, one tensor in memory at a time.
 */
public final class MergedModel {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String ORIGIN = "qalam_merge.json";
  private static final String TABLE = "model.embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";
  private static final float MOST_HALF = 65_504;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LlamaModel base;
  private final ModelWeights source;
  private final LoraAdapter adapter;
  private final boolean wide;
  private final Map<String, Integer> slots = new HashMap<>();

  private MergedModel(LlamaModel base, ModelWeights source, LoraAdapter adapter, boolean wide) {
    this.base = base;
    this.source = source;
    this.adapter = adapter;
    this.wide = wide;
    for (int layer = 0; layer < base.config().layers(); layer++) {
      for (Linear linear : Linear.values()) {
        long slot = adapter.layout().slots()[layer * Linear.values().length + linear.ordinal()];
        if (slot >= 0) {
          slots.put("model.layers." + layer + "." + linear.path() + ".weight", (int) slot);
        }
      }
    }
  }

  /**
   * What a merged folder is made of, as it says itself.
   *
   * @param base the base's id
   * @param adapter SHA-256 of the adapter's tensors
   */
  public record Origin(String base, String adapter, int rank, boolean wide) {}

  /** Hears of each tensor that is written. */
  @FunctionalInterface
  public interface Progress {

    void tensor(int done, int of);
  }

  /** Merges, and tells nobody how far it is. */
  public static Origin write(Path model, String baseId, Path adapterFolder, Path out, boolean wide)
      throws IOException {
    return write(model, baseId, adapterFolder, out, wide, (done, of) -> {});
  }

  /**
   * Merges.
   *
   * @param model the base's folder, in 16 or 32 bits
   * @param baseId what the adapter must call its base
   * @param out a folder that does not exist yet, or is empty
   * @param wide keep what was merged in 32 bits
   * @throws ModelException if the base is quantised, or cannot be used
   * @throws AdapterException if the adapter is not made for it, or a sum is out of range
   * @throws FileAlreadyExistsException if there is something in the folder
   */
  public static Origin write(
      Path model, String baseId, Path adapterFolder, Path out, boolean wide, Progress progress)
      throws IOException {
    if (QuantisedFolder.isQuantised(model)) {
      throw new ModelException(
          model
              + ": is in four bits, expected the model in 16 or 32 bits that it was made of: four"
              + " bits have no room for what an adapter adds");
    }
    LlamaConfig config = LlamaConfig.read(model);
    ModelWeights source = ModelWeights.open(model);
    source.require(config.shapes());
    try (LlamaModel base = LlamaModel.withoutWeights(config, Device.cpu(), Compute.FLOAT32);
        LoraAdapter adapter = PeftFolder.read(adapterFolder, baseId, base)) {
      MergedModel merged = new MergedModel(base, source, adapter, wide);
      String digest = PeftFolder.digest(adapterFolder);
      Origin origin = new Origin(baseId, digest, adapter.config().rank(), wide);
      return NewModelFolder.write(
          model,
          out,
          folder -> {
            merged.write(model, folder, origin, progress);
            return origin;
          });
    }
  }

  /**
   * As {@link #write}, but what an earlier call made of the same base and adapter is left as it is,
   * so that an interrupted run finds its base again.
   *
   * @throws AdapterException if the folder was made of another base or adapter
   */
  public static Origin writeOnce(
      Path model, String baseId, Path adapterFolder, Path out, boolean wide) throws IOException {
    Path file = out.resolve(ORIGIN);
    if (!Files.exists(file)) {
      return write(model, baseId, adapterFolder, out, wide);
    }
    Origin found = JSON.readValue(Files.readAllBytes(file), Origin.class);
    String digest = PeftFolder.digest(adapterFolder);
    Origin expected = new Origin(baseId, digest, found.rank(), wide);
    if (!found.equals(expected)) {
      throw new AdapterException(
          file + ": found " + found + ", expected " + expected + ", or a new folder");
    }
    return found;
  }

  private void write(Path model, Path folder, Origin origin, Progress progress) throws IOException {
    boolean unties = base.config().tiedEmbeddings() && adapter.hasEmbeddings();
    ObjectNode json = (ObjectNode) LlamaConfig.json(model);
    if (unties) {
      json.put("tie_word_embeddings", false);
    }
    if (wide) {
      json.put(json.has("dtype") ? "dtype" : "torch_dtype", "float32");
    }
    Files.writeString(folder.resolve(CONFIG), json.toPrettyString() + "\n");
    Files.writeString(
        folder.resolve(ORIGIN),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(origin) + "\n");
    Map<String, long[]> shapes = new LinkedHashMap<>(base.config().shapes());
    if (unties) {
      shapes.put(HEAD, shapes.get(TABLE));
    }
    weights(folder.resolve(WEIGHTS), shapes, progress);
  }

  private void weights(Path file, Map<String, long[]> shapes, Progress progress) {
    Map<String, Declared> declared = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> declared.put(name, new Declared(dtype(name), shape)));
    try (SafetensorsWriter writer = new SafetensorsWriter(file, declared)) {
      int done = 0;
      for (String name : shapes.keySet()) {
        if (isChanged(name)) {
          float[] values = checked(name, slots.containsKey(name) ? sum(name) : embeddings());
          writer.write(name, Safetensors.bytes(values, dtype(name)));
        } else {
          writer.copy(name, origin(name), source.holder(origin(name)));
        }
        progress.tensor(++done, shapes.size());
      }
    }
  }

  /** The base's tensor: that of a head which was tied is its table. */
  private String origin(String name) {
    return name.equals(HEAD) && base.config().tiedEmbeddings() ? TABLE : name;
  }

  private boolean isChanged(String name) {
    return slots.containsKey(name) || (name.equals(TABLE) && adapter.hasEmbeddings());
  }

  private String dtype(String name) {
    String own = source.holder(origin(name)).entry(origin(name)).dtype();
    return wide && isChanged(name) ? "F32" : own;
  }

  private float[] sum(String name) {
    int slot = slots.getOrDefault(name, -1);
    try (NDManager scratch = base.manager().newSubManager();
        NDArray weight = base.map(source.holder(name), name)) {
      NDArray a = adapter.tensors().get(slot);
      NDArray b = adapter.tensors().get(slot + 1);
      NDArray product = b.matMul(a);
      product.attach(scratch);
      return product.muli(adapter.config().scaling()).addi(weight).toFloatArray();
    }
  }

  private float[] embeddings() {
    return adapter.tensors().get(adapter.layout().embedded()).toFloatArray();
  }

  private float[] checked(String name, float[] values) {
    float most = dtype(name).equals("F16") ? MOST_HALF : Float.MAX_VALUE;
    for (float value : values) {
      if (!(Math.abs(value) <= most)) {
        throw new AdapterException(
            "Merged tensor "
                + name
                + ": found "
                + value
                + ", expected numbers in the range of "
                + dtype(name));
      }
    }
    return values;
  }
}
