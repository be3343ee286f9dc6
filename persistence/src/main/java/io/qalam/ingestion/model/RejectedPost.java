package io.qalam.ingestion.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A record that was refused, with the line it stood on and the reason. */
@Entity
@Immutable
@SuppressWarnings("NullAway.Init")
public class RejectedPost extends TenantEntity {

  /** Characters of the record that are kept. */
  public static final int KEPT = 2_000;

  @Column(nullable = false)
  private UUID projectId;

  @Column(nullable = false)
  private String source;

  private @Nullable UUID jobId;

  private @Nullable Long line;

  @Column(nullable = false)
  private String reason;

  @Column(nullable = false)
  private String record;

  @Column(nullable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected RejectedPost() {}

  /**
   * @param source {@code rest}, {@code file <name>} or {@code kafka <topic>}
   * @param jobId the import it was refused by; null for a stream or a topic
   * @param line line of the file, or offset of the record
   * @param record what was refused; its first {@value #KEPT} characters are kept
   */
  public RejectedPost(
      UUID id,
      UUID projectId,
      String source,
      @Nullable UUID jobId,
      @Nullable Long line,
      String reason,
      String record) {
    super(id);
    this.projectId = projectId;
    this.source = source;
    this.jobId = jobId;
    this.line = line;
    this.reason = reason;
    this.record = storable(record);
    this.createdAt = Instant.now();
  }

  /** PostgreSQL's text holds neither U+0000 nor half a surrogate pair. */
  private static String storable(String record) {
    StringBuilder kept = new StringBuilder();
    record
        .codePoints()
        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .limit(KEPT)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  public UUID getProjectId() {
    return projectId;
  }

  public String getSource() {
    return source;
  }

  public @Nullable Long getLine() {
    return line;
  }

  public String getReason() {
    return reason;
  }

  public String getRecord() {
    return record;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
