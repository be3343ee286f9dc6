package io.qalam.queue;

import io.qalam.labelschema.ProjectConfigured;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.prediction.PredictionsStored;
import io.qalam.queue.model.PredictedPost;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes the review tasks of posts that were predicted, and moves those that wait already.
 *
 * <p>It listens inside the transaction that stores the predictions, so that no post is predicted
 * and never asked about. Tasks that are held or answered are left alone: what a reviewer saw stays
 * what they saw.
 */
@ApplicationScoped
public class TaskMaker {

  private static final int POSTS_AT_ONCE = 500;

  @Inject private ProjectRepository projects;
  @Inject private ReviewTaskRepository tasks;

  void onPredictions(@Observes PredictionsStored stored) {
    projects.find(stored.projectId()).ifPresent(project -> take(project, stored.postIds()));
  }

  private void take(Project project, List<UUID> postIds) {
    makeMissing(project, postIds);
    if (project.getQueryStrategy() == QueryStrategy.MARGIN) {
      tasks.reorderByMargin(postIds);
    }
  }

  /** Makes the tasks these posts lack, and returns how many. */
  private int makeMissing(Project project, List<UUID> postIds) {
    Map<UUID, Integer> slots = tasks.slots(postIds);
    QueueOrder order = QueueOrder.of(project);
    int made = 0;
    for (PredictedPost post : tasks.predicted(postIds)) {
      QueueOrder.Place place = order.place(post.id(), post.split().heldOut(), post.margin());
      for (int slot = slots.getOrDefault(post.id(), 0) + 1; slot <= project.getOverlap(); slot++) {
        tasks.add(new ReviewTask(project.getId(), post.id(), slot, place.lane(), place.priority()));
        made++;
      }
    }
    return made;
  }

  /** Follows the project's settings: how many reviewers a post needs, and in which order. */
  void onSettings(@Observes ProjectConfigured configured) {
    if (configured.overlapChanged() || configured.orderChanged()) {
      tasks.flush();
      projects.find(configured.projectId()).ifPresent(project -> follow(project, configured));
    }
  }

  private void follow(Project project, ProjectConfigured configured) {
    if (configured.overlapChanged()) {
      tasks.withdrawBeyond(project.getId(), project.getOverlap());
      tasks.restoreWithin(project.getId(), project.getOverlap());
      fill(project);
    }
    if (configured.orderChanged() && project.getQueryStrategy() == QueryStrategy.MARGIN) {
      tasks.reorderByMargin(project.getId());
    } else if (configured.orderChanged()) {
      tasks.shuffle(project.getId());
    }
  }

  private void fill(Project project) {
    int made;
    do {
      made =
          makeMissing(
              project, tasks.postsShortOf(project.getId(), project.getOverlap(), POSTS_AT_ONCE));
      tasks.flush();
    } while (made > 0);
  }
}
