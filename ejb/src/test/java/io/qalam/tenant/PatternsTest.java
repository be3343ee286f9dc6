package io.qalam.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.NumberingSystem;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {

  private static final Locale ARABIC = Locale.forLanguageTag("ar");
  private static final Locale HINDI = Locale.forLanguageTag("hi");

  private static final String POSTS =
      "{0, plural, zero{# منشور} one{منشور واحد} two{منشوران} few{# منشورات} many{# منشورًا}"
          + " other{# منشور}}";

  @ParameterizedTest
  @CsvSource({
    "0, 0 منشور",
    "1, منشور واحد",
    "2, منشوران",
    "3, 3 منشورات",
    "10, 10 منشورات",
    "11, 11 منشورًا",
    "99, 99 منشورًا",
    "100, 100 منشور",
    "102, 102 منشور",
    "103, 103 منشورات",
    "1111, '1,111 منشورًا'",
  })
  void anArabicNumberChoosesAmongSixForms(long posts, String said) {
    assertThat(Patterns.filled(POSTS, ARABIC, posts)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 पोस्ट", "1, 1 पोस्ट", "2, 2 पोस्टें", "150000, '1,50,000 पोस्टें'"})
  void inHindiNoneIsSaidAsOneIs(long posts, String said) {
    assertThat(Patterns.filled("{0, plural, one{# पोस्ट} other{# पोस्टें}}", HINDI, posts))
        .isEqualTo(said);
  }

  @Test
  void anApostropheIsOne() {
    assertThat(Patterns.filled("The posts' own, {0}'s and no one's", Locale.ENGLISH, "X"))
        .isEqualTo("The posts' own, X's and no one's");
  }

  @Test
  void theNumberOfALineIsNotGrouped() {
    String line = "line {0, number, ::group-off} of {1}";
    assertThat(Patterns.filled(line, Locale.ENGLISH, 12345, 67890))
        .isEqualTo("line 12345 of 67,890");
    assertThat(Patterns.filled(line, ARABIC, 12345, 67890)).isEqualTo("line 12345 of 67,890");
  }

  @Test
  void scriptsGetTheFormsByCategory() {
    assertThat(Patterns.forms("So: {0, plural, one{# waits} other{# wait}}. It's on."))
        .containsEntry("one", "So: {0} waits. It's on.")
        .containsEntry("other", "So: {0} wait. It's on.")
        .hasSize(2);
    assertThat(Patterns.forms("{0} waits")).containsOnlyKeys("other");
  }

  @Test
  void aTextWithTwoPluralsIsNoneForAScript() {
    String two = "{0, plural, one{#} other{#}} {1, plural, one{#} other{#}}";
    assertThatThrownBy(() -> Patterns.forms(two)).hasMessageContaining("more than one plural");
  }

  /** What ADR 33 says of the digits; where a later CLDR differs, the ADR is to be read again. */
  @ParameterizedTest
  @CsvSource({"ar, latn", "ar-EG, arab", "ar-MA, latn", "ar-AE, latn", "hi, latn", "en, latn"})
  void theDigitsThatCldrGivesALanguage(String locale, String digits) {
    assertThat(NumberingSystem.getInstance(ULocale.forLanguageTag(locale)).getName())
        .isEqualTo(digits);
  }
}
