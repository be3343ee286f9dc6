package io.qalam.ingestion;

import io.qalam.ingestion.PostRecord.Broken;
import io.qalam.ingestion.PostRecord.Readable;
import io.qalam.ingestion.Utf8Lines.Line;
import java.io.IOException;
import java.util.Optional;

/** Posts as JSON objects, one a line; empty lines are no records. */
final class NdjsonReader implements PostReader {

  private final Utf8Lines lines;

  NdjsonReader(Utf8Lines lines) {
    this.lines = lines;
  }

  @Override
  public Optional<PostRecord> next() throws IOException {
    Optional<Line> line = lines.next();
    while (line.isPresent() && line.get().fault() == null && line.get().text().isBlank()) {
      line = lines.next();
    }
    return line.map(NdjsonReader::record);
  }

  private static PostRecord record(Line line) {
    if (line.fault() != null) {
      return new Broken(line.number(), line.text(), line.fault());
    }
    try {
      return new Readable(
          line.number(), line.text(), PostJson.fields(PostJson.object(line.text())));
    } catch (RefusedException e) {
      return new Broken(line.number(), line.text(), e.reason());
    }
  }
}
