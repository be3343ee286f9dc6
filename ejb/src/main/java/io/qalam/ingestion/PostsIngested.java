package io.qalam.ingestion;

import java.util.List;
import java.util.UUID;

/** New posts were stored; announced in the transaction that stored them. */
public record PostsIngested(UUID tenantId, UUID projectId, List<UUID> postIds) {
  public PostsIngested {
    postIds = List.copyOf(postIds);
  }
}
