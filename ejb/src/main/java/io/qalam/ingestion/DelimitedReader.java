package io.qalam.ingestion;

import io.qalam.ingestion.PostRecord.Broken;
import io.qalam.ingestion.PostRecord.PostFields;
import io.qalam.ingestion.PostRecord.Readable;
import io.qalam.tenant.Sentence;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts of a table whose header row names the columns; columns of other names are left aside.
 *
 * <p>A table that Qalam wrote has a row for each annotation of a post. Only the first of them is a
 * record, unless another one says something else about the post.
 */
final class DelimitedReader implements PostReader {

  private final TableRecords records;
  private final FieldNames names;
  private final Map<String, Integer> columns = new HashMap<>();
  private final int width;
  private @Nullable Told before;

  /** What a row of Qalam's own says about a post. */
  private record Told(String post, PostFields fields) {}

  /**
   * Reads the header row.
   *
   * @throws UnreadableFileException when there is none, or none that names the column {@code text}
   */
  DelimitedReader(TableRecords records) throws IOException {
    this.records = records;
    List<String> header = header();
    width = header.size();
    List<String> given =
        header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    names = FieldNames.ofTable(Set.copyOf(given));
    Set<String> known = names.all();
    for (int i = 0; i < width; i++) {
      if (known.contains(given.get(i)) && columns.put(given.get(i), i) != null) {
        throw new UnreadableFileException(IngestionWording.HEADER_TWICE, given.get(i));
      }
    }
    if (!columns.containsKey(FieldNames.TEXT)) {
      throw new UnreadableFileException(
          IngestionWording.HEADER_WITHOUT_TEXT, shortened(String.join(", ", header)));
    }
  }

  private List<String> header() throws IOException {
    TableRecords.Row row =
        records.next().orElseThrow(() -> new UnreadableFileException(IngestionWording.NO_HEADER));
    if (row.fault() != null) {
      throw new UnreadableFileException(IngestionWording.HEADER_UNREADABLE, row.fault());
    }
    return row.fields();
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  @Override
  public Optional<PostRecord> next() throws IOException {
    Optional<TableRecords.Row> row = records.next();
    while (row.isPresent()) {
      PostRecord record = record(row.get());
      if (!isBlankLine(row.get()) && !saysTheSame(row.get(), record)) {
        return Optional.of(record);
      }
      row = records.next();
    }
    return Optional.empty();
  }

  /** Whether the row before was of the same post and said of it what this one says. */
  private boolean saysTheSame(TableRecords.Row row, PostRecord record) {
    if (!(record instanceof Readable readable)) {
      return false;
    }
    String post = names.own() ? field(row, FieldNames.POST_ID) : null;
    Told told = post == null || post.isBlank() ? null : new Told(post, readable.fields());
    boolean same = told != null && told.equals(before);
    before = told;
    return same;
  }

  /** In a table of several columns an empty line is no record; in one of one it is a blank text. */
  private boolean isBlankLine(TableRecords.Row row) {
    return width > 1
        && row.fault() == null
        && row.source().isBlank()
        && row.fields().size() < width;
  }

  private PostRecord record(TableRecords.Row row) {
    if (row.fault() != null) {
      return new Broken(row.line(), row.source(), row.fault());
    }
    if (row.fields().size() != width) {
      Sentence reason = Sentence.of(IngestionWording.COLUMNS, row.fields().size(), width);
      return new Broken(row.line(), row.source(), reason);
    }
    PostFields fields =
        new PostFields(
            field(row, FieldNames.TEXT),
            field(row, names.secondText()),
            field(row, names.id()),
            field(row, FieldNames.LANG),
            new Said(first(row, names.label()), false, first(row, names.summary())));
    return new Readable(row.line(), row.source(), fields);
  }

  private @Nullable String field(TableRecords.Row row, String name) {
    Integer column = columns.get(name);
    if (column == null) {
      return null;
    }
    String cell = row.fields().get(column);
    return names.own() ? SpreadsheetCell.read(cell) : cell;
  }

  /** The first of these fields that has something in the row; the last where none has. */
  private @Nullable String first(TableRecords.Row row, List<String> fields) {
    String value = null;
    for (String field : fields) {
      value = field(row, field);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return value;
  }
}
