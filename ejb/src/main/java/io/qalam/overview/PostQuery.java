package io.qalam.overview;

import io.qalam.account.model.Role;
import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.overview.model.PostFilter;
import io.qalam.tenant.Forbidden;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Numerals;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.StorableText;
import io.qalam.tenant.TenantWording;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question for posts, as a page's address and REST ask it; a field that is empty is not asked
 * for.
 *
 * @param asked what is asked, by field, without what surrounds it
 */
public record PostQuery(Map<PostField, String> asked) {

  /** Posts of a page, at most. */
  static final int MOST = 200;

  private static final int USUAL = 50;
  private static final int LONGEST = 500;
  private static final String FIRST = new UUID(0, 0).toString();

  public PostQuery {
    asked = Map.copyOf(asked);
  }

  /**
   * The question of these parameters.
   *
   * @throws Invalid when a parameter is none of the known fields, or cannot be a text at all
   */
  public static PostQuery of(Map<String, String> parameters) {
    Map<PostField, String> asked = new EnumMap<>(PostField.class);
    parameters.forEach(
        (name, value) -> {
          PostField field = PostField.of(name);
          if (value != null && !value.isBlank()) {
            asked.put(field, storable(field, value.strip()));
          }
        });
    return new PostQuery(asked);
  }

  private static String storable(PostField field, String value) {
    if (value.length() > LONGEST || !StorableText.holds(value)) {
      throw new Invalid(field.parameter(), OverviewWording.TEXT, LONGEST);
    }
    return value;
  }

  /** Whether the answer to this question tells what a post was answered with, or that it was. */
  boolean tellsAnswers() {
    return Stream.of(PostField.values())
        .anyMatch(field -> field.tellsAnswers() && asked.containsKey(field));
  }

  /** The same question from its beginning. */
  PostQuery whole() {
    Map<PostField, String> rest = new EnumMap<>(PostField.class);
    rest.putAll(asked);
    rest.remove(PostField.CURSOR);
    return new PostQuery(rest);
  }

  /**
   * Refuses to ask for a page where the whole is written.
   *
   * @throws Invalid with the fields that cut out a page or order it
   */
  void requireWhole() {
    List<FieldError> errors =
        Stream.of(PostField.CURSOR, PostField.LIMIT, PostField.ORDER)
            .filter(asked::containsKey)
            .map(field -> new FieldError(field.parameter(), OverviewWording.OF_A_PAGE))
            .toList();
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
  }

  /**
   * Refuses to narrow or to order a list that is shown whole, page by page.
   *
   * @throws Invalid with the fields that do more than cut out a page
   */
  void requirePageAlone() {
    List<FieldError> errors =
        asked.keySet().stream()
            .filter(field -> field != PostField.CURSOR && field != PostField.LIMIT)
            .map(field -> new FieldError(field.parameter(), OverviewWording.NOT_OF_CHECKS))
            .toList();
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
  }

  /**
   * The post behind which the page begins; before all of them where none is named.
   *
   * @throws Invalid when it is no id
   */
  UUID after() {
    try {
      return UUID.fromString(asked.getOrDefault(PostField.CURSOR, FIRST));
    } catch (IllegalArgumentException e) {
      throw wrong(PostField.CURSOR);
    }
  }

  /**
   * Refuses what somebody of this role and name may not ask.
   *
   * @throws Forbidden naming the field
   */
  void admit(Role role, String userName) {
    for (PostField field : asked.keySet()) {
      if (!role.includes(field.needed())) {
        throw new Forbidden(OverviewWording.EDITORS_ONLY, field.parameter());
      }
    }
    String annotator = userName(PostField.ANNOTATOR).orElse(userName);
    if (!role.includes(Role.EDITOR) && !annotator.equals(userName)) {
      throw new Forbidden(OverviewWording.OWN_ONLY);
    }
  }

  private Optional<String> userName(PostField field) {
    return Optional.ofNullable(asked.get(field));
  }

  /** The user name of the annotator asked for. */
  Optional<String> annotator() {
    return userName(PostField.ANNOTATOR);
  }

  /** Whether it asks for something that predictions say. */
  boolean asksForPredictions() {
    return asked.keySet().stream().anyMatch(field -> field.needed() == Role.EDITOR);
  }

