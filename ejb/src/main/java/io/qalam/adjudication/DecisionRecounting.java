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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    Map<UUID, Adjudication> decisions =
        adjudications.inForce(walked.postIds()).stream()
            .collect(Collectors.toMap(Adjudication::getPostId, Function.identity()));
    for (Post post : posts.lockAll(decisions.keySet())) {
      recount(project, post, Objects.requireNonNull(decisions.get(post.getId())), history);
    }
  }

  private static void recount(
      Project project, Post post, Adjudication decision, LabelHistory history) {
    String label = decision.getLabel();
    if (label == null) {
      return; // a summary is of no label schema
    }
    Optional<String> image =
        history.image(label, decision.getSchemaVersion(), project.getSchemaVersion());
    if (image.isEmpty()) {
      decision.supersede(Instant.now());
      post.reopen();
    } else if (!image.get().equals(decision.getCountedLabel())) {
      decision.countAs(image.get());
      post.settle(PostState.ADJUDICATED, image.get());
    }
  }
}
