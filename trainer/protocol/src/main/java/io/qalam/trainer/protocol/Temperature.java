package io.qalam.trainer.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What makes a model's probabilities believable: each to the power of 1 / {@code value}, so that
 * they sum to one again. It keeps the order of a post's labels.
 *
 * <p>Fitted on development posts; whether it helped is measured on test posts, which it has not
 * seen.
 *
 * @param value 1 leaves the probabilities as they are
 * @param fitted false where the development posts were too few, and the value is 1
 * @param testPosts that the errors were measured on
 * @param errorBefore expected calibration error without it, a share from 0 to 1; null without test
 *     posts
 * @param errorAfter the same with it
 */
public record Temperature(
    float value,
    boolean fitted,
    int developmentPosts,
    int testPosts,
    @Nullable Float errorBefore,
    @Nullable Float errorAfter) {

  /** The lowest value a fit may have: all answers were right. */
  public static final float COLDEST = 0.05f;

  /** The highest: no answer was better than chance. */
  public static final float HOTTEST = 20;

  /** Whether a value is one that a fit may have. */
  public static boolean isSound(float value) {
    return value >= COLDEST && value <= HOTTEST;
  }
}
