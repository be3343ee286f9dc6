package io.qalam.trainer.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.qalam.trainer.dataset.DatasetSpec.Fields;
import io.qalam.trainer.dataset.DatasetSpec.SourceFile;
import io.qalam.trainer.file.JsonFile;
import io.qalam.trainer.file.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dataset's files as they are: nothing is dropped but rows that {@code where} leaves out.
 */
final class DatasetReader {
  /** FastCSV compares a row's fields with the first row's, and not with the header's. */
  private static final CsvReader.CsvReaderBuilder COMMAS =
      CsvReader.builder().allowExtraFields(true).allowMissingFields(true);

  /** A row, and the split that its file or its field names, where one does. */
  record Raw(DatasetRow row, Optional<Split> split) {}

  /** A field's text, or null where the row has none; several values are joined by commas. */
  private interface Record extends Function<String, @Nullable String> {}

  private final DatasetSpec spec;
  private final IntConsumer bytes;
  private final List<Raw> rows = new ArrayList<>();

  private DatasetReader(DatasetSpec spec, IntConsumer bytes) {
    this.spec = spec;
    this.bytes = bytes;
  }

  /**
   * The size of a dataset's files.
   *
   * @throws DatasetException naming a file that is not there
   */
  static long bytes(Path folder, DatasetSpec spec) {
    long bytes = 0;
    for (SourceFile file : spec.files()) {
      Path path = folder.resolve(file.path());
      try {
        bytes += Files.size(path);
      } catch (IOException e) {
        throw new DatasetException(path + ": cannot be read: " + e, e);
      }
    }
    return bytes;
  }

  /**
   * All rows, file by file.
   *
   * @param bytes is told how many more of the files' bytes were read
   * @throws DatasetException naming the file and the line that cannot be read
   */
  static List<Raw> read(Path folder, DatasetSpec spec, IntConsumer bytes) {
    DatasetReader reader = new DatasetReader(spec, bytes);
    for (SourceFile file : spec.files()) {
      reader.read(folder.resolve(file.path()), file);
    }
    return reader.rows;
  }

  private void read(Path path, SourceFile file) {
    String name = path.getFileName().toString();
    try {
      if (name.endsWith(".jsonl")) {
        readJsonLines(path, file);
      } else if (name.endsWith(".csv")) {
        readCommas(path, file);
      } else if (name.endsWith(".tsv")) {
        readTabs(path, file);
      } else {
        throw new DatasetException(path + ": expected a name that ends in .csv, .tsv or .jsonl");
      }
    } catch (CharacterCodingException e) {
      throw new DatasetException(path + ": is not UTF-8 near row " + (rows.size() + 1), e);
    } catch (IOException | UncheckedIOException e) {
      throw new DatasetException(path + ": cannot be read: " + e, e);
    }
  }

  private InputStream open(Path path) throws IOException {
    return new CountedStream(Files.newInputStream(path), bytes);
  }

