package io.qalam.adjudication;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far people agree on summaries, and how good they find the models'.
 *
 * <p>There is no figure corrected for chance: two people never write the same by chance.
 *
 * @param rouge2 mean over the posts that several people summed up of the mean ROUGE-2 of every two
 *     of their summaries, 0 to 1
 * @param rating mean rating of the summaries that were shown, 1 to 5
 * @param models the same by model, the newest adapter first
 */
public record SummaryFigures(Mean rouge2, Mean rating, List<OfModel> models)
    implements Serializable {

  /**
   * A mean with its 95 % interval.
   *
   * @param value null where there is nothing to take the mean of
   * @param interval by bootstrap; null over fewer than {@link Bootstrap#LEAST_POSTS}
   * @param posts that it is the mean of
   */
  public record Mean(@Nullable Double value, @Nullable Interval interval, int posts)
      implements Serializable {}

  /**
   * One model's ratings.
   *
   * @param adapterId null for the base model alone
   */
  public record OfModel(@Nullable UUID adapterId, String baseModel, Mean rating)
      implements Serializable {}
}
