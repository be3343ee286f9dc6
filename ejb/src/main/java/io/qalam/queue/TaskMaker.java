package io.qalam.queue;

import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.PredictionsStored;
import io.qalam.queue.model.PredictedPost;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.queue.model.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the review tasks of posts that were predicted, and keeps those that wait in line with the
 * newest predictions and the project's settings.
 *
 * <p>It listens inside the transaction that stores the predictions, so that no post is predicted
 * and never asked about. What is answered is left alone, and so is what a reviewer was shown.
 */
@ApplicationScoped
public class TaskMaker {

  @Inject private ProjectRepository projects;
  @Inject private ReviewTaskRepository tasks;

  void onPredictions(@Observes PredictionsStored stored) {
    projects.find(stored.projectId()).ifPresent(project -> bringInLine(project, stored.postIds()));
  }

  /**
   * Makes the tasks that the posts lack, withdraws those they have too many, and moves the others
   * to their place.
   *
   * <p>New tasks are written before old ones are locked, and those that somebody uses are passed
   * over: an answer holds its post while it asks for its task, and must not wait in a circle.
   */
  void bringInLine(Project project, Collection<UUID> postIds) {
    Map<UUID, Integer> slots = tasks.slots(postIds);
    List<PredictedPost> posts = tasks.predicted(postIds);
    QueueOrder order = QueueOrder.of(project);
    Map<UUID, PredictedPost> byId = new HashMap<>();
    for (PredictedPost post : posts) {
      byId.put(post.id(), post);
      makeMissing(project, post, slots.getOrDefault(post.id(), 0), order.place(post));
    }
    if (!slots.isEmpty()) {
      tasks
          .unanswered(slots.keySet())
          .forEach(task -> bringInLine(project, order, task, byId.get(task.getPostId())));
    }
  }

  /**
   * Draws those of the posts that nobody has had yet for the arms anew: these have other shares.
   */
  void drawAnew(Project project, Collection<UUID> postIds) {
    Map<UUID, Integer> slots = tasks.slots(postIds);
    if (slots.isEmpty()) {
      return;
    }
    QueueOrder order = QueueOrder.of(project);
    Map<UUID, QueueOrder.Place> places =
        tasks.predicted(postIds).stream()
            .collect(Collectors.toMap(PredictedPost::id, order::place));
    untouched(tasks.unanswered(slots.keySet()), slots)
        .filter(task -> places.containsKey(task.getPostId()))
        .forEach(
            task -> {
              QueueOrder.Place place = Objects.requireNonNull(places.get(task.getPostId()));
              task.place(place.lane(), place.priority());
            });
  }

  /** The tasks of posts none of whose tasks anybody ever had. */
  private static Stream<ReviewTask> untouched(List<ReviewTask> found, Map<UUID, Integer> slots) {
    return found.stream().collect(Collectors.groupingBy(ReviewTask::getPostId)).entrySet().stream()
        .filter(post -> post.getValue().size() == slots.getOrDefault(post.getKey(), 0))
        .filter(post -> post.getValue().stream().noneMatch(ReviewTask::wasEverLeased))
        .flatMap(post -> post.getValue().stream());
  }

  private void makeMissing(Project project, PredictedPost post, int slots, QueueOrder.Place place) {
    if (!post.isAskedAbout()) {
      return;
    }
    for (int slot = slots + 1; slot <= project.getOverlap(); slot++) {
      tasks.add(
          new ReviewTask(
              project.getId(), post.id(), post.lang(), slot, place.lane(), place.priority()));
    }
  }

  private static void bringInLine(
      Project project, QueueOrder order, ReviewTask task, @Nullable PredictedPost post) {
    if (task.getSlot() <= project.getOverlap()) {
      task.wantByAll();
    }
    boolean wanted = task.getSlot() <= most(project, task) && (post == null || post.isAskedAbout());
    if (task.getState() == TaskState.OPEN && !wanted) {
      task.withdraw();
    }
    if (post != null && wanted && !task.isExtra()) {
      task.restore();
    }
    if (post != null) {
      QueueOrder.Place place = order.strategyPlace(post);
      task.moveTo(place.lane(), place.priority());
    }
  }

  /** The last slot that the project wants filled; a task that disagreement asked for has more. */
  private static int most(Project project, ReviewTask task) {
    return task.isExtra()
        ? Math.max(project.getOverlap(), project.getMaxOverlap())
        : project.getOverlap();
  }
}
