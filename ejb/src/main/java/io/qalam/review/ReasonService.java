package io.qalam.review;

import io.qalam.account.model.Role;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells a reviewer why they were given a post. */
@Stateless
@Tenanted
@NeedsRole(Role.ANNOTATOR)
public class ReasonService {

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private PredictionRepository predictions;
  @Inject private ReviewTaskRepository tasks;

  /**
   * Why the caller holds this task.
   *
   * @throws Conflict when they do not
   */
  public Reason why(UUID taskId) {
    ReviewTask task = tasks.find(taskId).orElseThrow(() -> new NotFound("task", taskId));
    Project project =
        projects
            .find(task.getProjectId())
            .orElseThrow(() -> new NotFound("project", task.getProjectId()));
    if (!task.isHeldBy(context.accountId())) {
      throw new Conflict("You do not hold this post: take it first, and then ask why.");
    }
    return Reason.of(
        project,
        task,
        Optional.ofNullable(task.getPredictionId()).flatMap(predictions::find).orElse(null));
  }
}
