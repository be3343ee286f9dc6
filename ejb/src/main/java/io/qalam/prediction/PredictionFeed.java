package io.qalam.prediction;

import io.qalam.ingestion.PostsIngested;
import io.qalam.ingestion.model.Post;
import io.qalam.labelschema.ProjectDeleted;
import io.qalam.labelschema.SchemaChanged;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.outbox.Outbox;
import io.qalam.prediction.model.LiveNow;
import io.qalam.prediction.model.OutdatedPredictionRepository;
import io.qalam.prediction.model.PredictionBatch;
import io.qalam.prediction.model.PredictionBatchRepository;
import io.qalam.prediction.model.PredictionOrigin;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.TaskSpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks the workers for predictions, a few batches of a project at a time.
 *
 * <p>At most {@value #WINDOW} batches of a project are under way, and {@value #SUMMARY_WINDOW} of
 * summaries: a slow worker writes one for minutes, and all must be answered before they count as
 * lost. The rest waits in the database and not in Kafka, so that a new adapter or label schema does
 * not find a backlog of requests that no longer count, and one project's million posts do not stand
 * before another's ten. Each answer lets the next batches go. All of it happens under the project's
 * lock.
 */
@ApplicationScoped
public class PredictionFeed {

  static final String TOPIC = "prediction-requests";

  /** Batches of a project under way at most; new ones are made below three quarters of it. */
  static final int WINDOW = 32;

  static final int SUMMARY_WINDOW = 4;

  @Inject private ProjectRepository projects;
  @Inject private PredictionRepository predictions;
  @Inject private PredictionBatchRepository batches;
  @Inject private OutdatedPredictionRepository outdated;
  @Inject private Candidates candidates;
  @Inject private Outbox outbox;

  private final UpToDate upToDate = new UpToDate();

  void onPosts(@Observes PostsIngested ingested) {
    projects.lock(ingested.projectId()).ifPresent(this::feed);
  }

  void onSchema(@Observes SchemaChanged changed) {
    projects
        .lock(changed.projectId())
        .ifPresent(project -> restart(project, predictions.live(project.getId())));
  }

  void onDeletion(@Observes ProjectDeleted deleted) {
    batches.supersedeAll(deleted.projectId());
  }

  /** Asks for what is still to be predicted, as far as there is room. */
  void feed(Project project) {
    feed(project, predictions.live(project.getId()));
  }

  /** Forgets what is under way and begins anew. */
  void restart(Project project, LiveNow live) {
    batches.supersedeAll(project.getId());
    feed(project, live);
  }

  private void feed(Project project, LiveNow live) {
    int open = (int) batches.open(project.getId());
    int window = project.isOfSummaries() ? SUMMARY_WINDOW : WINDOW;
    if (4 * open < 3 * window) {
      List<Post> posts = next(project, live, open, (window - open) * BatchCutter.most(project));
      request(project, live, BatchCutter.cut(posts, BatchCutter.most(project)));
    }
  }

  private List<Post> next(Project project, LiveNow live, int open, int most) {
    List<Post> posts = new ArrayList<>(batches.neverPredicted(project.getId(), most));
    if (posts.size() < most && !upToDate.knows(project, live)) {
      long began = System.nanoTime();
      List<Post> others =
          outdated.posts(
              project.getId(),
              new PredictionOrigin(project.getSchemaVersion(), live.adapterId()),
              most - posts.size());
      if (others.isEmpty() && open == 0) {
        upToDate.note(project, live, System.nanoTime() - began);
      }
      posts.addAll(others);
    }
    return posts;
  }

  /** Asks for these posts, batch by batch; what to choose between is looked up once. */
  void request(Project project, LiveNow live, List<List<Post>> posts) {
    if (!posts.isEmpty()) {
      LabelSchema schema = schema(project);
      @Nullable List<String> sets = candidates.of(project, schema, live);
      posts.forEach(batch -> request(project, schema, live, sets, batch));
    }
  }

  private void request(
      Project project,
      LabelSchema schema,
      LiveNow live,
      @Nullable List<String> sets,
      List<Post> posts) {
    PredictionBatch batch =
        new PredictionBatch(
            project.getId(), live.adapterId(), schema.getVersion(), posts.size(), Instant.now());
    if (sets != null) {
      batch.among(sets);
    }
    batches.add(batch, posts.stream().map(Post::getId).toList());
    UUID id = batch.getId();
    outbox.send(
        TOPIC,
        id.toString(),
        new PredictionRequest(
            id,
            project.getId(),
            live.sequence(),
            schema.getVersion(),
            new TaskSpec(
                project.getTask(), schema.getInstructions().get(0), schema.getLabels(), sets),
            posts.stream().map(BatchCutter::text).toList()));
  }

  private LabelSchema schema(Project project) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .orElseThrow(() -> new IllegalStateException("No label schema of " + project.getId()));
  }
}
