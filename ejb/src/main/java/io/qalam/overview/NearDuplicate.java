package io.qalam.overview;

import io.qalam.ingestion.model.NearDuplicates;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post that fell into the cluster of another one when it was imported, and so into its split.
 *
 * @param similarity Jaccard index of the two match texts' 5-grams, 0 to 1
 */
public record NearDuplicate(
    UUID id,
    String text,
    @Nullable String secondText,
    String lang,
    PostState state,
    Split split,
    double similarity) {

  static NearDuplicate of(Post post, Post other) {
    return new NearDuplicate(
        other.getId(),
        other.getText(),
        other.getSecondText(),
        other.getLang(),
        other.getState(),
        other.getSplit(),
        NearDuplicates.similarity(post.getMatchText(), other.getMatchText()));
  }
}
