package io.qalam.adjudication;

import io.qalam.adjudication.model.Adjudication;
import io.qalam.adjudication.model.AdjudicationRepository;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.model.LabelHistory;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.PostsWalked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings what editors' decisions count as in line with the label schema in force. A post whose
 * decision counts no longer waits for an editor again.
 */
@ApplicationScoped
class DecisionRecounting {

  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private AdjudicationRepository adjudications;

  void onWalk(@Observes PostsWalked walked) {
    if (walked.carrying()) {
      projects.find(walked.projectId()).ifPresent(project -> recount(project, walked));
    }
  }

  private void recount(Project project, PostsWalked walked) {
    LabelHistory history = projects.history(project.getId());
    for (Adjudication decision : adjudications.inForce(walked.postIds())) {
      recount(project, decision, history);
    }
  }

  private void recount(Project project, Adjudication decision, LabelHistory history) {
    UUID id = decision.getPostId();
    Post post = posts.lock(id).orElseThrow(() -> new IllegalStateException("No post " + id));
    Optional<String> image =
        history.image(decision.getLabel(), decision.getSchemaVersion(), project.getSchemaVersion());
    if (image.isEmpty()) {
      decision.supersede(Instant.now());
      post.reopen();
    } else if (!image.get().equals(decision.getCountedLabel())) {
      decision.countAs(image.get());
      post.settle(PostState.ADJUDICATED, image.get());
    }
  }
}
