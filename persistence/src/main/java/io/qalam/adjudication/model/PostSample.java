package io.qalam.adjudication.model;

/**
 * Which posts are looked at: all of them, or one in so many, by a hash of their ids.
 *
 * <p>A post comes with all of its labels, since agreement compares those of one post. The hash has
 * nothing to do with when a post came or who labelled it, and its seed is fixed: whoever asks again
 * sees the same posts, whatever came in between.
 *
 * @param oneIn at least 1, which is all
 */
public record PostSample(long oneIn) {

  /** Every post. */
  public static final PostSample ALL = new PostSample(1);

  private static final long SEED = 20_261_128;

  /**
   * As few posts as bring so many labels down to this many, on average.
   *
   * @param most above 0
   */
  public static PostSample of(long labels, long most) {
    return labels <= most ? ALL : new PostSample((labels + most - 1) / most);
  }

  /** Whether posts are left out. */
  public boolean isPart() {
    return oneIn > 1;
  }

  /**
   * What a query adds to its conditions, where {@code postId} is the path to the post's id.
   *
   * <p>Nothing for all posts. An equation, because the database takes few rows to fulfil one and
   * then looks for the other labels of each post, instead of reading every label there is.
   */
  public String and(String postId) {
    return isPart()
        ? " and mod(cast(function('uuid_hash_extended', %s, %dL) as Long), %dL) = 0 "
            .formatted(postId, SEED, oneIn)
        : "";
  }
}
