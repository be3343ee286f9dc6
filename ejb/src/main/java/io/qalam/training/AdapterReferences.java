package io.qalam.training;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.training.model.Adapter;

/** Names adapters to the workers. */
public final class AdapterReferences {

  private AdapterReferences() {}

  /** The adapter by its identity, from which a worker finds its folder. */
  public static AdapterReference of(Adapter adapter) {
    return new AdapterReference(
        adapter.getTenantId(),
        adapter.getProjectId(),
        adapter.getId(),
        adapter.getSha256(),
        adapter.getBaseModel(),
        adapter.getSchemaVersion());
  }
}
