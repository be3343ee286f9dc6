package io.qalam.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.overview.PostDetail.AdjudicationDetail;
import io.qalam.overview.PostDetail.AnnotationDetail;
import io.qalam.overview.PostDetail.CameAlong;
import io.qalam.overview.PostDetail.ImportedAnnotationDetail;
import io.qalam.overview.PostDetail.ImportedPredictionDetail;
import io.qalam.overview.PostDetail.PredictionDetail;
import io.qalam.review.model.Decision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A post as a task of Label Studio whose labelling configuration has {@code <Text name="text"
 * value="$text"/>} and {@code <Choices name="label" toName="text">}, in a multi-label project with
 * {@code choice="multiple"}, or, for summaries, {@code <TextArea name="summary" toName="text">}.
 *
 * <p>Annotations that came with the import and those in force come along, an editor's decision, or
 * else an imported label or summary, as ground truth; a post that was skipped is a cancelled
 * annotation. Names are Label Studio's, in snake case.
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

  /**
   * Who answered, as Label Studio finds its own people: an address, or the number that it gave
   * somebody. It takes no file that names people it does not know, so others have only their name
   * in {@code annotator}, which it leaves aside.
   */
  record Person(String email) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    static @Nullable Person of(@Nullable String name) {
      return name != null && name.contains("@") ? new Person(name) : null;
    }

    /** Of somebody whom Label Studio named. */
    static @Nullable Object imported(@Nullable String name) {
      return name != null && NUMBER.matcher(name).matches() ? Integer.valueOf(name) : of(name);
    }
  }

  record Annotation(
      @Nullable Object completedBy,
      @Nullable String annotator,
      List<Choice> result,
      boolean wasCancelled,
      boolean groundTruth,
      @Nullable Instant createdAt,
      @Nullable Double leadTime) {}

  record PredictionOf(
      @Nullable String modelVersion,
      @Nullable Double score,
      @Nullable Instant createdAt,
      List<Choice> result) {}

  record Choice(String id, String fromName, String toName, String type, Value value) {
    static List<Choice> of(@Nullable String label, @Nullable String summary, boolean several) {
      if (summary != null) {
        Value text = new Value(null, List.of(summary));
        return List.of(new Choice("summary", "summary", "text", "textarea", text));
      }
      if (label == null) {
        return List.of();
      }
      List<String> labels = several ? LabelSet.parse(label).labels() : List.of(label);
      return List.of(new Choice("label", "label", "text", "choices", new Value(labels, null)));
    }
  }

  record Value(@Nullable List<String> choices, @Nullable List<String> text) {}

  static LabelStudioPost of(ExportedPost exported, boolean several) {
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
        data, annotations(exported, several).toList(), predictions(post, several).toList());
  }

  private static Stream<PredictionOf> predictions(PostDetail post, boolean several) {
    CameAlong along = post.cameAlong();
    return Stream.concat(
        along == null
            ? Stream.of()
            : along.predictions().stream().map(one -> prediction(one, several)),
        post.predictions().stream().map(one -> prediction(one, several)));
  }

  private static Stream<Annotation> annotations(ExportedPost exported, boolean several) {
    PostDetail post = exported.post();
    boolean decided = post.adjudications().stream().anyMatch(AdjudicationDetail::inForce);
    Stream<Annotation> given =
        post.annotations().stream()
            .filter(AnnotationDetail::inForce)
            .map(one -> annotation(one, several));
    Stream<Annotation> editors =
        post.adjudications().stream()
            .filter(AdjudicationDetail::inForce)
            .map(one -> annotation(one, several));
    return Stream.of(imported(exported, decided, several), given, editors).flatMap(all -> all);
  }

  /** What came along with the post: its annotations, or else the label alone. */
  private static Stream<Annotation> imported(
      ExportedPost exported, boolean decided, boolean several) {
    CameAlong along = exported.post().cameAlong();
    if (along != null && !along.annotations().isEmpty()) {
      return along.annotations().stream().map(one -> annotation(one, decided, several));
    }
    return Stream.of(Choice.of(exported.goldLabel(), exported.goldSummary(), several))
        .filter(given -> !given.isEmpty())
        .map(given -> new Annotation(null, null, given, false, !decided, null, null));
  }

  private static Annotation annotation(
      ImportedAnnotationDetail given, boolean decided, boolean several) {
    return new Annotation(
        Person.imported(given.annotator()),
        given.annotator(),
        Choice.of(given.countedLabel(), given.summary(), several),
        given.cancelled(),
        given.groundTruth() && !decided,
        given.createdAt(),
        given.durationSeconds());
  }

  private static Annotation annotation(AnnotationDetail given, boolean several) {
    return new Annotation(
        Person.of(given.user()),
        given.user(),
        Choice.of(given.countedLabel(), given.summary(), several),
        given.decision() == Decision.SKIPPED,
        false,
        given.createdAt(),
        given.durationMillis() / 1000.0);
  }

  private static Annotation annotation(AdjudicationDetail decision, boolean several) {
    return new Annotation(
        Person.of(decision.user()),
        decision.user(),
        Choice.of(decision.countedLabel(), decision.summary(), several),
        false,
        true,
        decision.createdAt(),
        null);
  }

  private static PredictionOf prediction(ImportedPredictionDetail given, boolean several) {
    return new PredictionOf(
        given.modelVersion(),
        given.score(),
        given.createdAt(),
        Choice.of(given.countedLabel(), given.summary(), several));
  }

  private static PredictionOf prediction(PredictionDetail prediction, boolean several) {
    UUID adapter = prediction.adapterId();
    return new PredictionOf(
        adapter == null ? prediction.baseModel() : adapter.toString(),
        prediction.label() == null
            ? prediction.margin()
            : prediction.probabilities().getOrDefault(prediction.label(), 0.0),
        prediction.createdAt(),
        Choice.of(prediction.label(), prediction.summary(), several));
  }
}
