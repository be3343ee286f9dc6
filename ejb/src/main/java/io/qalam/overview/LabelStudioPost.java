package io.qalam.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.overview.PostDetail.AdjudicationDetail;
import io.qalam.overview.PostDetail.AnnotationDetail;
import io.qalam.overview.PostDetail.PredictionDetail;
import io.qalam.review.model.Decision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A post as a task of Label Studio whose labelling configuration has {@code <Text name="text"
 * value="$text"/>} and {@code <Choices name="label" toName="text">}, or, for summaries, {@code
 * <TextArea name="summary" toName="text">}.
 *
 * <p>Annotations in force come along, an editor's decision and an imported label as ground truth; a
 * post that was skipped is a cancelled annotation. Names are Label Studio's, in snake case.
 */
record LabelStudioPost(Data data, List<Annotation> annotations, List<PredictionOf> predictions) {

  /** What the labelling configuration shows, and what brings the post home again. */
  record Data(
      String text,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secondText,
      @Nullable String id,
      String lang,
      UUID postId,
      Split split,
      PostState state) {}

  /** Whoever answered; Label Studio finds its users by their address. */
  record Person(String email) {}

  record Annotation(
      @Nullable Person completedBy,
      List<Choice> result,
      boolean wasCancelled,
      boolean groundTruth,
      @Nullable Instant createdAt,
      @Nullable Double leadTime) {}

  record PredictionOf(String modelVersion, double score, Instant createdAt, List<Choice> result) {}

  record Choice(String id, String fromName, String toName, String type, Value value) {
    static List<Choice> of(@Nullable String label, @Nullable String summary) {
      if (summary != null) {
        Value text = new Value(null, List.of(summary));
        return List.of(new Choice("summary", "summary", "text", "textarea", text));
      }
      return label == null
          ? List.of()
          : List.of(
              new Choice("label", "label", "text", "choices", new Value(List.of(label), null)));
    }
  }

  record Value(@Nullable List<String> choices, @Nullable List<String> text) {}

  static LabelStudioPost of(ExportedPost exported) {
    PostDetail post = exported.post();
    Data data =
        new Data(
            post.text(),
            post.secondText(),
            post.externalId(),
            post.lang(),
            post.id(),
            post.split(),
            post.state());
    return new LabelStudioPost(
        data,
        annotations(exported).toList(),
        post.predictions().stream().map(LabelStudioPost::prediction).toList());
  }

  private static Stream<Annotation> annotations(ExportedPost exported) {
    PostDetail post = exported.post();
    boolean decided = post.adjudications().stream().anyMatch(given -> given.undoneAt() == null);
    Stream<Annotation> gold =
        Stream.of(Choice.of(exported.goldLabel(), exported.goldSummary()))
            .filter(given -> !given.isEmpty())
            .map(given -> new Annotation(null, given, false, !decided, null, null));
    Stream<Annotation> given =
        post.annotations().stream()
            .filter(annotation -> annotation.undoneAt() == null)
            .map(LabelStudioPost::annotation);
    Stream<Annotation> editors =
        post.adjudications().stream()
            .filter(decision -> decision.undoneAt() == null)
            .map(LabelStudioPost::annotation);
    return Stream.of(gold, given, editors).flatMap(all -> all);
  }

  private static Annotation annotation(AnnotationDetail given) {
    return new Annotation(
        new Person(given.user()),
        Choice.of(given.label(), given.summary()),
        given.decision() == Decision.SKIPPED,
        false,
        given.createdAt(),
        given.durationMillis() / 1000.0);
  }

  private static Annotation annotation(AdjudicationDetail decision) {
    return new Annotation(
        new Person(decision.user()),
        Choice.of(decision.label(), decision.summary()),
        false,
        true,
        decision.createdAt(),
        null);
  }

  private static PredictionOf prediction(PredictionDetail prediction) {
    UUID adapter = prediction.adapterId();
    return new PredictionOf(
        adapter == null ? prediction.baseModel() : adapter.toString(),
        prediction.label() == null
            ? prediction.margin()
            : prediction.probabilities().getOrDefault(prediction.label(), 0.0),
        prediction.createdAt(),
        Choice.of(prediction.label(), prediction.summary()));
  }
}
