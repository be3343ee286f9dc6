package io.qalam.ingestion;

import io.qalam.tenant.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a table, cut out of its lines. */
interface TableRecords {

  /** The next row, or empty at the end. */
  Optional<Row> next() throws IOException;

  /**
   * A row that begins on a line.
   *
   * @param source the row as it came
   * @param fault why it cannot be used, and then without fields; null when it can
   */
  record Row(long line, String source, List<String> fields, @Nullable Sentence fault) {

    static Row broken(Utf8Lines.Line line, Sentence fault) {
      return new Row(line.number(), line.text(), List.of(), fault);
    }
  }
}
