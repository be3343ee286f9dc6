package io.qalam.review;

import io.qalam.labelschema.model.LabelHistory;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.Prediction;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.queue.Lease;
import io.qalam.review.model.Annotation.Choice;
import io.qalam.tenant.Conflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer by the label schema that was on the screen when it was given, which may have been
 * followed by another one meanwhile.
 *
 * <p>An answer whose label was renamed or merged since then is taken and counts as the new label.
 * One whose label was split or retired is refused, and the post is shown with the new labels.
 */
@ApplicationScoped
class ShownSchema {

  @Inject private ProjectRepository projects;
  @Inject private PredictionRepository predictions;

  /**
   * The choice that a submission makes, under the schema that was shown.
   *
   * @param prediction that was shown; null for none
   * @throws Conflict when the label counts no longer
   * @throws io.qalam.tenant.Invalid when decision and label do not fit what was shown
   */
  Choice choice(Project project, Lease lease, @Nullable UUID prediction, Submission submission) {
    LabelSchema shown =
        projects
            .schema(project.getId(), lease.schemaVersion())
            .orElseThrow(() -> changed(project, lease));
    Choice choice = new AnswerRules(shown, label(project, lease, prediction)).choice(submission);
    if (choice.label() != null) {
      image(project, lease, choice.label());
    }
    return choice;
  }

  /** What a label that was shown counts as now. */
  String image(Project project, Lease lease, String label) {
    int from = lease.schemaVersion();
    int version = project.getSchemaVersion();
    return projects
        .history(project.getId(), from, version)
        .image(label, from, version)
        .filter(image -> from == version || isInForce(project, image))
        .orElseThrow(() -> changed(project, lease));
  }

  /** Whether a label as it was sent counts now as the one that is kept. */
  boolean isImage(Project project, Lease lease, String sent, @Nullable String kept) {
    String label = spelled(project, lease.schemaVersion(), sent);
    return image(project, lease, label).equals(kept);
  }

  /** A label that was sent as the schema of a version spells it. */
  String spelled(Project project, int version, String sent) {
    return projects
        .schema(project.getId(), version)
        .flatMap(schema -> schema.read(sent))
        .orElse(sent);
  }

  private boolean isInForce(Project project, String label) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .flatMap(schema -> schema.read(label))
        .isPresent();
  }

  /** The label that a prediction had on the screen. */
  private @Nullable String label(Project project, Lease lease, @Nullable UUID id) {
    if (id == null) {
      return null;
    }
    Prediction prediction = predictions.find(id).orElseThrow(() -> changed(project, lease));
    int from = prediction.getSchemaVersion();
    LabelHistory history = projects.history(project.getId(), from, lease.schemaVersion());
    return Optional.ofNullable(prediction.getLabel())
        .flatMap(label -> history.image(label, from, lease.schemaVersion()))
        .orElseThrow(() -> changed(project, lease));
  }

  private static Conflict changed(Project project, Lease lease) {
    return new Conflict(
        ReviewWording.LABELS_CHANGED, lease.schemaVersion(), project.getSchemaVersion());
  }
}
