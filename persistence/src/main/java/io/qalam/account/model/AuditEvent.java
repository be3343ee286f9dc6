package io.qalam.account.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One line of a tenant's audit trail: who did what to which thing.
 *
 * <p>Written in the transaction of the deed itself. The application's role may add and read events,
 * not change or delete them.
 */
@Entity
@Immutable
public class AuditEvent extends TenantEntity {

  @Column(nullable = false)
  private Instant at;

  @Column(nullable = false)
  private String actor;

  @Column(nullable = false)
  private String action;

  @Column(nullable = false)
  private String subject;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private Map<String, Object> detail;

  /** Reckoned by the database. */
  @Column(insertable = false, updatable = false)
  private @Nullable String project;

  /** For Hibernate. */
  protected AuditEvent() {}

  /**
   * An event of this moment.
   *
   * @param actor a user name, {@code timer} or {@code machine}
   * @param action a thing and a verb in the past, e.g. {@code schedule.changed}
   * @param subject what it was done to, e.g. an id
   * @param detail what else is worth knowing; never a secret
   */
  public AuditEvent(String actor, String action, String subject, Map<String, Object> detail) {
    super(Ids.next());
    this.at = Instant.now();
    this.actor = actor;
    this.action = action;
    this.subject = subject;
    this.detail = Map.copyOf(detail);
  }

  public Instant getAt() {
    return at;
  }

  public String getActor() {
    return actor;
  }

  public String getAction() {
    return action;
  }

  public String getSubject() {
    return subject;
  }

  /** The project that the detail names, or else the subject; null before it is read. */
  public @Nullable String getProject() {
    return project;
  }

  public Map<String, Object> getDetail() {
    return detail;
  }
}
