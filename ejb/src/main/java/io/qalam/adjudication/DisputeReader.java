package io.qalam.adjudication;

import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.Prediction;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.queue.LeasedTask.ShownPost;
import io.qalam.queue.LeasedTask.ShownPrediction;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.review.model.Annotation;
import io.qalam.review.model.AnnotationRepository;
import io.qalam.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what editors are to see of posts: the text, the prediction, and who said what. */
@ApplicationScoped
class DisputeReader {

  @Inject private ProjectRepository projects;
  @Inject private AccountRepository accounts;
  @Inject private AnnotationRepository annotations;
  @Inject private PredictionRepository predictions;
  @Inject private ReviewTaskRepository tasks;
  @Inject private TenantContext context;

  List<Dispute> read(LabelSchema schema, List<Post> posts) {
    if (posts.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = posts.stream().map(Post::getId).toList();
    Map<UUID, List<Annotation>> said =
        annotations.inForce(ids).stream().collect(Collectors.groupingBy(Annotation::getPostId));
    Map<UUID, Account> members =
        accounts.list().stream().collect(Collectors.toMap(Account::getId, Function.identity()));
    Set<UUID> blind = tasks.heldBlind(ids, context.accountId());
    return posts.stream()
        .map(
            post ->
                dispute(
                    post,
                    blind.contains(post.getId()) || isUndecidedYardstick(post)
                        ? null
                        : prediction(schema, post),
                    schema,
                    said.getOrDefault(post.getId(), List.of()),
                    members))
        .toList();
  }

  /** A post that the model is measured by, before an editor has decided it. */
  private static boolean isUndecidedYardstick(Post post) {
    return post.getSplit().heldOut() && post.getState() != PostState.ADJUDICATED;
  }

  private @Nullable ShownPrediction prediction(LabelSchema schema, Post post) {
    return predictions
        .current(post.getId())
        .flatMap(prediction -> shown(schema, prediction))
        .orElse(null);
  }

  private static Dispute dispute(
      Post post,
      @Nullable ShownPrediction prediction,
      LabelSchema schema,
      List<Annotation> said,
      Map<UUID, Account> members) {
    return new Dispute(
        ShownPost.of(post),
        post.getState(),
        prediction,
        post.getSplit().heldOut(),
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
