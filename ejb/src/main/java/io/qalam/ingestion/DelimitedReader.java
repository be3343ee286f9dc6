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

/** Posts of a table whose header row names the columns; columns of other names are left aside. */
final class DelimitedReader implements PostReader {

  private static final Set<String> COLUMNS =
      Set.of("text", PostJson.SECOND_TEXT, "id", "lang", "label", "summary");

  private final TableRecords records;
  private final Map<String, Integer> columns = new HashMap<>();
  private final int width;

  /**
   * Reads the header row.
   *
   * @throws UnreadableFileException when there is none, or none that names the column {@code text}
   */
  DelimitedReader(TableRecords records) throws IOException {
    this.records = records;
    List<String> header = header();
    width = header.size();
    for (int i = 0; i < width; i++) {
      String name = header.get(i).strip().toLowerCase(Locale.ROOT);
      if (COLUMNS.contains(name) && columns.put(name, i) != null) {
        throw new UnreadableFileException(IngestionWording.HEADER_TWICE, name);
      }
    }
    if (!columns.containsKey("text")) {
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
    while (row.isPresent() && isBlankLine(row.get())) {
      row = records.next();
    }
    return row.map(this::record);
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
            field(row, "text"),
            field(row, PostJson.SECOND_TEXT),
            field(row, "id"),
            field(row, "lang"),
            new Said(field(row, "label"), false, field(row, "summary")));
    return new Readable(row.line(), row.source(), fields);
  }

  private @Nullable String field(TableRecords.Row row, String name) {
    Integer column = columns.get(name);
    return column == null ? null : row.fields().get(column);
  }
}
