package io.qalam.ingestion.model;

import jakarta.persistence.Entity;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An annotation that another tool's annotator made. */
@Entity
@Immutable
public class ImportedAnnotation extends ImportedAnswer {

  private @Nullable String annotator;
  private boolean cancelled;
  private boolean groundTruth;
  private @Nullable Double durationSeconds;

  /** For Hibernate. */
  protected ImportedAnnotation() {}

  /**
   * @param annotator as the other tool names whoever it was
   * @param cancelled whether the post was skipped
   */
  public ImportedAnnotation(
      Post post,
      ImportedWords said,
      @Nullable String annotator,
      boolean cancelled,
      boolean groundTruth,
      @Nullable Instant madeAt,
      @Nullable Double durationSeconds) {
    super(post, said, madeAt);
    this.annotator = annotator;
    this.cancelled = cancelled;
    this.groundTruth = groundTruth;
    this.durationSeconds = durationSeconds;
  }

  public @Nullable String getAnnotator() {
    return annotator;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  public boolean isGroundTruth() {
    return groundTruth;
  }

  public @Nullable Double getDurationSeconds() {
    return durationSeconds;
  }
}
