package io.qalam.ingestion;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tab-separated rows: a line is a row, a tab ends a field, and a quote is a letter like others. */
final class TsvRecords implements TableRecords {

  private final Utf8Lines lines;

  TsvRecords(Utf8Lines lines) {
    this.lines = lines;
  }

  @Override
  public Optional<Row> next() throws IOException {
    return lines.next().map(TsvRecords::row);
  }

  private static Row row(Utf8Lines.Line line) {
    return line.fault() != null
        ? Row.broken(line, line.fault())
        : new Row(line.number(), line.text(), List.of(line.text().split("\t", -1)), null);
  }
}
