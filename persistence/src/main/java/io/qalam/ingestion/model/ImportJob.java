package io.qalam.ingestion.model;

import io.qalam.job.model.Job;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import that goes on by itself: how far it is, and how it ended.
 *
 * <p>How far it is changes in the transaction that stores a batch, so that whoever goes on after a
 * node was killed begins with the record behind the last one stored.
 */
@Entity
@SuppressWarnings("NullAway.Init")
public class ImportJob extends Job {

  @Column(nullable = false)
  private String fileName;

  private @Nullable String control;

  private long bytes;
  private long bytesRead;
  private long records;
  private long accepted;
  private long duplicates;
  private long rejected;

  /** For Hibernate. */
  protected ImportJob() {}

  /**
   * An import that waits for a node.
   *
   * @param control of Label Studio tasks, the control whose results are the answer
   * @param bytes of the file
   */
  public ImportJob(
      UUID id,
      UUID projectId,
      UUID startedBy,
      String fileName,
      String format,
      @Nullable String control,
      long bytes) {
    super(id, projectId, startedBy, format);
    this.control = control;
    this.fileName = fileName;
    this.bytes = bytes;
  }

  /**
   * Takes note of a batch.
   *
   * @param more records of the file that are dealt with
   * @param readUpTo bytes of the file
   */
  public void advance(int more, long readUpTo, Duration lease) {
    records += more;
    bytesRead = readUpTo;
    prolong(lease);
  }

  /** Adds what became of a batch. */
  public void count(long nowAccepted, long nowDuplicates, long nowRejected) {
    accepted += nowAccepted;
    duplicates += nowDuplicates;
    rejected += nowRejected;
  }

  /** Takes note that the whole file is dealt with. */
  public void finish() {
    bytesRead = bytes;
    done();
  }

  public String getFileName() {
    return fileName;
  }

  /** Of Label Studio tasks, the control whose results are the answer; null for the only one. */
  public @Nullable String getControl() {
    return control;
  }

  /** How much of the file is read, in whole per cent. */
  public int getPercent() {
    return bytes == 0 ? 100 : (int) (100 * Math.min(bytes, bytesRead) / bytes);
  }

  public long getBytes() {
    return bytes;
  }

  @Override
  public long progress() {
    return records;
  }

  /** Records that are dealt with, in the order of the file. */
  public long getRecords() {
    return records;
  }

  public long getAccepted() {
    return accepted;
  }

  public long getDuplicates() {
    return duplicates;
  }

  public long getRejected() {
    return rejected;
  }
}
