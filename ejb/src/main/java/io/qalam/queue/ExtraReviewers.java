package io.qalam.queue;

import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.queue.model.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Asks one more reviewer about a post on which the first ones disagree, and takes the question back
 * when they do so no longer.
 *
 * <p>Works within the caller's transaction, which has locked the post.
 */
@ApplicationScoped
public class ExtraReviewers {

  @Inject private ReviewTaskRepository tasks;

  /** Sees to it that the post has tasks, answered ones too, for so many labels. */
  public void want(UUID postId, int labels) {
    List<ReviewTask> all = tasks.lockAll(postId);
    long there = all.stream().filter(task -> task.getState() != TaskState.WITHDRAWN).count();
    if (there > labels) {
      all.stream()
          .filter(task -> task.isExtra() && task.getState() == TaskState.OPEN)
          .limit(there - labels)
          .forEach(ReviewTask::withdraw);
    } else if (there < labels && !all.isEmpty()) {
      ask(all);
    }
  }

  private void ask(List<ReviewTask> all) {
    all.stream()
        .filter(task -> task.isExtra() && task.getState() == TaskState.WITHDRAWN)
        .findFirst()
        .ifPresentOrElse(ReviewTask::restore, () -> tasks.add(another(all.get(all.size() - 1))));
  }

  private static ReviewTask another(ReviewTask last) {
    return last.another(last.getSlot() + 1);
  }
}
