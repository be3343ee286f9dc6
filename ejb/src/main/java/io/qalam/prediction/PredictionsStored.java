package io.qalam.prediction;

import java.util.List;
import java.util.UUID;

/** Posts have new current predictions; announced in the transaction that stored them. */
public record PredictionsStored(UUID tenantId, UUID projectId, List<UUID> postIds) {
  public PredictionsStored {
    postIds = List.copyOf(postIds);
  }
}
