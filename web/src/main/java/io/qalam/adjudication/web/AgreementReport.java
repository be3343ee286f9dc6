package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService.Member;
import io.qalam.adjudication.Agreement;
import io.qalam.adjudication.Coefficient;
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
    @Nullable Double observed,
    List<OfLabel> labels,
    List<OfAnnotator> annotators,
    List<OfPair> pairs) {

  /** A coefficient, what it rests on, and a sentence about that. */
  public record Figure(@Nullable Double value, Coefficient.Basis basis, String explanation) {

    static Figure of(Coefficient coefficient) {
      return new Figure(
          orNull(coefficient.value()), coefficient.basis(), explanation(coefficient.basis()));
    }

    private static String explanation(Coefficient.Basis basis) {
      return switch (basis) {
        case MEASURED -> "Corrected for the agreement that chance would bring.";
        case ONE_LABEL_ONLY ->
            "Everybody used one and the same label: 1 by definition, since nothing could disagree.";
        case NOTHING_SHARED -> "No post was labelled by two people, so there is no figure.";
      };
    }
  }

  /** Agreement on one label. */
  public record OfLabel(String label, int given, @Nullable Double observed) {}

  /** Agreement of one annotator with the others. */
  public record OfAnnotator(
      UUID account, String userName, int posts, int comparisons, @Nullable Double observed) {}

  /** Agreement of two annotators. */
  public record OfPair(UUID first, UUID second, int posts, double observed, Figure cohenKappa) {}

  static AgreementReport of(Agreement agreement, Map<UUID, Member> members) {
    return new AgreementReport(
        agreement.posts(),
        Figure.of(agreement.alpha()),
        orNull(agreement.observed()),
        agreement.labels().stream()
            .map(of -> new OfLabel(of.label(), of.given(), orNull(of.observed())))
            .toList(),
        agreement.annotators().stream().map(of -> annotator(of, members)).toList(),
        agreement.pairs().stream()
            .map(
                of ->
                    new OfPair(
                        of.first(), of.second(), of.posts(), of.observed(), Figure.of(of.kappa())))
            .toList());
  }

  private static OfAnnotator annotator(Agreement.OfAnnotator of, Map<UUID, Member> members) {
    Member member = Objects.requireNonNull(members.get(of.account()));
    return new OfAnnotator(
        of.account(), member.userName(), of.posts(), of.comparisons(), orNull(of.observed()));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
