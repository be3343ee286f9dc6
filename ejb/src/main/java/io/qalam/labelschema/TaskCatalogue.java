package io.qalam.labelschema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.SecondText;
import io.qalam.trainer.protocol.TaskSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The paper's tasks with the label spaces of its datasets, from the files that the recipe reads
 * too.
 */
final class TaskCatalogue {

  private static final List<CatalogueTask> ALL = read();

  private TaskCatalogue() {}

  /** By capability, task, language and dataset. */
  static List<CatalogueTask> all() {
    return ALL;
  }

  private static List<CatalogueTask> read() {
    Map<String, JsonNode> tasks = new HashMap<>();
    json().path("tasks").forEach(task -> tasks.put(task.path("id").asText(), task));
    return CsvReader.builder().ofNamedCsvRecord(text("catalogue.csv")).stream()
        .map(row -> entry(row, tasks))
        .sorted(
            Comparator.comparing(CatalogueTask::capability)
                .thenComparing(CatalogueTask::task)
                .thenComparing(entry -> entry.languages().get(0))
                .thenComparing(CatalogueTask::dataset))
        .toList();
  }

  private static CatalogueTask entry(NamedCsvRecord row, Map<String, JsonNode> tasks) {
    String name = row.getField("task");
    JsonNode task = tasks.get(name);
    if (task == null) {
      throw new IllegalStateException("catalogue.csv: task " + name + " is not in tasks.json");
    }
    String labels = row.getField("labels");
    String id = String.join("/", name, row.getField("dataset"), row.getField("languages"));
    return new CatalogueTask(
        id,
        name,
        task.path("capability").asText(),
        texts(task.path("name")),
        texts(task.path("definition")),
        row.getField("dataset"),
        Arrays.asList(row.getField("languages").split(" ", -1)),
        task.has("second") ? SecondText.valueOf(task.path("second").asText()) : null,
        labels.isEmpty() ? Answer.SUMMARY : Answer.LABEL,
        labels.isEmpty() ? List.of() : Arrays.asList(labels.split("\\|", -1)));
  }

  private static Map<String, String> texts(JsonNode node) {
    return node.properties().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().asText()));
  }

  private static JsonNode json() {
    try {
      return new ObjectMapper().readTree(text("tasks.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name) {
    try (InputStream in = TaskSpec.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build lacks " + name + " of the protocol");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
