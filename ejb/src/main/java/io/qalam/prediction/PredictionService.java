package io.qalam.prediction;

import io.qalam.account.model.Role;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.LiveNow;
import io.qalam.prediction.model.Prediction;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes another adapter predict for a project, and tells what was predicted of a post. */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class PredictionService {

  @Inject private ProjectRepository projects;
  @Inject private PredictionRepository predictions;
  @Inject private PredictionFeed feed;

  /**
   * Predicts the posts not reviewed yet anew, the head of the queue first; what was asked of the
   * former adapter does not count any more.
   *
   * @param adapterId what is live from now on; null for the base model alone
   * @param sequence of the project's live adapter, larger than every one before
   */
  @NeedsRole(Role.ADMIN)
  public void activate(UUID projectId, @Nullable UUID adapterId, long sequence) {
    Project project = projects.lock(projectId).orElseThrow(() -> NotFound.project(projectId));
    feed.restart(project, new LiveNow(adapterId, sequence));
  }

  /** Every prediction the post ever had, the oldest first. */
  public List<Prediction> history(UUID postId) {
    return predictions.history(postId);
  }
}
