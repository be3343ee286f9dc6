package io.qalam.queue.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/**
 * How many answers in force a member gave in a project, to tasks and to known posts.
 *
 * <p>Rows are written by {@link QuotaRepository#change} alone.
 */
@Entity
@IdClass(AnswerTally.Key.class)
@SuppressWarnings("NullAway.Init")
public class AnswerTally {

  /** The key, but for the tenant. */
  public record Key(UUID projectId, UUID accountId) {}

  @Id private UUID projectId;
  @Id private UUID accountId;

  @TenantId
  @Column(updatable = false)
  private UUID tenantId;

  private long answers;

  /** For Hibernate. */
  protected AnswerTally() {}

  public UUID getAccountId() {
    return accountId;
  }

  public long getAnswers() {
    return answers;
  }
}
