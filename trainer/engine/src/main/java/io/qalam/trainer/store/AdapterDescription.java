package io.qalam.trainer.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code qalam.json} of an adapter's folder: whose it is, what it was made from and for.
 *
 * @param runId the run that trained it; null for one that was brought in from outside
 * @param labels the label space it was trained on, in the label schema's order
 * @param parentId the adapter it continued from; null when it began at the base
 * @param temperature that makes its probabilities believable; null is 1, as for adapters of before
 */
public record AdapterDescription(
    UUID adapterId,
    UUID projectId,
    @Nullable UUID runId,
    String baseModel,
    int schemaVersion,
    List<String> labels,
    @Nullable String trainingSetSha256,
    @Nullable UUID parentId,
    @Nullable Float temperature) {
  public AdapterDescription {
    labels = List.copyOf(labels);
  }
}