  /**
   * Checks the question; the annotator, who must be looked up, is left to the caller.
   *
   * @throws Invalid when a part of it makes no sense
   */
  PostFilter filter() {
    PostFilter filter = inOrder(PostFilter.all());
    filter =
        with(filter, PostField.Q, words -> words, (f, words) -> f.words(SearchWords.of(words)));
    filter = with(filter, PostField.STATE, PostQuery::state, PostFilter::state);
    filter = with(filter, PostField.SPLIT, PostQuery::split, PostFilter::split);
    filter = with(filter, PostField.LANG, lang -> lang.toLowerCase(Locale.ROOT), PostFilter::lang);
    filter = with(filter, PostField.LABEL, label -> label, PostFilter::label);
    filter = with(filter, PostField.PREDICTED, label -> label, PostFilter::predicted);
    filter = with(filter, PostField.MARGIN_FROM, PostQuery::margin, PostFilter::marginFrom);
    filter = with(filter, PostField.MARGIN_TO, PostQuery::margin, PostFilter::marginTo);
    filter = with(filter, PostField.ADAPTER, PostQuery::adapter, PostFilter::adapter);
    filter = with(filter, PostField.CURSOR, UUID::fromString, PostFilter::past);
    filter = with(filter, PostField.FROM, text -> moment(text, 0), PostFilter::from);
    return with(filter, PostField.TO, text -> moment(text, 1), PostFilter::until);
  }

  private interface Narrowing<T> {
    PostFilter apply(PostFilter filter, T value);
  }

  private <T> PostFilter with(
      PostFilter filter, PostField field, Function<String, T> reading, Narrowing<T> narrowing) {
    @Nullable String text = asked.get(field);
    if (text == null) {
      return filter;
    }
    try {
      return narrowing.apply(filter, reading.apply(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(field);
    }
  }

  private static Invalid wrong(PostField field) {
    return new Invalid(List.of(new FieldError(field.parameter(), wanted(field))));
  }

  /** What a field wants, for whoever gave it something else. */
  private static Sentence wanted(PostField field) {
    return switch (field) {
      case STATE -> Sentence.of(TenantWording.ONE_OF, List.of(PostState.values()));
      case SPLIT -> Sentence.of(TenantWording.ONE_OF, List.of(Split.values()));
      case MARGIN_FROM, MARGIN_TO -> Sentence.of(OverviewWording.MARGIN);
      case ADAPTER -> Sentence.of(OverviewWording.ADAPTER);
      case FROM, TO -> Sentence.of(OverviewWording.MOMENT);
      case ORDER -> Sentence.of(OverviewWording.ORDER);
      case CURSOR -> Sentence.of(TenantWording.NOT_GIVEN);
      case Q -> Sentence.of(OverviewWording.NOTHING_TO_FIND);
      default -> Sentence.of(OverviewWording.UNREADABLE);
    };
  }

  private PostFilter inOrder(PostFilter filter) {
    String order = asked.getOrDefault(PostField.ORDER, "oldest");
    return switch (order) {
      case "oldest" -> filter;
      case "newest" -> filter.newest();
      default -> throw wrong(PostField.ORDER);
    };
  }

  private static PostState state(String name) {
    return PostState.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Split split(String name) {
    return Split.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static double margin(String number) {
    double margin = Numerals.decimal(number);
    if (margin >= 0 && margin <= 1) {
      return margin;
    }
    throw new IllegalArgumentException(number);
  }

  private static String adapter(String adapter) {
    return adapter.equals(PostFilter.BASE) ? adapter : UUID.fromString(adapter).toString();
  }

  /** A moment, or the beginning of a day in UTC, some days later. */
  private static Instant moment(String text, int days) {
    return text.indexOf('T') > 0
        ? Instant.parse(text)
        : LocalDate.parse(text).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  int posts() {
    String text = asked.get(PostField.LIMIT);
    if (text == null) {
      return USUAL;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1) {
        return Math.min(limit, MOST);
      }
    } catch (NumberFormatException e) {
      // said below, as for a number that is too small
    }
    throw new Invalid(PostField.LIMIT.parameter(), TenantWording.BETWEEN, 1, MOST);
  }
}
