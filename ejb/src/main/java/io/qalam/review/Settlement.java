package io.qalam.review;

import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.model.LabelHistory;
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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Brings a post's state and final label or summary in line with its annotations.
 *
 * <p>The caller has locked the post, and read the project after that, so that no other answer and
 * no other label schema is on its way. A post that an editor decided stays as decided; one whose
 * decision counts no longer waits for an editor, whatever annotators say.
 */
@ApplicationScoped
public class Settlement {

  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private AnnotationRepository annotations;
  @Inject private Recounting recounting;
  @Inject private PredictionRepository predictions;
  @Inject private ExtraReviewers extra;

  /** Another number of labels is wanted, or labels count as others: posts are settled anew. */
  void onWalk(@Observes PostsWalked walked) {
    projects.find(walked.projectId()).ifPresent(project -> settle(project, walked.postIds()));
  }

  private void settle(Project project, List<UUID> postIds) {
    LabelHistory history = projects.history(project.getId());
    List<Post> locked = posts.lockAll(annotations.annotated(postIds));
    if (locked.isEmpty()) {
      return;
    }
    Map<UUID, List<Annotation>> given =
        annotations.inForce(locked.stream().map(Post::getId).toList()).stream()
            .collect(Collectors.groupingBy(Annotation::getPostId));
    for (Post post : locked) {
      List<Annotation> ofPost = given.getOrDefault(post.getId(), List.of());
      settleUnlessDecided(recounting.recount(project, post, ofPost, history), project, post);
    }
  }

  /** Settles a post unless an editor decided it. */
  public void settle(Project project, Post post) {
    settleUnlessDecided(recounting.inForce(project, post), project, post);
  }

  private void settleUnlessDecided(List<Annotation> given, Project project, Post post) {
    if (post.getState() != PostState.ADJUDICATED) {
      settleBy(given, project, post);
    }
  }

  /** Settles a post by its annotations alone: its adjudication was undone. */
  public void settleByAnnotations(Project project, Post post) {
    settleBy(recounting.inForce(project, post), project, post);
  }

  private void settleBy(List<Annotation> given, Project project, Post post) {
    if (post.isReopened()) {
      post.reopen();
    } else if (project.isOfSummaries()) {
      settleSummary(post, given, project.getOverlap());
    } else {
      settleLabel(post, given, project);
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

  private void settleLabel(Post post, List<Annotation> given, Project project) {
    List<Voice> voices =
        given.stream()
            .map(annotation -> new Voice(annotation.getDecision(), annotation.getCountedLabel()))
            .toList();
    int overlap = project.getOverlap();
    int most = Math.max(overlap, project.getMaxOverlap());
    Verdict verdict = Verdict.of(voices, overlap, most);
    if (most > overlap) {
      extra.want(post.getId(), Verdict.wanted(voices, overlap, most));
    }
    post.settle(
        verdict.state() == PostState.PREDICTED ? unreviewed(post) : verdict.state(),
        verdict.label());
  }

  /** An editor may decide a post before any prediction came, and take that back. */
  private PostState unreviewed(Post post) {
    return predictions.current(post.getId()).isPresent() ? PostState.PREDICTED : PostState.NEW;
  }
}
