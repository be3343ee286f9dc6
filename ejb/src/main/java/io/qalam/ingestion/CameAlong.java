package io.qalam.ingestion;

import io.qalam.ingestion.model.ImportedAnnotation;
import io.qalam.ingestion.model.ImportedAnswer;
import io.qalam.ingestion.model.ImportedPrediction;
import io.qalam.ingestion.model.Post;
import io.qalam.tenant.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What other people and models said of a post, as a file brings it along. */
record CameAlong(List<ByAnnotator> annotations, List<ByModel> predictions) {

  static final CameAlong NOTHING = new CameAlong(List.of(), List.of());

  /** One of them as it is kept beside its post. */
  @FunctionalInterface
  interface Imported {
    ImportedAnswer of(Post post);
  }

  /** Somebody's answer. */
  private interface Given {
    Said said();

    Imported under(PostRules rules) throws RefusedException;
  }

  /**
   * An annotation.
   *
   * @param annotator as the other tool names whoever it was
   * @param cancelled whether the post was skipped
   * @param seconds it took
   */
  record ByAnnotator(
      Said said,
      @Nullable String annotator,
      boolean cancelled,
      boolean groundTruth,
      @Nullable Instant at,
      @Nullable Double seconds)
      implements Given {

    @Override
    public Imported under(PostRules rules) throws RefusedException {
      var words = said.under(rules);
      return post ->
          new ImportedAnnotation(post, words, annotator, cancelled, groundTruth, at, seconds);
    }
  }

  /**
   * A prediction.
   *
   * @param score of that model, on a scale of its own
   */
  record ByModel(
      Said said, @Nullable String modelVersion, @Nullable Double score, @Nullable Instant at)
      implements Given {

    @Override
    public Imported under(PostRules rules) throws RefusedException {
      var words = said.under(rules);
      return post -> new ImportedPrediction(post, words, modelVersion, score, at);
    }
  }

  /**
   * All of it as the project keeps it.
   *
   * @throws RefusedException when one is no answer of the project; says which
   */
  List<Imported> under(PostRules rules) throws RefusedException {
    List<Imported> kept = new ArrayList<>();
    keep(annotations, IngestionWording.IN_ANNOTATION, rules, kept);
    keep(predictions, IngestionWording.IN_PREDICTION, rules, kept);
    return kept;
  }

  private static void keep(
      List<? extends Given> given, Wording where, PostRules rules, List<Imported> kept)
      throws RefusedException {
    for (int i = 0; i < given.size(); i++) {
      try {
        kept.add(given.get(i).under(rules));
      } catch (RefusedException e) {
        throw new RefusedException(where, i + 1, e.reason());
      }
    }
  }

  /** What the ground truth says, or else what most annotations do; nothing where they disagree. */
  Said agreed() {
    Set<Said> truths =
        saying().filter(ByAnnotator::groundTruth).map(Given::said).collect(Collectors.toSet());
    Set<Said> said = truths.isEmpty() ? mostFrequent() : truths;
    return said.size() == 1 ? said.iterator().next() : Said.NOTHING;
  }

  private Set<Said> mostFrequent() {
    Map<Said, Integer> votes = new HashMap<>();
    saying().forEach(one -> votes.merge(one.said(), 1, Integer::sum));
    int most = votes.values().stream().mapToInt(count -> count).max().orElse(0);
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() == most)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Stream<ByAnnotator> saying() {
    return annotations.stream().filter(one -> !one.cancelled() && !one.said().isNothing());
  }
}
