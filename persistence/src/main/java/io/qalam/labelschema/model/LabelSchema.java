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

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private List<LabelChange> changes;

  @Column(nullable = false)
  private String createdBy;

  @Column(nullable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected LabelSchema() {}

  /** The version that the project names as in force, in which every label of before stays. */
  public LabelSchema(
      Project project, List<String> labels, List<String> instructions, String createdBy) {
    this(project, labels, instructions, List.of(), createdBy);
  }

  /**
   * The version that the project names as in force.
   *
   * @param changes what became of the labels of the version before; one without a line stays
   */
  public LabelSchema(
      Project project,
      List<String> labels,
      List<String> instructions,
      List<LabelChange> changes,
      String createdBy) {
    super(Ids.next());
    this.projectId = project.getId();
    this.version = project.getSchemaVersion();
    this.multiLabel = project.isMultiLabel();
    this.labels = List.copyOf(labels);
    this.instructions = List.copyOf(instructions);
    this.changes = List.copyOf(changes);
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

  /**
   * What a label, or a label set, of the version before counts as in this one; none where it does
   * no longer.
   */
  public Optional<String> imageOf(String formerLabel) {
    return multiLabel ? imageOfSet(LabelSet.parse(formerLabel)) : imageOfOne(formerLabel);
  }

  /** A set of which one label counts no longer was said of something else: it has no image. */
  private Optional<String> imageOfSet(LabelSet former) {
    List<String> images =
        former.labels().stream().flatMap(label -> imageOfOne(label).stream()).toList();
    return images.size() < former.labels().size()
        ? Optional.empty()
        : Optional.of(new LabelSet(images).text())
            .filter(text -> text.length() <= LabelSet.LONGEST);
  }

  private Optional<String> imageOfOne(String formerLabel) {
    return changes.stream()
        .filter(change -> change.label().equals(formerLabel))
        .findFirst()
        .map(LabelChange::image)
        .orElse(Optional.of(formerLabel));
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

  /** What became of the labels of the version before. */
  public List<LabelChange> getChanges() {
    return changes;
  }

  public String getCreatedBy() {
    return createdBy;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
