package io.qalam.adjudication;

import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.ingestion.model.Post;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.Prediction;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.queue.LeasedTask.ShownPost;
import io.qalam.queue.LeasedTask.ShownPrediction;
import io.qalam.review.model.Annotation;
import io.qalam.review.model.AnnotationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what editors are to see of posts: the text, the prediction, and who said what. */
@ApplicationScoped
class DisputeReader {

  @Inject private ProjectRepository projects;
  @Inject private AccountRepository accounts;
  @Inject private AnnotationRepository annotations;
  @Inject private PredictionRepository predictions;

  List<Dispute> read(LabelSchema schema, List<Post> posts) {
    if (posts.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = posts.stream().map(Post::getId).toList();
    Map<UUID, List<Annotation>> said =
        annotations.inForce(ids).stream().collect(Collectors.groupingBy(Annotation::getPostId));
    Map<UUID, Account> members =
        accounts.list().stream().collect(Collectors.toMap(Account::getId, Function.identity()));
    return posts.stream()
        .map(post -> dispute(schema, post, said.getOrDefault(post.getId(), List.of()), members))
        .toList();
  }

  private Dispute dispute(
      LabelSchema schema, Post post, List<Annotation> said, Map<UUID, Account> members) {
    return new Dispute(
        ShownPost.of(post),
        post.getState(),
        predictions
            .current(post.getId())
            .flatMap(prediction -> shown(schema, prediction))
            .orElse(null),
        said.stream().map(annotation -> voice(annotation, members)).toList(),
        schema.getLabels(),
        schema.isMultiLabel());
  }

  private Optional<ShownPrediction> shown(LabelSchema schema, Prediction prediction) {
    return ShownPrediction.of(
        prediction,
        schema,
        projects.history(
            schema.getProjectId(), prediction.getSchemaVersion(), schema.getVersion()));
  }

  private static Dispute.Voice voice(Annotation annotation, Map<UUID, Account> members) {
    Account account = Objects.requireNonNull(members.get(annotation.getAccountId()));
    return new Dispute.Voice(
        account.getId(),
        account.getUserName(),
        account.getDisplayName(),
        annotation.getDecision(),
        annotation.getCountedLabel(),
        annotation.getSummary(),
        annotation.getRating(),
        annotation.getComment(),
        annotation.isBlind(),
        annotation.getCreatedAt());
  }
}
