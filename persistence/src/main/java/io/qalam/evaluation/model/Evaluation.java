package io.qalam.evaluation.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One row of a run's evaluation report: the candidate, the adapter it was measured against, and the
 * yardstick, on the posts of one part, task and language.
 *
 * <p>{@code lower} and {@code upper} bound the difference of the two macro-F1, or ROUGE-2, by the
 * paired bootstrap's 95 % interval.
 */
@Entity
@Immutable
public class Evaluation extends TenantEntity {

  /** Stands for every language of the part together. */
  public static final String ALL_LANGUAGES = "all";

  @Column(updatable = false)
  private UUID runId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Part part;

  @Column(updatable = false)
  private String task;

  @Column(updatable = false)
  private String lang;

  @Column(updatable = false)
  private int posts;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private Scores candidate;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private Scores live;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private @Nullable Scores yardstick;

  @Column(updatable = false)
  private float difference;

  @Column(updatable = false)
  private float lower;

  @Column(updatable = false)
  private float upper;

  /** For Hibernate. */
  protected Evaluation() {}

  /** One measured row of a run. */
  public Evaluation(
      UUID runId,
      Part part,
      String task,
      String lang,
      int posts,
      Scores candidate,
      Scores live,
      Interval difference,
      @Nullable Scores yardstick) {
    super(Ids.next());
    this.runId = runId;
    this.part = part;
    this.task = task;
    this.lang = lang;
    this.posts = posts;
    this.candidate = candidate;
    this.live = live;
    this.difference = difference.value();
    this.lower = difference.lower();
    this.upper = difference.upper();
    this.yardstick = yardstick;
  }

  /** A measured value between its bounds. */
  public record Interval(float value, float lower, float upper) {}

  public boolean coversAllLanguages() {
    return lang.equals(ALL_LANGUAGES);
  }

  public UUID getRunId() {
    return runId;
  }

  public Part getPart() {
    return part;
  }

  public String getTask() {
    return task;
  }

  /** A language code, or {@link #ALL_LANGUAGES}. */
  public String getLang() {
    return lang;
  }

  public int getPosts() {
    return posts;
  }

  public Scores getCandidate() {
    return candidate;
  }

  public Scores getLive() {
    return live;
  }

  /** TF-IDF and logistic regression on the candidate's own rows; null where not measured. */
  public @Nullable Scores getYardstick() {
    return yardstick;
  }

  /** The candidate's macro-F1 minus the other's. */
  public float getDifference() {
    return difference;
  }

  public float getLower() {
    return lower;
  }

  public float getUpper() {
    return upper;
  }
}
