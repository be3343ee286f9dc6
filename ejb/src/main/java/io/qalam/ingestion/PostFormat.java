package io.qalam.ingestion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A format that posts are imported in. */
public enum PostFormat {
  /** Comma-separated with a header row, quoted as RFC 4180 says. */
  CSV("text/csv", ".csv"),
  /** Tab-separated with a header row, without quoting, as IANA registered it. */
  TSV("text/tab-separated-values", ".tsv"),
  /** One JSON object a line. */
  NDJSON("application/x-ndjson", ".jsonl", ".ndjson"),
  /** Tasks of Label Studio, with or without annotations: one JSON array. */
  LABEL_STUDIO("application/json", ".json");

  private final String mediaType;
  private final String[] suffixes;

  PostFormat(String mediaType, String... suffixes) {
    this.mediaType = mediaType;
    this.suffixes = suffixes;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The format of a file by the end of its name. */
  public static Optional<PostFormat> ofFileName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> Arrays.stream(format.suffixes).anyMatch(lower::endsWith))
        .findFirst();
  }
}
