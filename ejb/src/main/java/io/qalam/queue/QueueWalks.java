package io.qalam.queue;

import io.qalam.ingestion.model.PostRepository;
import io.qalam.labelschema.ProjectConfigured;
import io.qalam.labelschema.SchemaChanged;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.model.QueueWalk;
import io.qalam.queue.model.QueueWalk.Duty;
import io.qalam.queue.model.QueueWalkRepository;
import io.qalam.queue.model.ReviewTaskRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brings a project's tasks and labels in line with changed settings and label schemas: a few pages
 * of posts at once, and the rest page by page in the background, each in a transaction of its own.
 *
 * <p>One update of a million rows would lock every task until it ends. A page locks some hundred
 * for some milliseconds, and whoever asks for a task meanwhile gets another one.
 */
@ApplicationScoped
public class QueueWalks {

  private static final int POSTS_AT_ONCE = 500;

  /** Pages that are done before the settings are stored: all of a small project. */
  private static final int PAGES_AT_ONCE = 4;

  @Inject private ProjectRepository projects;
  @Inject private ReviewTaskRepository tasks;
  @Inject private QueueWalkRepository walks;
  @Inject private PostRepository posts;
  @Inject private LabelCarrying carrying;
  @Inject private TaskMaker maker;
  @Inject private Event<PostsWalked> walked;

  void onSettings(@Observes ProjectConfigured configured) {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    if (configured.overlapChanged()) {
      duties.add(Duty.SETTLE);
    }
    if (configured.armsChanged()) {
      duties.add(Duty.DRAW);
    }
    if (configured.orderChanged() || !duties.isEmpty()) {
      walk(configured.projectId(), duties);
    }
  }

  void onSchema(@Observes SchemaChanged changed) {
    if (changed.movesLabels()) {
      walk(changed.projectId(), EnumSet.of(Duty.CARRY));
    }
  }

  private void walk(UUID projectId, Set<Duty> duties) {
    tasks.flush();
    begin(projectId, duties);
    for (int page = 0; page < PAGES_AT_ONCE && step(projectId); page++) {
      tasks.flush();
    }
  }

  private void begin(UUID projectId, Set<Duty> duties) {
    long total = walks.posts(projectId);
    walks
        .find(projectId)
        .ifPresentOrElse(
            walk -> walk.beginAnew(total, duties),
            () -> walks.add(new QueueWalk(projectId, total, duties)));
    tasks.flush();
  }

  /**
   * Brings the next page of posts in line, and ends the walk with the last one.
   *
   * @return whether there is more to do
   */
  boolean step(UUID projectId) {
    Optional<Project> project = projects.lock(projectId);
    Optional<QueueWalk> walk = walks.find(projectId).filter(QueueWalk::isUnderWay);
    if (project.isEmpty() || walk.isEmpty()) {
      walk.ifPresent(QueueWalk::end);
      return false;
    }
    return step(project.get(), walk.get());
  }

  /**
   * All posts of a page are locked where labels are carried over: whoever answers one just now is
   * waited for, and who answers it next sees the new label schema.
   */
  private boolean step(Project project, QueueWalk walk) {
    List<UUID> page = tasks.postsAfter(project.getId(), walk.getAfterPost(), POSTS_AT_ONCE);
    if (!page.isEmpty()) {
      if (walk.isCarrying()) {
        carrying.carryOver(project, posts.lockAll(page));
      }
      if (walk.isSettling() || walk.isCarrying()) {
        walked.fire(new PostsWalked(project.getId(), page, walk.isCarrying()));
      }
      maker.bringInLine(project, page);
      if (walk.isDrawing()) {
        maker.drawAnew(project, page);
      }
      walk.advance(page.get(page.size() - 1), page.size());
    }
    if (page.size() < POSTS_AT_ONCE) {
      walk.end();
    }
    return walk.isUnderWay();
  }
}
