package io.qalam.ingestion.model;

import jakarta.persistence.Entity;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What another tool's model predicted. */
@Entity
@Immutable
public class ImportedPrediction extends ImportedAnswer {

  private @Nullable String modelVersion;
  private @Nullable Double score;

  /** For Hibernate. */
  protected ImportedPrediction() {}

  /**
   * @param score of that model, on a scale of its own
   */
  public ImportedPrediction(
      Post post,
      ImportedWords said,
      @Nullable String modelVersion,
      @Nullable Double score,
      @Nullable Instant madeAt) {
    super(post, said, madeAt);
    this.modelVersion = modelVersion;
    this.score = score;
  }

  public @Nullable String getModelVersion() {
    return modelVersion;
  }

  public @Nullable Double getScore() {
    return score;
  }
}
