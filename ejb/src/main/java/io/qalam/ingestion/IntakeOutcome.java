package io.qalam.ingestion;

import java.util.List;

/** What became of one batch of records. */
record IntakeOutcome(int accepted, int duplicates, List<Rejection> rejected) {
  IntakeOutcome {
    rejected = List.copyOf(rejected);
  }
}
