package io.qalam.review.model;

import io.qalam.ingestion.model.MatchText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a post must fit to be among the clear cases, beside its predicted label and the smallest
 * margin; what is null is not asked for.
 *
 * @param words each occurs in the post's match text
 * @param marginTo the largest margin
 * @param adapter what made the prediction
 * @param annotator who has an answer in force on the post
 * @param above an id that is smaller than the post's
 * @param below an id that is greater
 * @param among every post that fits the rest, where these are few; null where they are many
 */
public record PostCriterion(
    List<MatchText> words,
    @Nullable String lang,
    @Nullable Float marginTo,
    @Nullable Predictor adapter,
    @Nullable UUID annotator,
    @Nullable UUID above,
    @Nullable UUID below,
    @Nullable List<UUID> among) {

  /** As much of a match text as the database's function {@code find_posts} looks through. */
  private static final int SEARCHED = 20_000;

  private static final String BY_ANNOTATOR =
      " and exists (select 1 from Annotation b where b.postId = p.id"
          + " and b.accountId = :annotator and b.undoneAt is null)";

  /**
   * What made a prediction.
   *
   * @param id an adapter or a yardstick; null for the base model alone
   */
  public record Predictor(@Nullable UUID id) {

    private String condition() {
      return id == null ? "is null" : "= :adapter";
    }
  }

  public PostCriterion {
    words = List.copyOf(words);
    among = among == null ? null : List.copyOf(among);
  }

  /** Whether it is known that no post fits. */
  boolean fitsNone() {
    return Optional.ofNullable(among).filter(List::isEmpty).isPresent();
  }

  /** The conditions on a post {@code p} and its prediction {@code r}; each begins with "and". */
  String where() {
    StringBuilder where = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      where.append(
          " and locate(:word%d, substring(p.matchText, 1, %d)) > 0".formatted(i, SEARCHED));
    }
    where.append(lang == null ? "" : " and p.lang = :lang");
    where.append(marginTo == null ? "" : " and r.margin <= :marginTo");
    where.append(adapter == null ? "" : " and r.adapterId " + adapter.condition());
    where.append(annotator == null ? "" : BY_ANNOTATOR);
    where.append(above == null ? "" : " and p.id > :above");
    where.append(below == null ? "" : " and p.id < :below");
    return where.append(among == null ? "" : " and p.id in (:among)").toString();
  }

  /** What stands in the conditions' places. */
  Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      values.put("word" + i, words.get(i).value());
    }
    put(values, "lang", lang);
    put(values, "marginTo", marginTo);
    put(values, "adapter", adapter == null ? null : adapter.id());
    put(values, "annotator", annotator);
    put(values, "above", above);
    put(values, "below", below);
    put(values, "among", among);
    return values;
  }

  private static void put(Map<String, Object> values, String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
