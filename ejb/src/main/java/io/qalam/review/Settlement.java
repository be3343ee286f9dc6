package io.qalam.review;

import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.queue.ExtraReviewers;
import io.qalam.queue.PostsWalked;
import io.qalam.review.Verdict.Voice;
import io.qalam.review.model.Annotation;
import io.qalam.review.model.AnnotationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings a post's state and final label or summary in line with its annotations.
 *
 * <p>The caller has locked the post, so that no other answer is on its way. A post that an editor
 * decided stays as decided.
 */
@ApplicationScoped
public class Settlement {

  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private AnnotationRepository annotations;
  @Inject private PredictionRepository predictions;
  @Inject private ExtraReviewers extra;

  /** Another number of labels is wanted: what counted may be too little now, or enough. */
  void onWalk(@Observes PostsWalked walked) {
    projects.find(walked.projectId()).ifPresent(project -> settle(project, walked.postIds()));
  }

  private void settle(Project project, List<UUID> postIds) {
    for (UUID id : annotations.annotated(postIds)) {
      posts.lock(id).ifPresent(post -> settle(post, project.getOverlap()));
    }
  }

  /** Settles a post unless an editor decided it. */
  public void settle(Post post, int overlap) {
    if (post.getState() != PostState.ADJUDICATED) {
      settleByAnnotations(post, overlap);
    }
  }

  /** Settles a post by its annotations alone: its adjudication was undone. */
  public void settleByAnnotations(Post post, int overlap) {
    List<Annotation> given = annotations.inForce(post.getId());
    Optional<Project> project = projects.find(post.getProjectId());
    if (project.filter(Project::isOfSummaries).isPresent()) {
      settleSummary(post, given, overlap);
    } else {
      settleLabel(post, given, overlap, most(project, overlap));
    }
  }

  private void settleSummary(Post post, List<Annotation> given, int overlap) {
    SummaryVerdict verdict =
        SummaryVerdict.of(
            given.stream()
                .map(one -> new SummaryVerdict.Voice(one.getDecision(), one.getSummary()))
                .toList(),
            overlap);
    post.settleSummary(
        verdict.state() == PostState.PREDICTED ? unreviewed(post) : verdict.state(),
        verdict.summary());
  }

  private void settleLabel(Post post, List<Annotation> given, int overlap, int most) {
    List<Voice> voices =
        given.stream()
            .map(annotation -> new Voice(annotation.getDecision(), annotation.getLabel()))
            .toList();
    Verdict verdict = Verdict.of(voices, overlap, most);
    if (most > overlap) {
      extra.want(post.getId(), Verdict.wanted(voices, overlap, most));
    }
    post.settle(
        verdict.state() == PostState.PREDICTED ? unreviewed(post) : verdict.state(),
        verdict.label());
  }

  /** Reviewers asked at most where the first ones disagree. */
  private static int most(Optional<Project> project, int overlap) {
    return project.map(found -> Math.max(overlap, found.getMaxOverlap())).orElse(overlap);
  }

  /** An editor may decide a post before any prediction came, and take that back. */
  private PostState unreviewed(Post post) {
    return predictions.current(post.getId()).isPresent() ? PostState.PREDICTED : PostState.NEW;
  }
}
