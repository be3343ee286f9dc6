package io.qalam.trainer.fit;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.Safetensors;
import io.qalam.trainer.lora.LoraConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The state of a LoRA run on disk: {@code state-STEP.safetensors} and {@code checkpoint.json},
 * which names it.
 *
 * <p>The JSON is renamed into place last, so that it always names a whole file.
 */
record LoraCheckpoint(int step, Safetensors tensors) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDEX = "checkpoint.json";
  private static final String STATE = "state-";

  static LoraCheckpoint open(Path folder, String fingerprint) {
    Path index = folder.resolve(INDEX);
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(index));
      String found = json.path("run").asText("none");
      if (!found.equals(fingerprint)) {
        throw new CheckpointException(
            index
                + ": run found "
                + found
                + ", expected "
                + fingerprint
                + ": other rows, settings or base");
      }
      int step = json.path("step").asInt(-1);
      String file = json.path("file").asText("nothing");
      if (step < 0 || !file.equals(file(step))) {
        throw new CheckpointException(
            index + ": file found " + file + ", expected that of step " + json.path("step"));
      }
      return new LoraCheckpoint(step, Safetensors.open(folder.resolve(file)));
    } catch (IOException | ModelException e) {
      throw new CheckpointException(index + ": cannot be read: " + e.getMessage(), e);
    }
  }

  OptimizerState state(NDManager manager, Map<String, long[]> shapes) {
    return OptimizerState.read(manager, tensors, shapes);
  }

  static void write(
      Path folder, String fingerprint, int step, Map<String, Safetensors.Values> values) {
    try {
      Files.createDirectories(folder);
      String file = file(step);
      Path aside = folder.resolve(file + ".new");
      Safetensors.writeFloats(aside, values);
      move(aside, folder.resolve(file));
      Path index = folder.resolve(INDEX + ".new");
      Files.writeString(
          index,
          JSON.createObjectNode()
              .put("run", fingerprint)
              .put("step", step)
              .put("file", file)
              .toString());
      move(index, folder.resolve(INDEX));
      deleteOthers(folder, file);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": the checkpoint cannot be written", e);
    }
  }

  private static String file(int step) {
    return STATE + step + ".safetensors";
  }

  private static void move(Path from, Path to) throws IOException {
    try (var channel =
        java.nio.channels.FileChannel.open(from, java.nio.file.StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void deleteOthers(Path folder, String kept) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(STATE) && !name.equals(kept)) {
          Files.delete(file);
        }
      }
    }
  }

  /** What a run is: base, settings and rows, as 16 hex digits. */
  static String fingerprint(
      String baseModelId, LoraRunSpec spec, List<? extends Record> rows, boolean continued) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (baseModelId + "\n" + describe(spec) + "\n" + continued + "\n")
              .getBytes(StandardCharsets.UTF_8));
      for (Record row : rows) {
        digest.update((row + "\u0000").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Spelt out, since the iteration order of the targets' set differs from process to process. */
  private static String describe(LoraRunSpec spec) {
    LoraConfig lora = spec.lora();
    return List.of(
            lora.rank(),
            lora.alpha(),
            lora.dropout(),
            new TreeSet<>(lora.targets()),
            lora.rankStabilised(),
            spec.optimizer(),
            spec.epochs(),
            spec.batchSize(),
            spec.maxTokens(),
            spec.selection(),
            spec.trainEmbeddings(),
            spec.footprint(),
            spec.seed())
        .toString();
  }
}
