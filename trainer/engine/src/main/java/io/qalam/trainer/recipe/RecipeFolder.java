package io.qalam.trainer.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.answer.LabelFinder;
import io.qalam.trainer.dataset.DatasetSpec;
import io.qalam.trainer.dataset.DatasetSpec.Kind;
import io.qalam.trainer.dataset.Preparation;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.file.JsonFile;
import io.qalam.trainer.file.OneLine;
import io.qalam.trainer.store.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  private static final long MOST_BYTES = 1 << 24;

  private final Path folder;

  public RecipeFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes sure that a build's datasets will be all that lies there, each in a folder of its own.
   *
   * <p>What {@code train --data} takes is the whole folder, and a build frees only its own training
   * rows of what its own datasets test on.
   *
   * @throws IllegalArgumentException naming the folder that another dataset has
   */
  public void expectOnly(List<DatasetSpec> specs) throws IOException {
    Set<Path> places = new HashSet<>();
    for (DatasetSpec spec : specs) {
      if (!places.add(place(spec))) {
        throw new IllegalArgumentException(
            place(spec) + ": two datasets of the manifest would lie there; rename " + spec.name());
      }
    }
    for (Path file : Files.isDirectory(folder) ? descriptions() : List.<Path>of()) {
      Path other = file.resolveSibling("");
      if (!places.contains(other)) {
        throw new IllegalArgumentException(
            other
                + ": holds a dataset that the manifest does not name, and that a training would take"
                + " too; remove that folder, or build into another");
      }
    }
  }

  /**
   * The instructions that an earlier build, or a person, left for the dataset.
   *
   * @throws IllegalArgumentException naming the file, when they are none or do not name every label
   */
  public Optional<DatasetInstructions> kept(PreparedDataset dataset) throws IOException {
    Path file = place(dataset.spec()).resolve("instructions.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    DatasetInstructions kept;
    try {
      JsonNode json = JsonFile.read(file, MOST_BYTES, IllegalArgumentException::new);
      kept = JSON.treeToValue(json, DatasetInstructions.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          OneLine.of(file + ": no instructions can be read: " + e.getOriginalMessage()), e);
    }
    if (kept == null) {
      throw new IllegalArgumentException(file + ": expected an object with texts, found null");
    }
    LabelFinder finder = new LabelFinder(dataset.labels());
    for (int i = 0; i < kept.texts().size(); i++) {
      for (int label : finder.missingIn(kept.texts().get(i))) {
        throw new IllegalArgumentException(
            file
                + ": texts["
                + i
                + "] does not name the label '"
                + dataset.labels().get(label)
                + "'");
      }
    }
    return Optional.of(kept);
  }

  /** Writes a dataset as rows under its instructions. */
  public void write(
      PreparedDataset dataset, DatasetInstructions instructions, Preparation preparation)
      throws IOException {
    DatasetSpec spec = dataset.spec();
    Path place = place(spec);
    Files.createDirectories(place);
    for (Split split : Split.values()) {
      String name = word(split);
      List<InstructionRow> rows =
          split == Split.TRAIN
              ? InstructionRow.drawn(
                  spec, name, dataset.rows(split), instructions, preparation.seed())
              : InstructionRow.measured(spec, name, dataset.rows(split), instructions);
      write(place.resolve(name + ".jsonl"), lines(rows));
    }
    write(place.resolve("instructions.json"), JSON.writeValueAsString(instructions) + "\n");
    write(place.resolve("dataset.json"), description(dataset, preparation).toPrettyString() + "\n");
  }

  /** A name becomes one folder's: no path can be made of it. */
  private Path place(DatasetSpec spec) {
    String name = spec.name().replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-").replaceAll("^\\.+", "");
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "Dataset '" + spec.name() + "': a folder cannot be named so");
    }
    return folder.resolve(spec.language()).resolve(name);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ObjectNode description(PreparedDataset dataset, Preparation preparation) {
    DatasetSpec spec = dataset.spec();
    ObjectNode json = JSON.createObjectNode();
    json.put("name", spec.name()).put("language", spec.language()).put("task", spec.task());
    json.put("kind", word(spec.kind())).put("metric", word(spec.metric()));
    spec.positiveIndex().ifPresent(index -> json.put("positive", dataset.labels().get(index)));
    if (spec.kind() != Kind.SUMMARY) {
      json.set("labels", JSON.valueToTree(dataset.labels()));
    }
    for (Split split : Split.values()) {
      json.put(word(split), dataset.rows(split).size());
    }
    json.put("seed", preparation.seed()).put("trainCap", preparation.trainCap());
    json.put("resplit", word(preparation.resplit()));
    json.set("report", JSON.valueToTree(dataset.report()));
    return json;
  }

  /** The datasets of the folder, by language and name. */
  public List<StoredDataset> datasets() throws IOException {
    return descriptions().stream().map(StoredDataset::read).toList();
  }

  private List<Path> descriptions() throws IOException {
    try (var files = Files.walk(folder, 3)) {
      return files.filter(f -> f.getFileName().toString().equals("dataset.json")).sorted().toList();
    }
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

  private static void write(Path file, String text) throws IOException {
    AtomicFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
