package io.qalam.training;

import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterRepository;
import io.qalam.trainingset.model.TrainingSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the adapter that a run goes on from and is measured against. */
@ApplicationScoped
class RunParent {

  @Inject private AdapterRepository adapters;
  @Inject private Workers workers;

  /** The live adapter, where it was made for the set's labels and for a base that workers run. */
  @Nullable UUID of(TrainingSet set) {
    Set<String> bases = workers.baseModels();
    return adapters
        .live(set.getProjectId())
        .filter(live -> live.fitsSchema(set.getSchemaVersion()))
        .filter(live -> bases.isEmpty() || bases.contains(live.getBaseModel()))
        .map(Adapter::getId)
        .orElse(null);
  }
}
