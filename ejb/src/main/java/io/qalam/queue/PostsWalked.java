package io.qalam.queue;

import java.util.List;
import java.util.UUID;

/**
 * These posts' tasks are about to be brought in line with another number of reviewers; announced in
 * the transaction that does it, before any of their tasks is locked.
 *
 * @param postIds in the order of the ids
 */
public record PostsWalked(UUID projectId, List<UUID> postIds) {

  public PostsWalked {
    postIds = List.copyOf(postIds);
  }
}
