package io.qalam.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dkpro.statistics.agreement.InsufficientDataException;
import org.dkpro.statistics.agreement.coding.CodingAnnotationStudy;
import org.dkpro.statistics.agreement.coding.CohenKappaAgreement;
import org.dkpro.statistics.agreement.coding.FleissKappaAgreement;
import org.dkpro.statistics.agreement.coding.KrippendorffAlphaAgreement;
import org.dkpro.statistics.agreement.distance.NominalDistanceFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same tables by DKPro Agreement, a library of the field: docs/adr/0030-agreement.md. */
class AgreementAgainstLibraryTest {

  private static final int TABLES = 200;

  static IntStream seeds() {
    return IntStream.range(0, TABLES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void alphaWithGapsIsTheLibrarys(int seed) {
    List<String> rows = table(seed, 2 + seed % 4, 30, "abcd", 0.3);
    assertThat(Codings.agreement(rows).alpha().value().orElseThrow())
        .isCloseTo(
            new KrippendorffAlphaAgreement(study(rows), new NominalDistanceFunction())
                .calculateAgreement(),
            within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothKappasAreTheLibrarys(int seed) {
    List<String> rows = table(seed, 2, 20, "abc", 0);
    Agreement agreement = Codings.agreement(rows);
    assertThat(agreement.pairs().get(0).kappa().value().orElseThrow())
        .isCloseTo(new CohenKappaAgreement(study(rows)).calculateAgreement(), within(1e-9));
    assertThat(agreement.fleiss().value().orElseThrow())
        .isCloseTo(new FleissKappaAgreement(study(rows)).calculateAgreement(), within(1e-9));
  }

  /** Why it is not asked in production: it has no answer where Qalam says what is the matter. */
  @Test
  void theLibraryRefusesOneLabelAloneAndIsNotANumberWithoutOverlap() {
    List<String> oneLabel = List.of("aaaa", "aaaa");
    List<String> nothingShared = List.of("ab.", "..c");
    assertThatThrownBy(() -> alpha(oneLabel)).isInstanceOf(InsufficientDataException.class);
    assertThat(alpha(nothingShared)).isNaN();
    assertThat(Codings.agreement(oneLabel).alpha().basis())
        .isEqualTo(Coefficient.Basis.ONE_LABEL_ONLY);
    assertThat(Codings.agreement(nothingShared).alpha().basis())
        .isEqualTo(Coefficient.Basis.NO_OVERLAP);
  }

  private static double alpha(List<String> rows) {
    return new KrippendorffAlphaAgreement(study(rows), new NominalDistanceFunction())
        .calculateAgreement();
  }

  /** People who agree half of the time beyond chance. */
  private static List<String> table(int seed, int people, int posts, String labels, double gaps) {
    Random random = new Random(seed);
    char[][] rows = new char[people][posts];
    for (int post = 0; post < posts; post++) {
      char truth = labels.charAt(random.nextInt(labels.length()));
      for (char[] row : rows) {
        char said = random.nextBoolean() ? truth : labels.charAt(random.nextInt(labels.length()));
        row[post] = random.nextDouble() < gaps ? '.' : said;
      }
    }
    return Arrays.stream(rows).map(String::new).toList();
  }

  private static CodingAnnotationStudy study(List<String> rows) {
    CodingAnnotationStudy study = new CodingAnnotationStudy(rows.size());
    for (int post = 0; post < rows.get(0).length(); post++) {
      int column = post;
      study.addItemAsArray(
          rows.stream()
              .map(row -> row.charAt(column) == '.' ? null : String.valueOf(row.charAt(column)))
              .toArray());
    }
    return study;
  }
}
