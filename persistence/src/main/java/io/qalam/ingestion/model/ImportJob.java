package io.qalam.ingestion.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
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
public class ImportJob extends TenantEntity {

  @Column(nullable = false)
  private UUID projectId;

  @Column(nullable = false)
  private UUID startedBy;

  @Column(nullable = false)
  private String fileName;

  @Column(nullable = false)
  private String format;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private ImportState state = ImportState.RUNNING;

  private long bytes;
  private long bytesRead;
  private long records;
  private long accepted;
  private long duplicates;
  private long rejected;
  private @Nullable String failure;
  private @Nullable String heldBy;
  private @Nullable Instant heldUntil;

  @Column(nullable = false)
  private Instant createdAt;

  private @Nullable Instant endedAt;

  @Version private int version;

  /** For Hibernate. */
  protected ImportJob() {}

  /**
   * An import that waits for a node.
   *
   * @param bytes of the file
   */
  public ImportJob(
      UUID id, UUID projectId, UUID startedBy, String fileName, String format, long bytes) {
    super(id);
    this.projectId = projectId;
    this.startedBy = startedBy;
    this.fileName = fileName;
    this.format = format;
    this.bytes = bytes;
    this.createdAt = Instant.now();
  }

  /** Whether no other node works on it. */
  public boolean isFree(String node, Instant now) {
    return state == ImportState.RUNNING
        && (heldBy == null || heldBy.equals(node) || heldUntil == null || heldUntil.isBefore(now));
  }

  public boolean isHeldBy(String node) {
    return state == ImportState.RUNNING && node.equals(heldBy);
  }

  /** Makes the node the one that works on it. */
  public void hold(String node, Instant until) {
    heldBy = node;
    heldUntil = until;
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
    heldUntil = Instant.now().plus(lease);
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
    end(ImportState.DONE);
  }

  /** Stops it after the batch it is at; what is stored stays. */
  public void cancel() {
    end(ImportState.CANCELLED);
  }

  /**
   * Ends it before the file does.
   *
   * @param why a sentence as a row keeps it
   */
  public void fail(String why) {
    failure = why;
    end(ImportState.FAILED);
  }

  /** Lets it go on where it stopped. */
  public void resume() {
    state = ImportState.RUNNING;
    failure = null;
    endedAt = null;
    heldBy = null;
    heldUntil = null;
  }

  private void end(ImportState ended) {
    state = ended;
    endedAt = Instant.now();
    heldBy = null;
    heldUntil = null;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getStartedBy() {
    return startedBy;
  }

  public String getFileName() {
    return fileName;
  }

  /** The name of a format of posts. */
  public String getFormat() {
    return format;
  }

  public ImportState getState() {
    return state;
  }

  /** How much of the file is read, in whole per cent. */
  public int getPercent() {
    return bytes == 0 ? 100 : (int) (100 * Math.min(bytes, bytesRead) / bytes);
  }

  public long getBytes() {
    return bytes;
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

  /** Why it ended before the file did, as a row keeps a sentence; null when it did not. */
  public @Nullable String getFailure() {
    return failure;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  /** Null while it goes on. */
  public @Nullable Instant getEndedAt() {
    return endedAt;
  }
}
