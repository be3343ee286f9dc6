package io.qalam.labelschema.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Formula;
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

  @Formula(
      "(select p.multi_label from project p where p.tenant_id = tenant_id and p.id = project_id)")
  private boolean multiLabel;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private List<String> instructions;

  @Column(nullable = false)
  private String createdBy;

  @Column(nullable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected LabelSchema() {}

  /** The version that the project names as in force. */
  public LabelSchema(
      Project project, List<String> labels, List<String> instructions, String createdBy) {
    super(Ids.next());
    this.projectId = project.getId();
    this.version = project.getSchemaVersion();
    this.multiLabel = project.isMultiLabel();
    this.labels = List.copyOf(labels);
    this.instructions = List.copyOf(instructions);
    this.createdBy = createdBy;
    this.createdAt = Instant.now();
  }

  /**
   * The one way in which a post carries this label, or in a multi-label project these labels,
   * however they are ordered and spaced; empty where the schema does not know them.
   */
  public Optional<String> read(String label) {
    if (multiLabel) {
      return Optional.of(LabelSet.parse(label)).filter(set -> set.isOf(labels)).map(LabelSet::text);
    }
    return Optional.of(label).filter(labels::contains);
  }

  /** Whether a post may have several of the labels at once: the project says so, for good. */
  public boolean isMultiLabel() {
    return multiLabel;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public int getVersion() {
    return version;
  }

  /** The labels in the order of the digits that choose them. */
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
