package io.qalam.review.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which clear cases are wanted.
 *
 * @param label the predicted label
 * @param margin the smallest margin
 * @param schemaVersions versions of the label schema with the labels in force
 * @param posts what else their posts must fit
 * @param tasks those that somebody saw; null for all
 */
public record ClearWish(
    String label,
    float margin,
    List<Integer> schemaVersions,
    PostCriterion posts,
    @Nullable List<UUID> tasks) {

  public ClearWish {
    schemaVersions = List.copyOf(schemaVersions);
    tasks = tasks == null ? null : List.copyOf(tasks);
  }
}
