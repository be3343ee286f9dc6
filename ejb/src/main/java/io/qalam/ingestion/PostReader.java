package io.qalam.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the posts of a stream one by one, and never holds more than one record. */
interface PostReader {

  /** The next record, or empty at the end. */
  Optional<PostRecord> next() throws IOException;

  /**
   * Opens a stream; whoever opened the stream closes it.
   *
   * @throws UnreadableFileException when the stream holds no posts of this format
   */
  static PostReader open(PostFormat format, InputStream in) throws IOException {
    Utf8Lines lines = new Utf8Lines(in);
    return switch (format) {
      case CSV -> new DelimitedReader(new CsvRecords(lines));
      case TSV -> new DelimitedReader(new TsvRecords(lines));
      case NDJSON -> new NdjsonReader(lines);
    };
  }
}
