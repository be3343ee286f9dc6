package io.qalam.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.qalam.adjudication.Coefficient.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreement against published tables and against cases computed by hand. */
class AgreementTest {

  private static final UUID AMAL = new UUID(0, 1);
  private static final UUID BADR = new UUID(0, 2);
  private static final UUID CHANDRA = new UUID(0, 3);

  static Stream<Arguments> kappaTables() {
    return Stream.of(
        // name, both yes, first only, second only, both no, kappa
        Arguments.of("Wikipedia's grant readers: p_o 0.70, p_e 0.50", 20, 5, 10, 15, 0.4),
        Arguments.of("p_o 0.60, p_e 0.54", 45, 15, 25, 15, 0.06 / 0.46),
        Arguments.of("same p_o 0.60, other habits: p_e 0.46", 25, 35, 5, 35, 0.14 / 0.54),
        Arguments.of("full agreement with both labels used", 7, 0, 0, 3, 1.0),
        Arguments.of("full disagreement, even habits", 0, 5, 5, 0, -1.0),
        Arguments.of("one says always yes: chance explains all", 6, 4, 0, 0, 0.0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kappaTables")
  void cohensKappaMatchesTheTable(
      String name, int bothYes, int firstOnly, int secondOnly, int bothNo, double kappa) {
    Confusion confusion = new Confusion();
    repeat(bothYes, () -> confusion.add("yes", "yes"));
    repeat(firstOnly, () -> confusion.add("yes", "no"));
    repeat(secondOnly, () -> confusion.add("no", "yes"));
    repeat(bothNo, () -> confusion.add("no", "no"));
    assertThat(confusion.kappa().basis()).isEqualTo(Basis.MEASURED);
    assertThat(confusion.kappa().value().orElseThrow()).isCloseTo(kappa, within(1e-12));
  }

  /** Rows are annotators, columns posts, a dot is a gap. */
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
        Arguments.of("full agreement with two labels", List.of("aabb", "aabb"), 1.0),
        // n = 4, n_a = n_b = 2, no matches: 1 - 3 * 4 / (16 - 8)
        Arguments.of("full disagreement", List.of("ab", "ba"), -0.5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alphaTables")
  void krippendorffsAlphaMatchesTheTable(String name, List<String> rows, double alpha) {
    Coefficient coefficient = coincidences(rows).alpha();
    assertThat(coefficient.basis()).isEqualTo(Basis.MEASURED);
    assertThat(coefficient.value().orElseThrow()).isCloseTo(alpha, within(0.0005));
  }

  @Test
  void oneLabelForEverythingIsFullAgreementAndSaysWhatItRestsOn() {
    Confusion confusion = new Confusion();
    repeat(4, () -> confusion.add("neutral", "neutral"));
    assertThat(confusion.kappa()).isEqualTo(Coefficient.ONE_LABEL_ONLY);
    assertThat(confusion.kappa().value()).hasValue(1);
    assertThat(coincidences(List.of("aaaa", "aaaa")).alpha()).isEqualTo(Coefficient.ONE_LABEL_ONLY);
  }

  @Test
  void twoPeopleWithOneDifferentLabelEachAgreeNoMoreThanByChance() {
    Confusion confusion = new Confusion();
    repeat(4, () -> confusion.add("yes", "no"));
    assertThat(confusion.kappa()).isEqualTo(Coefficient.measured(0));
  }

  @Test
  void nothingLabelledTwiceHasNoFigure() {
    assertThat(new Confusion().kappa()).isEqualTo(Coefficient.NOTHING_SHARED);
    Coincidences single = coincidences(List.of("ab.", "..c"));
    assertThat(single.alpha()).isEqualTo(Coefficient.NOTHING_SHARED);
    assertThat(single.alpha().value()).isEmpty();
    assertThat(single.observed()).isEmpty();
  }

  @Test
  void agreementIsReportedPerLabelAnnotatorAndPair() {
    AgreementTally tally = new AgreementTally();
    tally.add(Map.of(AMAL, "positive", BADR, "positive", CHANDRA, "positive"));
    tally.add(Map.of(AMAL, "negative", BADR, "positive"));
    tally.add(Map.of(AMAL, "negative", CHANDRA, "negative"));
    tally.add(Map.of(AMAL, "neutral"));
    Agreement agreement = tally.agreement(List.of("positive", "negative", "neutral"));

    assertThat(agreement.posts()).isEqualTo(3);
    // positive: 3 in the first post, all matching, and 1 of 1 unmatched in the second
    assertThat(agreement.labels())
        .containsExactly(
            new Agreement.OfLabel("positive", 4, OptionalDouble.of(0.75)),
            new Agreement.OfLabel("negative", 3, OptionalDouble.of(2.0 / 3)),
            new Agreement.OfLabel("neutral", 0, OptionalDouble.empty()));
    assertThat(agreement.annotators())
        .containsExactly(
            new Agreement.OfAnnotator(AMAL, 3, 4, OptionalDouble.of(0.75)),
            new Agreement.OfAnnotator(BADR, 2, 3, OptionalDouble.of(2.0 / 3)),
            new Agreement.OfAnnotator(CHANDRA, 2, 3, OptionalDouble.of(1)));
    assertThat(agreement.pairs())
        .extracting(Agreement.OfPair::first, Agreement.OfPair::second, Agreement.OfPair::posts)
        .containsExactly(tuple(AMAL, BADR, 2), tuple(AMAL, CHANDRA, 2), tuple(BADR, CHANDRA, 1));
    assertThat(agreement.observed()).hasValue(5.0 / 7);
  }

  private static Coincidences coincidences(List<String> rows) {
    Coincidences coincidences = new Coincidences();
    int posts = rows.get(0).length();
    assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(posts));
    for (int post = 0; post < posts; post++) {
      List<String> labels = new ArrayList<>();
      for (String row : rows) {
        if (row.charAt(post) != '.') {
          labels.add(row.substring(post, post + 1));
        }
      }
      coincidences.add(labels);
    }
    return coincidences;
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }
}
