package io.qalam.ingestion;

import java.util.List;

/**
 * What became of an import: every record is in exactly one of the three counts.
 *
 * @param accepted posts stored
 * @param duplicates records whose post the project had already
 * @param rejected the first {@value #LISTED} records refused; all of them are kept as reject list
 * @param rejectedCount all records refused
 */
public record IngestionReport(
    long accepted, long duplicates, List<Rejection> rejected, long rejectedCount) {

  /** Rejections that are listed. */
  public static final int LISTED = 1_000;

  public IngestionReport {
    rejected = List.copyOf(rejected);
  }
}
