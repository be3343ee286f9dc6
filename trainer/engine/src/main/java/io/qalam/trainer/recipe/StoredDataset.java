package io.qalam.trainer.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.file.JsonFile;
import io.qalam.trainer.file.Lines;
import io.qalam.trainer.file.OneLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A dataset as a build left it in its folder: {@code dataset.json} and the rows beside it. */
public record StoredDataset(Path folder, JsonNode description) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_BYTES = 1 << 24;

  /**
   * Reads the description; rows are read when they are asked for.
   *
   * @throws IllegalArgumentException naming the file, when it is none
   */
  static StoredDataset read(Path file) {
    JsonNode json = JsonFile.read(file, MOST_BYTES, IllegalArgumentException::new);
    for (String member : List.of("name", "language", "task", "kind", "metric")) {
      if (!json.path(member).isTextual()) {
        throw new IllegalArgumentException(file + ": " + member + ": expected a text");
      }
    }
    return new StoredDataset(file.resolveSibling(""), json);
  }

  public String name() {
    return description.get("name").asText();
  }

  public String language() {
    return description.get("language").asText();
  }

  public String task() {
    return description.get("task").asText();
  }

  public String metric() {
    return description.get("metric").asText();
  }

  public boolean isSummary() {
    return description.get("kind").asText().equals("summary");
  }

  public boolean hasSeveralLabels() {
    return description.get("kind").asText().equals("labels");
  }

  /** The label space; empty for a summary. */
  public List<String> labels() {
    return StreamSupport.stream(description.path("labels").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** The index of the label whose F1 is the metric, where that is one label's. */
  public Optional<Integer> positive() {
    return Optional.of(labels().indexOf(description.path("positive").asText()))
        .filter(index -> index >= 0);
  }

  /**
   * The rows of a split.
   *
   * @throws IllegalArgumentException naming the file and the line that is no row
   */
  public List<InstructionRow> rows(Split split) {
    Path file = folder.resolve(split.name().toLowerCase(Locale.ROOT) + ".jsonl");
    List<InstructionRow> rows = new ArrayList<>();
    try (Lines lines = Lines.of(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        rows.add(row(file, lines.number(), line));
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": is not UTF-8 near row " + (rows.size() + 1), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return rows;
  }

  private static InstructionRow row(Path file, int number, String line) {
    String place = file + ", line " + number;
    JsonNode json = JsonFile.line(line, place + ": is no row", IllegalArgumentException::new);
    try {
      InstructionRow row = JSON.treeToValue(json, InstructionRow.class);
      if (row != null) {
        return row;
      }
      throw new IllegalArgumentException(place + ": expected a row, found null");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          OneLine.of(place + ": is no row: " + e.getOriginalMessage()), e);
    }
  }
}
