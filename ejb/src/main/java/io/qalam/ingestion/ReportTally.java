package io.qalam.ingestion;

import java.util.ArrayList;
import java.util.List;

/** Adds batches up to the report of an import. */
final class ReportTally {

  private final List<Rejection> listed = new ArrayList<>();
  private long accepted;
  private long duplicates;
  private long rejected;

  void add(IntakeOutcome batch) {
    accepted += batch.accepted();
    duplicates += batch.duplicates();
    rejected += batch.rejected().size();
    int room = IngestionReport.LISTED - listed.size();
    listed.addAll(batch.rejected().subList(0, Math.min(room, batch.rejected().size())));
  }

  /** Whether a post was stored. */
  boolean hasStored() {
    return accepted > 0;
  }

  IngestionReport report() {
    return new IngestionReport(accepted, duplicates, listed, rejected);
  }
}
