package io.qalam.ingestion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {

  private static final MatchText ADVERT =
      MatchText.of(
          "عرض خاص لفترة محدودة على جميع الهواتف الذكية في متجرنا اتصل الآن على الرقم 1111");
  private static final MatchText SAME_ADVERT =
      MatchText.of(
          "عرض خاص لفترة محدودة على جميع الهواتف الذكية في متجرنا اتصل الآن على الرقم 2222");
  private static final MatchText OTHER =
      MatchText.of("आज मौसम बहुत अच्छा है और हम सब मिलकर नदी के किनारे घूमने जा रहे हैं");

  @Test
  void anAdvertWithAnotherNumberSharesABandWithItsOriginal() {
    assertThat(NearDuplicates.similarity(ADVERT, SAME_ADVERT))
        .isGreaterThan(NearDuplicates.THRESHOLD);
    assertThat(sharedBands(ADVERT, SAME_ADVERT)).isPositive();
  }

  @Test
  void postsOnOtherMattersShareNothing() {
    assertThat(NearDuplicates.similarity(ADVERT, OTHER)).isZero();
    assertThat(sharedBands(ADVERT, OTHER)).isZero();
  }

  @Test
  void similarityIsTheJaccardIndexOfTheFiveGrams() {
    // abcde bcdef | bcdef cdefg: one shared of three
    assertThat(NearDuplicates.similarity(MatchText.of("abcdef"), MatchText.of("bcdefg")))
        .isEqualTo(1.0 / 3, within(1e-12));
    // "aaaaaaa" has one distinct 5-gram
    assertThat(NearDuplicates.similarity(MatchText.of("aaaaaaa"), MatchText.of("aaaaa")))
        .isEqualTo(1.0);
  }

  @Test
  void aTextShorterThanAGramStillHasASignature() {
    assertThat(NearDuplicates.bands(MatchText.of("لا"))).hasSize(NearDuplicates.BANDS);
    assertThat(NearDuplicates.bands(MatchText.of("لا")))
        .isNotEqualTo(NearDuplicates.bands(MatchText.of("نعم")));
  }

  @Test
  void bandsAreStableOverTime() {
    assertThat(NearDuplicates.bands(MatchText.of("hello world")))
        .containsExactly(
            -3799736030663576552L,
            6227085885542065878L,
            -7207155118781469833L,
            -407521014849926058L,
            7317279814781056505L,
            829190227654817455L,
            -8838363862579933296L,
            3767764826112113032L);
  }

  @Test
  void bandsFindNineOfTenPairsAtFourFifthsAndOneOfTenAtOneHalf() {
    assertThat(shareFound(0.9)).isGreaterThan(0.97);
    assertThat(shareFound(0.8)).isBetween(0.80, 1.0);
    assertThat(shareFound(0.5)).isLessThan(0.25);
  }

  /** Share of pairs about this similar that have a band in common. */
  private static double shareFound(double similarity) {
    Random random = new Random(7);
    int pairs = 300;
    long found =
        IntStream.range(0, pairs)
            .filter(
                i -> {
                  String one = letters(random, 204);
                  // 200 grams each; the last k letters replaced leave 200 - k shared of 200 + k
                  int k = (int) Math.round(200 * (1 - similarity) / (1 + similarity));
                  String other = one.substring(0, 204 - k) + letters(random, k);
                  return sharedBands(new MatchText(one), new MatchText(other)) > 0;
                })
            .count();
    return (double) found / pairs;
  }

  private static String letters(Random random, int count) {
    return random
        .ints(count, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static long sharedBands(MatchText one, MatchText other) {
    long[] a = NearDuplicates.bands(one);
    long[] b = NearDuplicates.bands(other);
    return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count();
  }
}
