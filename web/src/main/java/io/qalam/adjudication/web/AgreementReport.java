package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService.Member;
import io.qalam.adjudication.Agreement;
import io.qalam.adjudication.Coefficient;
import io.qalam.adjudication.Interval;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agreement as REST shows it: a figure that does not exist is null, and its basis says why. */
public record AgreementReport(
    int posts,
    Figure krippendorffAlpha,
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

    static Figure of(Coefficient coefficient) {
      return new Figure(
          orNull(coefficient.value()),
          coefficient.interval().orElse(null),
          coefficient.posts(),
          coefficient.basis(),
          explanation(coefficient.basis()));
    }

    static String explanation(Coefficient.Basis basis) {
      return switch (basis) {
        case MEASURED -> "Corrected for the agreement that chance would bring.";
        case FULL_AGREEMENT ->
            "Everybody agreed on every post; no resample can disagree, so the interval has no"
                + " width.";
        case ONE_LABEL_ONLY ->
            "One and the same label at every shared post: the formula is 0/0, so there is no"
                + " figure.";
        case NO_OVERLAP -> "No post was labelled by two people, so there is no figure.";
        case ONE_ANNOTATOR -> "At most one person labelled anything, so there is no figure.";
      };
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

  static AgreementReport of(Agreement agreement, Map<UUID, Member> members) {
    return new AgreementReport(
        agreement.posts(),
        Figure.of(agreement.alpha()),
        Figure.of(agreement.fleiss()),
        agreement.ratings(),
        orNull(agreement.observed()),
        agreement.labels().stream().map(AgreementReport::label).toList(),
        agreement.annotators().stream().map(of -> annotator(of, members)).toList(),
        agreement.pairs().stream().map(AgreementReport::pair).toList(),
        agreement.weeks().stream().map(AgreementReport::week).toList());
  }

  private static OfLabel label(Agreement.OfLabel of) {
    return new OfLabel(of.label(), of.given(), orNull(of.observed()), Figure.of(of.alpha()));
  }

  private static OfAnnotator annotator(Agreement.OfAnnotator of, Map<UUID, Member> members) {
    Member member = Objects.requireNonNull(members.get(of.account()));
    return new OfAnnotator(
        of.account(), member.userName(), of.posts(), of.comparisons(), of.observed());
  }

  private static OfPair pair(Agreement.OfPair of) {
    return new OfPair(of.first(), of.second(), of.posts(), of.observed(), Figure.of(of.kappa()));
  }

  private static OfWeek week(Agreement.OfWeek of) {
    return new OfWeek(of.monday().toString(), of.posts(), of.observed(), Figure.of(of.alpha()));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
