package io.qalam.prediction;

import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.BatchState;
import io.qalam.prediction.model.LiveNow;
import io.qalam.prediction.model.PredictionBatch;
import io.qalam.prediction.model.PredictionBatchRepository;
import io.qalam.prediction.model.PredictionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Asks again for what one project was promised and did not get: posts left behind by a crash,
 * batches that failed, batches that nobody answers.
 */
@ApplicationScoped
class PredictionSweep {

  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private PredictionRepository predictions;
  @Inject private PredictionBatchRepository batches;
  @Inject private PredictionFeed feed;

  /** Sweeps a project of the transaction's tenant, if it is still there. */
  void sweep(UUID projectId, WorkerSilence.Heard heard, Instant now) {
    projects
        .lock(projectId)
        .ifPresent(
            project -> {
              LiveNow live = predictions.live(projectId);
              askAgainForFailed(project, live, now);
              askAgainForLost(project, live, heard, now);
              feed.feed(project);
            });
  }

  /** A failed batch is asked for in two halves, until a post that breaks a worker is alone. */
  private void askAgainForFailed(Project project, LiveNow live, Instant now) {
    for (PredictionBatch batch : batches.list(project.getId(), BatchState.FAILED)) {
      Instant failedAt = Objects.requireNonNullElse(batch.getAnsweredAt(), now);
      if (!RetryPlan.afterFailure(batches.askedInVainSince(batch), failedAt).isAfter(now)) {
        List<Post> asked = posts.findAll(batches.postIds(batch.getId()));
        batch.giveUp("failed");
        int half = (asked.size() + 1) / 2;
        request(project, live, asked.subList(0, half));
        request(project, live, asked.subList(half, asked.size()));
      }
    }
  }

  private void askAgainForLost(
      Project project, LiveNow live, WorkerSilence.Heard heard, Instant now) {
    for (PredictionBatch batch : batches.list(project.getId(), BatchState.REQUESTED)) {
      Instant requestedAt = batch.getRequestedAt();
      if (heard.isLost(requestedAt)
          && !RetryPlan.afterSilence(batches.askedInVainSince(batch), requestedAt).isAfter(now)) {
        batch.giveUp("no worker answered");
        request(project, live, posts.findAll(batches.postIds(batch.getId())));
      }
    }
  }

  private void request(Project project, LiveNow live, List<Post> asked) {
    if (!asked.isEmpty()) {
      feed.request(project, live, List.of(asked));
    }
  }
}
