package io.qalam.overview;

import io.qalam.adjudication.model.Adjudication;
import io.qalam.ingestion.model.Post;
import io.qalam.overview.PostDetail.AdjudicationDetail;
import io.qalam.overview.PostDetail.AnnotationDetail;
import io.qalam.overview.PostDetail.CameAlong;
import io.qalam.overview.PostDetail.PredictionDetail;
import io.qalam.overview.model.OverviewRepository;
import io.qalam.prediction.model.Prediction;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.review.model.Annotation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts posts together with what became of them, in a handful of queries however many they are. */
@ApplicationScoped
class PostReading {

  @Inject private OverviewRepository overview;
  @Inject private PredictionRepository predictions;
  @Inject private ReviewTaskRepository tasks;
  @Inject private CameAlongReading along;

  /** The posts in their order, with all that {@code sight} lets its reader see. */
  List<PostDetail> read(List<Post> posts, Sight sight) {
    if (posts.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = posts.stream().map(Post::getId).toList();
    Set<UUID> hidden = sight.withoutPredictions(overview, tasks, ids);
    Set<UUID> measuring = sight.measuring(overview, ids);
    List<Prediction> all = predictions.history(ids);
    List<Annotation> annotations = overview.annotations(ids);
    List<Adjudication> adjudications = overview.adjudications(ids);
    Names names = new Names(overview.userNames(accounts(annotations, adjudications)));
    Found found =
        new Found(
            byPost(all, Prediction::getPostId),
            byPost(annotations, Annotation::getPostId),
            byPost(adjudications, Adjudication::getPostId),
            all.stream().collect(Collectors.toMap(Prediction::getId, Function.identity())),
            names,
            sight.seesWhatCameAlong() ? along.read(posts) : Map.of());
    return posts.stream()
        .map(
            post ->
                measuring.contains(post.getId())
                    ? PostDetail.unanswered(post)
                    : found.detail(post, sight, hidden))
        .toList();
  }

  private static Set<UUID> accounts(
      List<Annotation> annotations, List<Adjudication> adjudications) {
    return Stream.concat(
            annotations.stream().map(Annotation::getAccountId),
            adjudications.stream().map(Adjudication::getEditorId))
        .collect(Collectors.toSet());
  }

  private static <T> Map<UUID, List<T>> byPost(Collection<T> rows, Function<T, UUID> post) {
    return rows.stream().collect(Collectors.groupingBy(post));
  }

  /** User names; an account is never deleted, so each has one. */
  private record Names(Map<UUID, String> byAccount) {
    String of(UUID account) {
      return byAccount.getOrDefault(account, account.toString());
    }
  }

  /** What the queries found, by post. */
  private record Found(
      Map<UUID, List<Prediction>> predictions,
      Map<UUID, List<Annotation>> annotations,
      Map<UUID, List<Adjudication>> adjudications,
      Map<UUID, Prediction> predictionsById,
      Names names,
      Map<UUID, CameAlong> cameAlong) {

    PostDetail detail(Post post, Sight sight, Set<UUID> hidden) {
      boolean shown = !hidden.contains(post.getId());
      List<Prediction> seen = shown ? of(predictions, post) : List.of();
      return PostDetail.of(
          post,
          seen.stream()
              .filter(Prediction::isCurrent)
              .map(PredictionDetail::of)
              .findFirst()
              .orElse(null),
          seen.stream().map(PredictionDetail::of).toList(),
          of(annotations, post).stream()
              .filter(annotation -> sight.sees(annotation.getAccountId()))
              .map(this::detail)
              .toList(),
          of(adjudications, post).stream()
              .map(a -> AdjudicationDetail.of(a, names.of(a.getEditorId())))
              .toList(),
          shown ? cameAlong.get(post.getId()) : null);
    }

    private AnnotationDetail detail(Annotation annotation) {
      UUID shown = annotation.getPredictionId();
      return AnnotationDetail.of(
          annotation,
          names.of(annotation.getAccountId()),
          shown == null ? null : predictionsById.get(shown));
    }

    private static <T> List<T> of(Map<UUID, List<T>> rows, Post post) {
      return Objects.requireNonNullElse(rows.get(post.getId()), List.of());
    }
  }
}
