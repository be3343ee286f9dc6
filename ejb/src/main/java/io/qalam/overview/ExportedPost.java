package io.qalam.overview;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostState;
import io.qalam.overview.PostDetail.AnnotationDetail;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post as it is exported: with everything that became of it, and where that came from.
 *
 * @param goldLabel what the label that came with the import counts as now
 * @param importedLabel that label as it came
 * @param goldSummary the summary that came with the import
 * @param finalLabelSource ACCEPTED, CORRECTED or LABELLED where annotators gave the final label or
 *     summary, ADJUDICATED where an editor did
 * @param clusterId near-duplicates share it
 * @param trainingSets SHA-256 of every training set that holds the post
 * @param absentTrainingSets sets whose file is no longer there, so that nobody can tell
 */
public record ExportedPost(
    @JsonUnwrapped PostDetail post,
    @Nullable String goldLabel,
    @Nullable String importedLabel,
    @Nullable String goldSummary,
    @Nullable String finalLabelSource,
    UUID clusterId,
    List<String> trainingSets,
    List<String> absentTrainingSets) {

  static ExportedPost of(Post row, PostDetail post) {
    return new ExportedPost(
        post,
        row.getGoldLabel(),
        row.getImportedLabel(),
        row.getGoldSummary(),
        source(post),
        row.getClusterId(),
        List.of(),
        List.of());
  }

  /** The same post with the sets that hold it. */
  public ExportedPost in(List<String> sets, List<String> absent) {
    return new ExportedPost(
        post, goldLabel, importedLabel, goldSummary, finalLabelSource, clusterId, sets, absent);
  }

  private static @Nullable String source(PostDetail post) {
    String answer = post.finalSummary() == null ? post.finalLabel() : post.finalSummary();
    if (answer == null) {
      return null;
    }
    if (post.state() == PostState.ADJUDICATED) {
      return PostState.ADJUDICATED.name();
    }
    return post.annotations().stream()
        .filter(annotation -> annotation.inForce() && gives(annotation, answer))
        .max(Comparator.comparing(AnnotationDetail::createdAt))
        .map(annotation -> annotation.decision().name())
        .orElse(null);
  }

  private static boolean gives(AnnotationDetail annotation, String answer) {
    return answer.equals(
        annotation.summary() == null ? annotation.countedLabel() : annotation.summary());
  }
}