  private void readJsonLines(Path path, SourceFile file) throws IOException {
    try (Lines lines = Lines.of(open(path))) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          String place = path + ", line " + lines.number();
          JsonNode json = JsonFile.line(line, place, DatasetException::new);
          if (!json.isObject()) {
            throw new DatasetException(place + ": expected a JSON object");
          }
          take(path, lines.number(), file, field -> value(place, field, json.path(field)));
        }
      }
    }
  }

  private @Nullable String value(String place, String field, JsonNode node) {
    if (!node.isArray() || !field.equals(spec.fields().labels())) {
      expectScalar(place, field, node);
      return node.isMissingNode() || node.isNull() ? null : node.asText();
    }
    List<String> values = new ArrayList<>();
    for (JsonNode value : node) {
      expectScalar(place, field, value);
      if (value.isNull()) {
        throw new DatasetException(place + ", field " + field + ": found null, expected labels");
      }
      values.add(value.asText());
    }
    return String.join(",", values);
  }

  private static void expectScalar(String place, String field, JsonNode node) {
    if (node.isContainerNode()) {
      throw new DatasetException(
          place
              + ", field "
              + field
              + ": found "
              + (node.isArray() ? "a list" : "an object")
              + ", expected a text");
    }
  }

  private void readCommas(Path path, SourceFile file) throws IOException {
    try (QuoteWatch text = new QuoteWatch(Lines.open(open(path)));
        CsvReader<NamedCsvRecord> records = COMMAS.ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : records) {
        int line = Math.toIntExact(row.getStartingLineNumber());
        expectClosed(path, text);
        expectFields(path, line, row.getFieldCount(), row.getHeader().size());
        take(path, line, file, field -> row.findField(field).orElse(null));
      }
      expectClosed(path, text);
    } catch (CsvParseException e) {
      String cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
      throw new DatasetException(path + ": " + e.getMessage() + cause, e);
    }
  }

  private static void expectClosed(Path path, QuoteWatch text) {
    text.neverClosed()
        .ifPresent(
            line -> {
              throw new DatasetException(
                  path
                      + ", line "
                      + line
                      + ": the file ends inside the quoted field that begins there");
            });
  }

  /** Fields between tabs; quotes are text, as posts begin with them. */
  private void readTabs(Path path, SourceFile file) throws IOException {
    try (Lines lines = Lines.of(open(path))) {
      String header = lines.next();
      List<String> names = header == null ? List.of() : Arrays.asList(header.split("\t", -1));
      for (String name : names) {
        if (names.indexOf(name) != names.lastIndexOf(name)) {
          throw new DatasetException(
              path + ", line 1: found the name " + name + " twice, expected names that differ");
        }
      }
      for (String line = lines.next(); line != null; line = lines.next()) {
        List<String> values = Arrays.asList(line.split("\t", -1));
        expectFields(path, lines.number(), values.size(), names.size());
        take(
            path,
            lines.number(),
            file,
            field -> names.contains(field) ? values.get(names.indexOf(field)) : null);
      }
    }
  }

  private static void expectFields(Path path, int line, int found, int expected) {
    if (found != expected) {
      throw new DatasetException(
          path + ", line " + line + ": found " + found + " fields, expected " + expected);
    }
  }

  private void take(Path path, int line, SourceFile file, Record read) {
    Fields fields = spec.fields();
    String place = path + ", line " + line;
    for (Map.Entry<String, String> wanted : fields.where().entrySet()) {
      if (!wanted.getValue().equals(need(place, read, wanted.getKey()))) {
        return;
      }
    }
    DatasetRow row =
        new DatasetRow(
            fields.id() == null ? path.getFileName() + ":" + line : need(place, read, fields.id()),
            need(place, read, fields.text()),
            words(place, read, fields.second()),
            labels(place, read),
            words(place, read, fields.summary()));
    rows.add(new Raw(row, split(place, file, read)));
  }

  private List<String> labels(String place, Record read) {
    return switch (spec.kind()) {
      case LABEL -> List.of(need(place, read, spec.fields().label()));
      case LABELS -> several(place, need(place, read, spec.fields().labels()));
      case SUMMARY -> List.of();
    };
  }

  private List<String> several(String place, String joined) {
    List<String> labels =
        Arrays.stream(joined.split(",", -1))
            .map(String::strip)
            .filter(label -> !label.isEmpty())
            .toList();
    if (labels.isEmpty()) {
      throw new DatasetException(
          place
              + ", field "
              + spec.fields().labels()
              + ": found no label, expected one or more: where none may apply, the set needs a label"
              + " of its own for that, such as \"none\"");
    }
    return labels;
  }

  private Optional<Split> split(String place, SourceFile file, Record read) {
    if (file.split() != null || spec.fields().split() == null) {
      return Optional.ofNullable(file.split());
    }
    String word = need(place, read, spec.fields().split());
    if (word.equalsIgnoreCase("all")) {
      return Optional.empty();
    }
    return Optional.of(
        Split.of(word)
            .orElseThrow(
                () ->
                    new DatasetException(
                        place
                            + ", field "
                            + spec.fields().split()
                            + ": found "
                            + word
                            + ", expected train, test, development or all")));
  }

  /** A text that is asked about, or that is the answer; empty where the manifest names none. */
  private static Optional<String> words(String place, Record read, @Nullable String field) {
    if (field == null) {
      return Optional.empty();
    }
    String words = need(place, read, field);
    if (words.isBlank()) {
      throw new DatasetException(place + ", field " + field + ": is blank, expected a text");
    }
    return Optional.of(words);
  }

  private static String need(String place, Record read, @Nullable String field) {
    String value = field == null ? null : read.apply(field);
    if (value == null) {
      throw new DatasetException(place + ": has no field " + field);
    }
    return value;
  }
}
