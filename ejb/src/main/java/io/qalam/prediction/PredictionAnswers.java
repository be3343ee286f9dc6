package io.qalam.prediction;

import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.SummaryText;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.BatchState;
import io.qalam.prediction.model.Prediction;
import io.qalam.prediction.model.PredictionBatch;
import io.qalam.prediction.model.PredictionBatchRepository;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.tenant.TenantContext;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores a worker's answer, once.
 *
 * <p>Only a batch that still waits takes an answer. One that comes twice, late, or for a project
 * that has gone on or is no more, is ignored with a line in the log; one that says the batch could
 * not be done, or does not fit it, fails the batch, and it is asked for again later.
 */
@ApplicationScoped
public class PredictionAnswers {

  private static final Logger LOG = Logger.getLogger(PredictionAnswers.class.getName());

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private PredictionRepository predictions;
  @Inject private PredictionBatchRepository batches;
  @Inject private PredictionFeed feed;
  @Inject private Event<PredictionsStored> stored;

  /** Takes an answer of the transaction's tenant. */
  public void take(PredictionAnswer answer) {
    Optional<Project> project = batches.projectOf(answer.batchId()).flatMap(projects::lock);
    Optional<PredictionBatch> batch = batches.find(answer.batchId());
    if (project.isEmpty() || batch.isEmpty()) {
      ignore(answer, "its project is no more");
    } else if (batch.get().getState() != BatchState.REQUESTED) {
      ignore(answer, "the batch is " + batch.get().getState());
    } else {
      take(answer, batch.get(), project.get());
    }
  }

  private static void ignore(PredictionAnswer answer, String why) {
    LOG.log(
        Level.INFO,
        "The answer of {0} to batch {1} is ignored: {2}",
        new Object[] {answer.workerId(), answer.batchId(), why});
  }

  private void take(PredictionAnswer answer, PredictionBatch batch, Project project) {
    List<UUID> asked = batches.postIds(batch.getId());
    Optional<String> fault =
        AnswerCheck.fault(
            answer,
            batch,
            predictions.live(project.getId()).sequence(),
            asked,
            labels(project, batch));
    if (fault.isPresent()) {
      fail(answer, batch, fault.get());
    } else {
      store(answer, batch, asked);
    }
    feed.feed(project);
  }

  private List<String> labels(Project project, PredictionBatch batch) {
    @Nullable List<String> sets = batch.getCandidates();
    if (sets != null) {
      return sets;
    }
    return projects
        .schema(project.getId(), batch.getSchemaVersion())
        .orElseThrow(() -> new IllegalStateException("No label schema of " + batch.getId()))
        .getLabels();
  }

  private static void fail(PredictionAnswer answer, PredictionBatch batch, String reason) {
    LOG.log(
        Level.WARNING,
        "Batch {0} failed at {1} and is asked for again later: {2}",
        new Object[] {batch.getId(), answer.workerId(), reason});
    batch.fail(reason, Instant.now());
  }

  private void store(PredictionAnswer answer, PredictionBatch batch, List<UUID> asked) {
    predictions.retire(asked);
    for (PostPrediction prediction : answer.predictions()) {
      predictions.add(row(answer, batch, prediction));
    }
    posts.markPredicted(asked);
    batch.answer(Instant.now());
    stored.fire(new PredictionsStored(context.tenantId(), batch.getProjectId(), asked));
  }

  private static Prediction row(
      PredictionAnswer answer, PredictionBatch batch, PostPrediction prediction) {
    String summary = prediction.summary();
    Prediction row =
        new Prediction(
            batch,
            prediction.postId(),
            answer.adapterId(),
            answer.baseModel(),
            prediction.label(),
            summary == null ? decimals(prediction.probabilities()) : Map.of(),
            prediction.margin());
    return summary == null ? row : row.saying(SummaryText.ofModel(summary));
  }

  /** The shortest decimals that name these floats: 0.7, not 0.699999988. */
  private static Map<String, Double> decimals(Map<String, Float> probabilities) {
    Map<String, Double> decimals = new HashMap<>();
    probabilities.forEach((label, p) -> decimals.put(label, Double.valueOf(Float.toString(p))));
    return decimals;
  }
}
