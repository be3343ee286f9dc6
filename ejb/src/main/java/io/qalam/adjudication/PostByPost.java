package io.qalam.adjudication;

import io.qalam.review.model.GivenLabel;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers labels that come post by post and hands each finished post to the tally. */
final class PostByPost {

  private final AgreementTally tally = new AgreementTally();
  private final Map<UUID, String> labels = new HashMap<>();
  private @Nullable UUID post;

  void add(GivenLabel given) {
    if (!given.postId().equals(post)) {
      finishPost();
      post = given.postId();
    }
    labels.put(given.accountId(), given.label());
  }

  /** The tally of all posts, the last one included. */
  AgreementTally tally() {
    finishPost();
    return tally;
  }

  private void finishPost() {
    tally.add(labels);
    labels.clear();
  }
}
