package io.qalam.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.qalam.adjudication.Coefficient.Basis;
import io.qalam.adjudication.model.SharedLabel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreement against published tables and against cases computed by hand. */
class AgreementTest {

  private static final UUID AMAL = Codings.annotator(0);
  private static final UUID BADR = Codings.annotator(1);
  private static final UUID CHANDRA = Codings.annotator(2);

  static Stream<Arguments> kappaTables() {
    return Stream.of(
        // name, both yes, first only, second only, both no, kappa
        Arguments.of("Wikipedia's grant readers: p_o 0.70, p_e 0.50", 20, 5, 10, 15, 0.4),
        Arguments.of("p_o 0.60, p_e 0.54", 45, 15, 25, 15, 0.06 / 0.46),
        Arguments.of("same p_o 0.60, other habits: p_e 0.46", 25, 35, 5, 35, 0.14 / 0.54),
        Arguments.of("full disagreement, even habits", 0, 5, 5, 0, -1.0),
        Arguments.of("one says always yes: chance explains all", 6, 4, 0, 0, 0.0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kappaTables")
  void cohensKappaMatchesTheTable(
      String name, int bothYes, int firstOnly, int secondOnly, int bothNo, double kappa) {
    Coefficient found = kappa(bothYes, firstOnly, secondOnly, bothNo);
    assertThat(found.basis()).isEqualTo(Basis.MEASURED);
    assertThat(found.value().orElseThrow()).isCloseTo(kappa, within(1e-12));
    assertThat(found.posts()).isEqualTo(bothYes + firstOnly + secondOnly + bothNo);
  }

  static Stream<Arguments> alphaTables() {
    return Stream.of(
        Arguments.of(
            "Krippendorff 2011, four observers with gaps",
            List.of("123321412...", "1233224125.3", ".3332342251.", "12332441251."),
            0.743),
        Arguments.of(
            "Krippendorff 2011, binary, two observers", List.of("0100000010", "1110010000"), 0.095),
        Arguments.of(
            "Krippendorff 2011, nominal, two observers",
            List.of("aabbdcccedda", "babbbccceddd"),
            0.692),
        // n = 4, n_a = n_b = 2, no matches: 1 - 3 * 4 / (16 - 8)
        Arguments.of("full disagreement", List.of("ab", "ba"), -0.5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alphaTables")
  void krippendorffsAlphaMatchesTheTable(String name, List<String> rows, double alpha) {
    Coefficient found = Codings.agreement(rows).alpha();
    assertThat(found.basis()).isEqualTo(Basis.MEASURED);
    assertThat(found.value().orElseThrow()).isCloseTo(alpha, within(0.0005));
  }

  /**
   * The worked example of Fleiss' kappa that most textbooks print: ten subjects, fourteen raters.
   */
  @Test
  void fleissKappaMatchesTheWorkedExample() {
    int[][] table = {
      {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
      {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}
    };
    SharedPosts posts = new SharedPosts();
    for (int[] row : table) {
      List<Integer> labels = new ArrayList<>();
      for (int label = 0; label < row.length; label++) {
        labels.addAll(Collections.nCopies(row[label], label));
      }
      posts.add(labels);
    }
    Coefficient kappa = posts.figures(5).fleiss();
    assertThat(kappa.value().orElseThrow()).isCloseTo(0.210, within(0.0005));
    assertThat(kappa.posts()).isEqualTo(10);
  }

  @Test
  void fleissKappaRestsOnThePostsWithTheUsualNumberOfLabels() {
    Agreement agreement = Codings.agreement(List.of("aabbab", "aabbba", "..bb..", "...a.."));
    // two labels: aa aa ab ba; p_o = 0.5, p_a = 6 / 8, p_e = 36 / 64 + 4 / 64
    assertThat(agreement.ratings()).isEqualTo(2);
    assertThat(agreement.fleiss().posts()).isEqualTo(4);
    assertThat(agreement.fleiss().value().orElseThrow())
        .isCloseTo((0.5 - 0.625) / 0.375, within(1e-12));
  }

  @Test
  void oneLabelForEverythingHasNoFigureAndSaysWhy() {
    Agreement agreement = Codings.agreement(List.of("aaaa", "aaaa"));
    assertThat(List.of(agreement.alpha(), agreement.fleiss(), agreement.pairs().get(0).kappa()))
        .allSatisfy(
            figure -> {
              assertThat(figure.basis()).isEqualTo(Basis.ONE_LABEL_ONLY);
              assertThat(figure.value()).isEmpty();
              assertThat(figure.interval()).isEmpty();
              assertThat(figure.posts()).isEqualTo(4);
            });
    assertThat(agreement.observed()).hasValue(1);
  }

  @Test
  void fullAgreementWithTwoLabelsIsOneAndItsIntervalHasNoWidth() {
    Agreement agreement = Codings.agreement(List.of("aabbaabbaabb", "aabbaabbaabb"));
    assertThat(List.of(agreement.alpha(), agreement.fleiss(), agreement.pairs().get(0).kappa()))
        .allSatisfy(
            figure -> {
              assertThat(figure.basis()).isEqualTo(Basis.FULL_AGREEMENT);
              assertThat(figure.value()).hasValue(1);
              assertThat(figure.interval()).contains(new Interval(1, 1));
            });
  }

  @Test
  void twoPeopleWithOneDifferentLabelEachAgreeNoMoreThanByChance() {
    assertThat(Codings.agreement(List.of("aaaa", "bbbb")).pairs().get(0).kappa().value())
        .hasValue(0);
  }

  @Test
  void nothingLabelledTwiceHasNoFigure() {
    Agreement agreement = Codings.agreement(List.of("ab.", "..c"));
    assertThat(agreement.alpha()).isEqualTo(Coefficient.absent(Basis.NO_OVERLAP, 0));
    assertThat(agreement.fleiss().value()).isEmpty();
    assertThat(agreement.observed()).isEmpty();
    assertThat(agreement.pairs()).isEmpty();
    assertThat(agreement.labels())
        .hasSize(3)
        .allSatisfy(of -> assertThat(of.alpha().basis()).isEqualTo(Basis.NO_OVERLAP));
  }

  @Test
  void aLabelThatNobodyGaveHasNoFigureOfItsOwn() {
    AgreementTally tally = new AgreementTally();
    Codings.labels(List.of("aab", "abb")).forEach(tally::add);
    Agreement.OfLabel unused = tally.agreement(List.of("a", "b", "c"), false).labels().get(2);
    assertThat(unused.given()).isZero();
    assertThat(unused.observed()).isEmpty();
    assertThat(unused.alpha().basis()).isEqualTo(Basis.ONE_LABEL_ONLY);
  }

  @Test
  void alphaOfOneLabelIsThatOfTheLabelAgainstTheRest() {
    Agreement agreement = Codings.agreement(List.of("aabbdcccedda", "babbbccceddd"));
    Agreement merged = Codings.agreement(List.of("aaxxxxxxxxxa", "xaxxxxxxxxxx"));
    assertThat(agreement.labels().get(0).label()).isEqualTo("a");
    assertThat(agreement.labels().get(0).alpha().value().orElseThrow())
        .isCloseTo(merged.alpha().value().orElseThrow(), within(1e-12));
  }

  @Test
  void agreementIsReportedPerLabelAnnotatorAndPair() {
    Agreement agreement = Codings.agreement(List.of("pnnu", "pp..", "p.n."));

    assertThat(agreement.posts()).isEqualTo(3);
    // p: 3 in the first post, all matching, and 1 of 1 unmatched in the second
    assertThat(agreement.labels())
        .extracting(Agreement.OfLabel::label, Agreement.OfLabel::given, Agreement.OfLabel::observed)
        .containsExactly(
            tuple("n", 3, OptionalDouble.of(2.0 / 3)),
            tuple("p", 4, OptionalDouble.of(0.75)),
            tuple("u", 0, OptionalDouble.empty()));
    assertThat(agreement.annotators())
        .containsExactly(
            new Agreement.OfAnnotator(AMAL, 3, 4, 0.75),
            new Agreement.OfAnnotator(BADR, 2, 3, 2.0 / 3),
            new Agreement.OfAnnotator(CHANDRA, 2, 3, 1));
    assertThat(agreement.pairs())
        .extracting(Agreement.OfPair::first, Agreement.OfPair::second, Agreement.OfPair::posts)
        .containsExactly(tuple(AMAL, BADR, 2), tuple(AMAL, CHANDRA, 2), tuple(BADR, CHANDRA, 1));
    assertThat(agreement.observed()).hasValue(5.0 / 7);
  }

  @Test
  void aPostBelongsToTheWeekOfItsNewestLabel() {
    AgreementTally tally = new AgreementTally();
    label(tally, 0, AMAL, "a", "2026-11-22T23:59:59Z");
    label(tally, 0, BADR, "a", "2026-11-23T00:00:00Z");
    label(tally, 1, AMAL, "a", "2026-11-16T00:00:00Z");
    label(tally, 1, BADR, "b", "2026-11-22T23:59:59Z");
    assertThat(tally.agreement(List.of("a", "b"), false).weeks())
        .extracting(Agreement.OfWeek::monday, Agreement.OfWeek::posts, Agreement.OfWeek::observed)
        .containsExactly(
            tuple(LocalDate.of(2026, 11, 16), 1, 0.0), tuple(LocalDate.of(2026, 11, 23), 1, 1.0));
  }

  private static void label(AgreementTally tally, int post, UUID who, String label, String at) {
    tally.add(new SharedLabel(Codings.post(post), who, label, Instant.parse(at)));
  }

  private static Coefficient kappa(int bothYes, int firstOnly, int secondOnly, int bothNo) {
    String first = "y".repeat(bothYes + firstOnly) + "n".repeat(secondOnly + bothNo);
    String second =
        "y".repeat(bothYes) + "n".repeat(firstOnly) + "y".repeat(secondOnly) + "n".repeat(bothNo);
    return Codings.agreement(List.of(first, second)).pairs().get(0).kappa();
  }
}
