package io.qalam.labelschema.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * One version of a project's labels and of the instructions that ask for them.
 *
 * <p>It never changes: a new wish is a new version, and every prediction, annotation and adapter
 * says which version it was made under.
 */
@Entity
@Immutable
@SuppressWarnings("NullAway.Init")
public class LabelSchema extends TenantEntity {

  @Column(nullable = false)
  private UUID projectId;

  @Column(nullable = false)
  private int version;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private List<String> labels;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private List<String> instructions;

  @Column(nullable = false)
  private String createdBy;

  @Column(nullable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected LabelSchema() {}

  public LabelSchema(
      UUID projectId,
      int version,
      List<String> labels,
      List<String> instructions,
      String createdBy) {
    super(Ids.next());
    this.projectId = projectId;
    this.version = version;
    this.labels = List.copyOf(labels);
    this.instructions = List.copyOf(instructions);
    this.createdBy = createdBy;
    this.createdAt = Instant.now();
  }

  public boolean has(String label) {
    return labels.contains(label);
  }

  public UUID getProjectId() {
    return projectId;
  }

  public int getVersion() {
    return version;
  }

  /** The labels in the order of the digits that choose them; none in a project of summaries. */
  public List<String> getLabels() {
    return labels;
  }

  /** At least one; the first is used to predict. */
  public List<String> getInstructions() {
    return instructions;
  }

  public String getCreatedBy() {
    return createdBy;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
