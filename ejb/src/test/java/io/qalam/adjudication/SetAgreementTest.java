package io.qalam.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.qalam.adjudication.model.SharedLabel;
import io.qalam.labelschema.model.LabelSet;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dkpro.statistics.agreement.coding.CodingAnnotationStudy;
import org.dkpro.statistics.agreement.coding.KrippendorffAlphaAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreement where a post may have several labels. */
class SetAgreementTest {

  private static final Instant THEN = Instant.parse("2026-11-16T00:00:00Z");

  /** What each of two people gave the same six posts. */
  private static final List<List<String>> GIVEN =
      List.of(
          List.of("anger, joy", "joy", "fear", "anger, fear", "joy", "anger"),
          List.of("joy", "joy", "fear", "anger, fear", "anger, joy", "fear"));

  private static final List<String> LABELS = List.of("joy", "anger", "fear");

  private final Agreement agreement = agreement();

  @Test
  void twoSetsAgreeWhereAllTheirLabelsDo() {
    assertThat(agreement.observed().orElseThrow()).isEqualTo(3 / 6.0, within(1e-9));
    assertThat(agreement.posts()).isEqualTo(6);
  }

  /** Each label against the rest is a coding of its own, which is reckoned as such. */
  @Test
  void aLabelsAlphaIsThatOfWhetherEachPersonGaveIt() {
    assertThat(alpha(0)).isEqualTo(ofPresence("yynnyn", "yynnyn"), within(1e-9));
    assertThat(alpha(1)).isEqualTo(ofPresence("ynnyny", "nnnyyn"), within(1e-9));
    assertThat(alpha(2)).isEqualTo(ofPresence("nnyynn", "nnyyny"), within(1e-9));
  }

  @Test
  void aLabelIsGivenAsOftenAsItIsInASet() {
    assertThat(agreement.labels())
        .extracting(Agreement.OfLabel::label, Agreement.OfLabel::given)
        .containsExactly(tuple("joy", 6), tuple("anger", 5), tuple("fear", 5));
    assertThat(agreement.labels().get(1).observed().orElseThrow()).isEqualTo(2 / 5.0, within(1e-9));
  }

  @Test
  void setsThatShareLabelsAreLessApartThanSetsThatShareNone() {
    assertThat(agreement.setAlpha().orElseThrow().value().orElseThrow())
        .isGreaterThan(agreement.alpha().value().orElseThrow());
  }

  /** By hand: 1 − J · M, with M of 1, 2/3, 1/3 and 0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "joy             | joy             | 0",
        "joy             | anger, joy      | 0.6666667",
        "anger, joy      | anger, fear, joy | 0.5555556",
        "anger, joy      | fear, joy       | 0.8888889",
        "joy             | anger, fear     | 1"
      })
  void theDistanceOfTwoSetsIsMasi(String one, String other, double distance) {
    List<LabelSet> sets = List.of(LabelSet.parse(one), LabelSet.parse(other));
    assertThat(SetDistance.masi(sets)[0][1]).isEqualTo(distance, within(1e-6));
    assertThat(SetDistance.masi(sets)[1][0]).isEqualTo(distance, within(1e-6));
  }

  /**
   * The library's own MASI is another: it takes the product of both distances, not of both shares.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void theAlphaOfSetsIsTheLibrarysWithTheSameDistance(int seed) {
    Random random = new Random(seed);
    int people = 2 + seed % 3;
    CodingAnnotationStudy study = new CodingAnnotationStudy(people);
    AgreementTally tally = new AgreementTally();
    for (int post = 0; post < 30; post++) {
      String[] unit = new String[people];
      for (int person = 0; person < people; person++) {
        unit[person] = drawn(random);
        tally.add(
            new SharedLabel(Codings.post(post), Codings.annotator(person), unit[person], THEN));
      }
      study.addItemAsArray(unit);
    }
    assertThat(tally.agreement(LABELS, true).setAlpha().orElseThrow().value().orElseThrow())
        .isEqualTo(
            new KrippendorffAlphaAgreement(study, (all, one, other) -> masi(one, other))
                .calculateAgreement(),
            within(1e-9));
  }

  private static double masi(Object one, Object other) {
    return SetDistance.masi(List.of(LabelSet.parse((String) one), LabelSet.parse((String) other)))[
        0][1];
  }

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  private static String drawn(Random random) {
    List<String> labels = LABELS.stream().filter(label -> random.nextBoolean()).toList();
    return labels.isEmpty()
        ? LABELS.get(random.nextInt(LABELS.size()))
        : new LabelSet(labels).text();
  }

  private double alpha(int label) {
    return agreement.labels().get(label).alpha().value().orElseThrow();
  }

  private static double ofPresence(String first, String second) {
    return Codings.agreement(List.of(first, second)).alpha().value().orElseThrow();
  }

  private static Agreement agreement() {
    AgreementTally tally = new AgreementTally();
    for (int post = 0; post < 6; post++) {
      for (int person = 0; person < 2; person++) {
        String label = GIVEN.get(person).get(post);
        tally.add(new SharedLabel(Codings.post(post), Codings.annotator(person), label, THEN));
      }
    }
    return tally.agreement(LABELS, true);
  }
}
