package io.qalam.trainer.recipe;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.dataset.DatasetSpec.Kind;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.store.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A folder of prepared datasets: {@code LANGUAGE/NAME/train.jsonl}, {@code test.jsonl}, {@code
 * development.jsonl}, {@code dataset.json} with its label space and what became of its rows, and
 * {@code instructions.json}, which a person may edit: a later build keeps it.
 */
public final class RecipeFolder {
  private static final ObjectMapper LINES = new ObjectMapper();
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  public RecipeFolder(Path folder) {
    this.folder = folder;
  }

  /** One dataset as it lies there. */
  public record Stored(Path folder, JsonNode description) {}

  /**
   * Writes a dataset; its instructions are those that lie there already, else the given ones.
   *
   * @throws IllegalArgumentException when instructions that lie there do not name every label
   */
  public void write(PreparedDataset dataset, Instructions written, long seed) throws IOException {
    Path place = folder.resolve(dataset.spec().language()).resolve(safe(dataset.spec().name()));
    Files.createDirectories(place);
    Instructions instructions = kept(place, dataset, written);
    for (Split split : Split.values()) {
      String name = split.name().toLowerCase(Locale.ROOT);
      List<InstructionRow> rows =
          split == Split.TRAIN
              ? InstructionRow.drawn(dataset.spec(), name, dataset.rows(split), instructions, seed)
              : InstructionRow.measured(dataset.spec(), name, dataset.rows(split), instructions);
      write(place.resolve(name + ".jsonl"), lines(rows));
    }
    write(place.resolve("instructions.json"), JSON.writeValueAsString(instructions) + "\n");
    write(place.resolve("dataset.json"), description(dataset).toPrettyString() + "\n");
  }

  private static Instructions kept(Path place, PreparedDataset dataset, Instructions written)
      throws IOException {
    Path file = place.resolve("instructions.json");
    if (!Files.exists(file)) {
      return written;
    }
    Instructions kept = JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    for (int i = 0; i < kept.texts().size(); i++) {
      String text = kept.texts().get(i);
      for (String label : dataset.labels()) {
        if (!text.contains(label)) {
          throw new IllegalArgumentException(
              file + ": texts[" + i + "] does not name the label '" + label + "'");
        }
      }
    }
    return kept;
  }

  private static ObjectNode description(PreparedDataset dataset) {
    ObjectNode json = JSON.createObjectNode();
    json.put("name", dataset.spec().name())
        .put("language", dataset.spec().language())
        .put("task", dataset.spec().task())
        .put("kind", dataset.spec().kind().name())
        .put("metric", dataset.spec().metric().name());
    if (dataset.spec().kind() != Kind.SUMMARY) {
      json.set("labels", JSON.valueToTree(dataset.labels()));
    }
    for (Split split : Split.values()) {
      json.put(split.name().toLowerCase(Locale.ROOT), dataset.rows(split).size());
    }
    json.set("report", JSON.valueToTree(dataset.report()));
    return json;
  }

  /** The datasets of the folder, by language and name. */
  public List<Stored> datasets() throws IOException {
    List<Stored> found = new ArrayList<>();
    try (var files = Files.walk(folder, 3)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().equals("dataset.json")).sorted().toList()) {
        found.add(new Stored(file.resolveSibling(""), JSON.readTree(Files.readAllBytes(file))));
      }
    }
    return found;
  }

  private static String lines(List<InstructionRow> rows) {
    return rows.stream().map(RecipeFolder::line).collect(Collectors.joining());
  }

  private static String line(InstructionRow row) {
    try {
      return LINES.writeValueAsString(row) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A dataset's name as a folder's: no path can be made of it. */
  private static String safe(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^\\.+", "");
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
