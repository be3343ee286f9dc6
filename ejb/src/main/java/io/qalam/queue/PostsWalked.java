package io.qalam.queue;

import java.util.List;
import java.util.UUID;

/**
 * These posts' tasks are about to be brought in line with another number of reviewers, or with
 * another label schema; announced in the transaction that does it, before any of their tasks is
 * locked.
 *
 * @param postIds in the order of the ids
 * @param carrying whether labels are carried over to another label schema; then the posts are
 *     locked
 */
public record PostsWalked(UUID projectId, List<UUID> postIds, boolean carrying) {

  public PostsWalked {
    postIds = List.copyOf(postIds);
  }
}
