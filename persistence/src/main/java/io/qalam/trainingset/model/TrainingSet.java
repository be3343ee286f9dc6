package io.qalam.trainingset.model;

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
import org.jspecify.annotations.Nullable;

/**
 * The labels that counted at one moment, frozen: the rows lie in the artifact store under their
 * SHA-256, this row says how many there are.
 *
 * <p>Freezing the same labels twice gives two rows of the same hash, and one file. The rows differ
 * in {@code newestLabelAt}, from which the next run counts what is new.
 */
@Entity
@Immutable
public class TrainingSet extends TenantEntity {

  @Column(updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private String sha256;

  @Column(updatable = false)
  private int schemaVersion;

  @Column(updatable = false)
  private int trainRows;

  @Column(updatable = false)
  private int developmentRows;

  @Column(updatable = false)
  private int testRows;

  @Column(updatable = false)
  private @Nullable Instant newestLabelAt;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private @Nullable List<String> candidates;

  @Column(updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected TrainingSet() {}

  /**
   * A set that was just written to the artifact store.
   *
   * @param sha256 of the file, lower-case hex
   * @param newestLabelAt when the newest label in it was given; null when all of it is imported
   *     gold
   * @param candidates the label sets that a model trained on it chooses between; null where it
   *     chooses between the labels of the schema, each alone
   */
  public TrainingSet(
      UUID projectId,
      String sha256,
      int schemaVersion,
      PartSizes sizes,
      @Nullable Instant newestLabelAt,
      @Nullable List<String> candidates,
      Instant now) {
    super(Ids.next());
    this.projectId = projectId;
    this.sha256 = sha256;
    this.schemaVersion = schemaVersion;
    this.trainRows = sizes.train();
    this.developmentRows = sizes.development();
    this.testRows = sizes.test();
    this.newestLabelAt = newestLabelAt;
    this.candidates = candidates;
    this.createdAt = now;
  }

  /** Rows in each part of the split. */
  public record PartSizes(int train, int development, int test) {}

  public UUID getProjectId() {
    return projectId;
  }

  public String getSha256() {
    return sha256;
  }

  public int getSchemaVersion() {
    return schemaVersion;
  }

  public int getTrainRows() {
    return trainRows;
  }

  public int getDevelopmentRows() {
    return developmentRows;
  }

  public int getTestRows() {
    return testRows;
  }

  public @Nullable Instant getNewestLabelAt() {
    return newestLabelAt;
  }

  /** The label sets that a model trained on it chooses between; null where each label is alone. */
  public @Nullable List<String> getCandidates() {
    return candidates;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
