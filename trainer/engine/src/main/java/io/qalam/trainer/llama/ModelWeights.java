package io.qalam.trainer.llama;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.trainer.file.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The weights of a Hugging Face folder: {@code model.safetensors}, or shards that {@code
 * model.safetensors.index.json} lists. Only headers are read here.
 */
public final class ModelWeights {
  private static final long MOST_INDEX_BYTES = 1 << 22;
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";
  private static final Set<String> TYPES = Set.of("BF16", "F16", "F32");
  private static final String TABLE = "model.embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";

  private final Path source;
  private final Map<String, Safetensors> files;
  private final Map<String, Safetensors> holders;

  private ModelWeights(
      Path source, Map<String, Safetensors> files, Map<String, Safetensors> holders) {
    this.source = source;
    this.files = files;
    this.holders = holders;
  }

  /**
   * Opens the folder's files and checks their headers.
   *
   * @throws ModelException if there are no weights, a shard is missing, or a file is none
   */
  public static ModelWeights open(Path folder) {
    Path single = folder.resolve(SINGLE);
    if (Files.isRegularFile(single)) {
      Safetensors tensors = Safetensors.open(single);
      Map<String, Safetensors> holders = new HashMap<>();
      tensors.entries().keySet().forEach(name -> holders.put(name, tensors));
      return new ModelWeights(single, new TreeMap<>(Map.of(SINGLE, tensors)), holders);
    }
    Path index = folder.resolve(INDEX);
    if (Files.isRegularFile(index)) {
      return shards(folder, index);
    }
    throw new ModelException(
        single + ": is missing, expected one safetensors file, or shards under " + INDEX);
  }

  private static ModelWeights shards(Path folder, Path index) {
    JsonNode map = JsonFile.read(index, MOST_INDEX_BYTES, ModelException::new).path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw new ModelException(index + ": weight_map found " + map + ", expected an object");
    }
    Map<String, Safetensors> files = new TreeMap<>();
    Map<String, Safetensors> holders = new HashMap<>();
    for (Map.Entry<String, JsonNode> tensor : map.properties()) {
      String name = tensor.getValue().isTextual() ? tensor.getValue().asText() : "";
      Safetensors file = files.computeIfAbsent(name, n -> shard(folder, index, n));
      if (!file.entries().containsKey(tensor.getKey())) {
        throw new ModelException(
            file.file() + ": tensor " + tensor.getKey() + " is missing, " + INDEX + " names it");
      }
      holders.put(tensor.getKey(), file);
    }
    return new ModelWeights(index, files, holders);
  }

  private static Safetensors shard(Path folder, Path index, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors")) {
      throw new ModelException(
          index + ": weight_map names the file '" + name + "', expected a plain name.safetensors");
    }
    if (!Files.isRegularFile(folder.resolve(name))) {
      throw new ModelException(folder.resolve(name) + ": shard is missing, " + INDEX + " names it");
    }
    return Safetensors.open(folder.resolve(name));
  }

  /** The files, by name. */
  public List<Path> files() {
    return files.values().stream().map(Safetensors::file).toList();
  }

  /**
   * Checks that every tensor is there in its shape and in a type that can be read, and that there
   * is no other: it would belong to a model that is not computed here.
   *
   * @throws ModelException naming file, tensor, what was found and what was expected
   */
  public void require(Map<String, long[]> shapes) {
    requireThese(shapes);
    requireNoOther(shapes.keySet());
  }

  /** As {@link #require}, where there are others, for {@link #requireNoOther}. */
  public void requireThese(Map<String, long[]> shapes) {
    shapes.forEach(
        (name, shape) -> {
          Safetensors holder = holders.get(name);
          if (holder == null) {
            throw wrong(source, name, "is missing, expected shape " + Arrays.toString(shape));
          }
          Safetensors.Entry entry = entry(holder, name);
          if (!Arrays.equals(entry.shape(), shape)) {
            throw wrong(
                holder.file(),
                name,
                "shape found "
                    + Arrays.toString(entry.shape())
                    + ", expected "
                    + Arrays.toString(shape));
          }
          if (!TYPES.contains(entry.dtype())) {
            throw wrong(
                holder.file(),
                name,
                "dtype found " + entry.dtype() + ", expected BF16, F16 or F32");
          }
        });
  }

  /**
   * Checks that there is no tensor of another name, but for what transformers itself passes over.
   *
   * @throws ModelException naming file and tensor
   */
  public void requireNoOther(Set<String> names) {
    for (Map.Entry<String, Safetensors> tensor : new TreeMap<>(holders).entrySet()) {
      String name = tensor.getKey();
      Path file = tensor.getValue().file();
      if (name.equals(HEAD) && !names.contains(HEAD)) {
        if (!tensor.getValue().sameBytes(HEAD, holder(TABLE), TABLE)) {
          throw wrong(file, HEAD, "differs from " + TABLE + ", expected tie_word_embeddings false");
        }
      } else if (!names.contains(name) && !name.endsWith(".rotary_emb.inv_freq")) {
        throw wrong(file, name, "found, expected none of this name");
      }
    }
  }

  /**
   * The file that holds a tensor.
   *
   * @throws ModelException if none does
   */
  public Safetensors holder(String name) {
    Safetensors holder = holders.get(name);
    if (holder == null) {
      throw wrong(source, name, "is missing");
    }
    return holder;
  }

  static Safetensors.Entry entry(Safetensors holder, String name) {
    Safetensors.Entry entry = holder.entries().get(name);
    if (entry == null) {
      throw wrong(holder.file(), name, "is missing");
    }
    return entry;
  }

  private static ModelException wrong(Path file, String tensor, String what) {
    return new ModelException(file + ": tensor " + tensor + ": " + what);
  }
}
