package io.qalam.adapter;

import io.qalam.labelschema.model.Project;
import io.qalam.tenant.Sentence;
import io.qalam.training.TrainingWording;
import io.qalam.training.Workers;
import io.qalam.training.model.Adapter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** Tells whether an adapter can predict for its project as both are now. */
@ApplicationScoped
class Fitness {

  @Inject private Workers workers;

  /** What stands in the way of the adapter going live, if anything does. */
  Optional<Sentence> obstacle(Adapter adapter, Project project) {
    if (!adapter.fitsSchema(project.getSchemaVersion())) {
      return Optional.of(
          Sentence.of(
              TrainingWording.OTHER_SCHEMA,
              adapter.getId(),
              adapter.getSchemaVersion(),
              project.getSchemaVersion()));
    }
    Set<String> bases = workers.baseModels();
    if (!bases.isEmpty() && !bases.contains(adapter.getBaseModel())) {
      return Optional.of(
          Sentence.of(TrainingWording.OTHER_BASE, adapter.getId(), adapter.getBaseModel(), bases));
    }
    return Optional.empty();
  }
}
