package io.qalam.ingestion;

import io.qalam.tenant.Spoken;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import that goes on by itself: how far it is, and how it ended.
 *
 * <p>One thread writes it and pages read it.
 */
public final class ImportJob {

  private final UUID id;
  private final UUID tenantId;
  private final String fileName;
  private final long bytes;
  private volatile long bytesRead;
  private volatile IngestionReport report = new IngestionReport(0, 0, List.of(), 0);
  private volatile boolean cancelled;
  private volatile boolean ended;
  private volatile @Nullable Spoken failure;

  ImportJob(UUID id, UUID tenantId, String fileName, long bytes) {
    this.id = id;
    this.tenantId = tenantId;
    this.fileName = fileName;
    this.bytes = bytes;
  }

  void read(long count) {
    bytesRead = count;
  }

  /** Takes the report so far; false when the import shall end. */
  boolean goOn(IngestionReport soFar) {
    report = soFar;
    return !cancelled;
  }

  void end() {
    ended = true;
  }

  void fail(Spoken reason) {
    failure = reason;
    ended = true;
  }

  /** Ends the import after the batch it is at; what is stored stays. */
  public void cancel() {
    cancelled = true;
  }

  boolean isOf(UUID tenant) {
    return tenantId.equals(tenant);
  }

  public UUID getId() {
    return id;
  }

  public String getFileName() {
    return fileName;
  }

  /** How much of the file is read, in whole per cent. */
  public int getPercent() {
    return ended && !cancelled ? 100 : (int) (100 * bytesRead / Math.max(1, bytes));
  }

  public IngestionReport getReport() {
    return report;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  public boolean isEnded() {
    return ended;
  }

  /** Why it ended before the file did; null when it did not. */
  public @Nullable Spoken getFailure() {
    return failure;
  }
}
