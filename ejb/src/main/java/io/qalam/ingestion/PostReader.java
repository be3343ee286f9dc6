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
   * @throws UnreadableFileException when the stream holds no posts of this layout
   */
  static PostReader open(PostLayout layout, InputStream in) throws IOException {
    return switch (layout.format()) {
      case CSV -> new DelimitedReader(new CsvRecords(new Utf8Lines(in)));
      case TSV -> new DelimitedReader(new TsvRecords(new Utf8Lines(in)));
      case NDJSON -> new NdjsonReader(new Utf8Lines(in));
      case LABEL_STUDIO -> new LabelStudioReader(new JsonElements(in), layout.control());
    };
  }
}
