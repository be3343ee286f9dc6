package io.qalam.review;

import io.qalam.ingestion.model.TextDirection;
import io.qalam.review.model.ClearCase;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would be accepted in one go, the clearest first.
 *
 * @param more whether there are others beyond these; they come with the next go
 * @param answersLeft how many answers the reader's quota still lets them give; null where none
 *     bounds them
 */
public record BulkPreview(List<BulkPost> posts, boolean more, @Nullable Integer answersLeft)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * A post, by the task and the prediction that were looked at.
   *
   * @param dir {@code rtl} or {@code ltr}
   */
  public record BulkPost(
      UUID taskId,
      UUID predictionId,
      UUID postId,
      String text,
      @Nullable String secondText,
      String lang,
      String dir,
      float margin)
      implements Serializable {

    static BulkPost of(ClearCase one) {
      return new BulkPost(
          one.taskId(),
          one.predictionId(),
          one.postId(),
          one.text(),
          one.secondText(),
          one.lang(),
          TextDirection.of(one.lang(), one.text()).html(),
          one.margin());
    }
  }
}
