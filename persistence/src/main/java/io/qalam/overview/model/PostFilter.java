package io.qalam.overview.model;

import static java.util.function.Predicate.not;

import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.review.model.PostCriterion;
import io.qalam.review.model.PostCriterion.Predictor;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which posts of a project are asked for, and in which order.
 *
 * <p>Its members are those that the function {@code find_posts} of the database knows; all of them
 * must hold.
 *
 * @param members texts, numbers, truths and lists of texts by name
 */
public record PostFilter(Map<String, Object> members) {

  /** What stands for the base model where an adapter is asked for. */
  public static final String BASE = "base";

  private static final Set<String> CRITERIA =
      Set.of("words", "lang", "marginTo", "adapter", "annotator", "above", "below", "unseenBy");

  public PostFilter {
    members = Map.copyOf(members);
  }

  /** Every post, the oldest first. */
  public static PostFilter all() {
    return new PostFilter(Map.of());
  }

  private PostFilter with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new PostFilter(more);
  }

  /** Only posts whose match text holds each of these. */
  public PostFilter words(List<MatchText> words) {
    return with("words", words.stream().map(MatchText::value).toList());
  }

  public PostFilter state(PostState state) {
    return with("state", state.name());
  }

  public PostFilter split(Split split) {
    return with("split", split.name());
  }

  public PostFilter lang(String lang) {
    return with("lang", lang);
  }

  /** Only posts with this final label. */
  public PostFilter label(String label) {
    return with("label", label);
  }

  /**
   * The same of a multi-label project: a label asked for, final or predicted, is one of the post's
   * labels; of several with commas between them, all are.
   */
  public PostFilter byMembership() {
    Map<String, Object> asked = new LinkedHashMap<>(members);
    rename(asked, "label", "labels");
    rename(asked, "predicted", "predictedLabels");
    return new PostFilter(asked);
  }

  private static void rename(Map<String, Object> asked, String exactly, String among) {
    Object label = asked.remove(exactly);
    if (label instanceof String text) {
      asked.put(among, LabelSet.parse(text).labels());
    }
  }

  /** Only posts with a final label. */
  public PostFilter labelled() {
    return with("labelled", true);
  }

  /** Only posts whose newest prediction is this label. */
  public PostFilter predicted(String label) {
    return with("predicted", label);
  }

  /** Only posts whose newest prediction has at least this margin. */
  public PostFilter marginFrom(double least) {
    return with("marginFrom", least);
  }

  /** Only posts whose newest prediction has at most this margin. */
  public PostFilter marginTo(double most) {
    return with("marginTo", most);
  }

  /** Only posts whose newest prediction this adapter made; {@link #BASE} for the base model. */
  public PostFilter adapter(String adapter) {
    return with("adapter", adapter);
  }

  /** Only posts with an annotation of this person in force. */
  public PostFilter annotator(UUID account) {
    return with("annotator", account.toString());
  }

  /** Only posts of this near-duplicate cluster. */
  public PostFilter cluster(UUID cluster) {
    return with("cluster", cluster.toString());
  }

  /** Without posts of which this person holds a blind task. */
  public PostFilter unseenBy(UUID account) {
    return with("unseenBy", account.toString());
  }

  /** The newest first. */
  public PostFilter newest() {
    return with("newest", true);
  }

  public boolean isNewest() {
    return members.containsKey("newest");
  }

  /**
   * Both filters' posts, in the order of the other one; none at all where the two ask for different
   * things of one member.
   */
  public Optional<PostFilter> and(PostFilter other) {
    Map<String, Object> both = new LinkedHashMap<>(members);
    both.putAll(other.members);
    boolean agree =
        members.entrySet().stream()
            .allMatch(member -> member.getValue().equals(both.get(member.getKey())));
    return agree ? Optional.of(new PostFilter(both)) : Optional.empty();
  }

  /** Only what comes after that post in the filter's order. */
  public PostFilter past(UUID post) {
    return with(isNewest() ? "below" : "above", post.toString());
  }

  /** Only posts stored at that moment or later: an id begins with the time it was made. */
  public PostFilter from(Instant moment) {
    return later(firstId(moment), "above");
  }

  /** Only posts stored before that moment. */
  public PostFilter until(Instant moment) {
    return later(firstId(moment), "below");
  }

  /** Only posts whose id is smaller than that one. */
  public PostFilter before(UUID id) {
    return later(id, "below");
  }

  /** In the order of their ids, whatever was asked for. */
  public PostFilter byId() {
    Map<String, Object> rest = new LinkedHashMap<>(members);
    rest.remove("newest");
    return new PostFilter(rest);
  }

  /** A cursor that is in force already bounds more than a date that lies beyond it. */
  private PostFilter later(UUID bound, String member) {
    String id = bound.toString();
    Object known = members.get(member);
    boolean keeps =
        known instanceof String other
            && (member.equals("above") ? other.compareTo(id) > 0 : other.compareTo(id) < 0);
    return keeps ? this : with(member, id);
  }

  private static UUID firstId(Instant moment) {
    return new UUID(moment.toEpochMilli() << 16, 0);
  }

  /** Whether words are asked for. */
  public boolean asksForWords() {
    return members.containsKey("words");
  }

  /**
   * As the review narrows its clear cases by it. Of a post that the reader holds none is clear, so
   * that {@link #unseenBy} holds of itself.
   *
   * @param among every post that this filter finds, where these are few
   * @throws IllegalStateException when something is asked for that clear cases cannot be narrowed
   *     by
   */
  public PostCriterion criterion(@Nullable List<UUID> among) {
    List<String> others = members.keySet().stream().filter(not(CRITERIA::contains)).toList();
    if (!others.isEmpty()) {
      throw new IllegalStateException("Clear cases are not narrowed by " + others);
    }
    return new PostCriterion(
        words(),
        (String) members.get("lang"),
        members.get("marginTo") instanceof Double most ? most.floatValue() : null,
        members.get("adapter") instanceof String adapter ? predictor(adapter) : null,
        id("annotator"),
        id("above"),
        id("below"),
        among);
  }

  private List<MatchText> words() {
    return members.get("words") instanceof List<?> words
        ? words.stream().map(word -> new MatchText((String) word)).toList()
        : List.of();
  }

  private static Predictor predictor(String adapter) {
    return new Predictor(adapter.equals(BASE) ? null : UUID.fromString(adapter));
  }

  private @Nullable UUID id(String member) {
    return members.get(member) instanceof String id ? UUID.fromString(id) : null;
  }

  /** As the database's function reads it. */
  String json() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    members.forEach(
        (member, value) -> {
          if (value instanceof List<?> list) {
            json.add(member, Json.createArrayBuilder(list));
          } else if (value instanceof Double number) {
            json.add(member, number);
          } else if (value instanceof Boolean truth) {
            json.add(member, truth);
          } else {
            json.add(member, value.toString());
          }
        });
    return json.build().toString();
  }
}
