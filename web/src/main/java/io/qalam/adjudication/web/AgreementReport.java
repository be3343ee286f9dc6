package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService.Member;
import io.qalam.adjudication.Agreement;
import io.qalam.adjudication.Coefficient;
import io.qalam.adjudication.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agreement as REST shows it: a figure that does not exist is null, and its basis says why. */
public record AgreementReport(
    int posts,
    Figure krippendorffAlpha,
    @Nullable Figure setAlpha,
    Figure fleissKappa,
    int fleissRatings,
    @Nullable Double observed,
    List<OfLabel> labels,
    List<OfAnnotator> annotators,
    List<OfPair> pairs,
    List<OfWeek> weeks) {

  /**
   * A coefficient with its 95 % interval, what it rests on, and a sentence about that.
   *
   * @param interval by bootstrap over posts; null where it would say nothing
   */
  public record Figure(
      @Nullable Double value,
      @Nullable Interval interval,
      int posts,
      Coefficient.Basis basis,
      String explanation) {

    static Figure of(Coefficient coefficient, Locale locale) {
      return new Figure(
          orNull(coefficient.value()),
          coefficient.interval().orElse(null),
          coefficient.posts(),
          coefficient.basis(),
          explanation(coefficient.basis(), locale));
    }

    static String explanation(Coefficient.Basis basis, Locale locale) {
      return ResourceBundle.getBundle("io.qalam.adjudication.web.messages", locale)
          .getString("basis." + basis);
    }
  }

  /** Agreement on one label; alpha is of the label against all others. */
  public record OfLabel(String label, int given, @Nullable Double observed, Figure alpha) {}

  /** Agreement of one annotator with the others. */
  public record OfAnnotator(
      UUID account, String userName, int posts, int comparisons, double observed) {}

  /** Agreement of two annotators. */
  public record OfPair(UUID first, UUID second, int posts, double observed, Figure cohenKappa) {}

  /** Agreement over the posts that got their newest label in a week that begins on this Monday. */
  public record OfWeek(String monday, int posts, double observed, Figure alpha) {}

  static AgreementReport of(Agreement agreement, Map<UUID, Member> members, Locale locale) {
    return new AgreementReport(
        agreement.posts(),
        Figure.of(agreement.alpha(), locale),
        agreement.setAlpha().map(alpha -> Figure.of(alpha, locale)).orElse(null),
        Figure.of(agreement.fleiss(), locale),
        agreement.ratings(),
        orNull(agreement.observed()),
        agreement.labels().stream().map(of -> label(of, locale)).toList(),
        agreement.annotators().stream().map(of -> annotator(of, members)).toList(),
        agreement.pairs().stream().map(of -> pair(of, locale)).toList(),
        agreement.weeks().stream().map(of -> week(of, locale)).toList());
  }

  private static OfLabel label(Agreement.OfLabel of, Locale locale) {
    return new OfLabel(
        of.label(), of.given(), orNull(of.observed()), Figure.of(of.alpha(), locale));
  }

  private static OfAnnotator annotator(Agreement.OfAnnotator of, Map<UUID, Member> members) {
    Member member = Objects.requireNonNull(members.get(of.account()));
    return new OfAnnotator(
        of.account(), member.userName(), of.posts(), of.comparisons(), of.observed());
  }

  private static OfPair pair(Agreement.OfPair of, Locale locale) {
    return new OfPair(
        of.first(), of.second(), of.posts(), of.observed(), Figure.of(of.kappa(), locale));
  }

  private static OfWeek week(Agreement.OfWeek of, Locale locale) {
    return new OfWeek(
        of.monday().toString(), of.posts(), of.observed(), Figure.of(of.alpha(), locale));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
