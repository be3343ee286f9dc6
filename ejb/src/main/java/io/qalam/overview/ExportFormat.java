package io.qalam.overview;

import io.qalam.tenant.Invalid;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A format that a project is exported in. */
public enum ExportFormat {
  /** One JSON object a post and line, with every prediction, annotation and adjudication. */
  JSONL("application/x-ndjson"),
  /** One row an annotation or adjudication, and one for a post that has none. */
  CSV("text/csv");

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type with its character set. */
  public String mediaType() {
    return mediaType + ";charset=utf-8";
  }

  /** The end of a file's name, without the dot. */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of that name; JSONL where none is given.
   *
   * @throws Invalid when there is no such format
   */
  public static ExportFormat of(@Nullable String name) {
    if (name == null || name.isBlank() || name.equalsIgnoreCase("jsonl")) {
      return JSONL;
    }
    if (name.equalsIgnoreCase("csv")) {
      return CSV;
    }
    throw new Invalid("format", "must be jsonl or csv");
  }

  /** Writes posts to a stream in this format; whoever opened the stream closes it. */
  public PostWriter writer(OutputStream out) {
    return this == CSV ? new CsvPostWriter(out) : new JsonlPostWriter(out);
  }
}
