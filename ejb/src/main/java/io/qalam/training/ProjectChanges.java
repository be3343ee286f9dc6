package io.qalam.training;

import io.qalam.labelschema.ProjectDeleted;
import io.qalam.labelschema.SchemaChanged;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/**
 * Ends the run under way of a project that is deleted or gets another label schema, in the
 * transaction that does it: what the run would make could never go live.
 */
@ApplicationScoped
class ProjectChanges {

  @Inject private TrainingRunRepository runs;
  @Inject private RunMessages messages;

  void end(@Observes ProjectDeleted deleted) {
    end(deleted.projectId(), "The project was deleted.");
  }

  void end(@Observes SchemaChanged changed) {
    end(changed.projectId(), "The label schema was changed to v%d.".formatted(changed.version()));
  }

  private void end(UUID projectId, String why) {
    runs.lockActive(projectId).ifPresent(run -> end(run, why));
  }

  private void end(TrainingRun run, String why) {
    messages.cancel(run);
    run.cancel(why, Instant.now());
  }
}
