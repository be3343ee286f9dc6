package io.qalam.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.ingestion.model.MatchText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTest {

  @ParameterizedTest(name = "{0}: {1} finds {2}")
  @CsvSource({
    "bare letters find vowel signs, محمد, قال مُحَمَّدٌ لهم",
    "vowel signs find bare letters, مُحَمَّد, قال محمد لهم",
    "a bare alef finds hamza, الاحد, يوم الأحد",
    "hamza finds a bare alef, إلى, ذهب الى البيت",
    "alef maqsura finds ya, على, هذا علي",
    "ta marbuta finds ha, المدرسة, في المدرسه",
    "a word finds its stretched form, رائع, راااائع رائـــع",
    "Arabic keys find a Persian keyboard's letters, كتابي, کتابی جدید",
    "an Urdu ha finds an Arabic one, ہے, هے",
    "Western digits find Arabic ones, 2026, سنة ٢٠٢٦",
    "Arabic digits find Western ones, ٢٠٢٦, year 2026",
    "Devanagari digits find Western ones, २०२६, year 2026",
    "anusvara finds the half nasal, हिंदी, मेरी हिन्दी",
    "the half nasal finds anusvara, हिन्दी, मेरी हिंदी",
    "anusvara finds candrabindu, हंस, वह हँस पड़ा",
    "no nukta finds nukta, बाजार, बड़े बाज़ार में",
    "a precomposed nukta finds a decomposed one, \u0958लम, मेरी क\u093Cलम",
    "without joiners finds joiners, क्ष, क्\u200Dष",
    "without a non-joiner finds one, میخواهم, می\u200Cخواهم",
    "capitals find small letters, QALAM, the qalam server",
    "every word in any order, يوم محمد, محمد جاء اليوم",
    "a part of a word, رائع, الخدمة رائعة"
  })
  void aSearchFindsEverySpellingThatReadsTheSame(String why, String search, String text) {
    assertThat(finds(search, text)).as(why).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1} does not find {2}")
  @CsvSource({
    "one word is missing, محمد غدا, محمد جاء اليوم",
    "quoted words lie apart, \u201Cمحمد اليوم\u201D, محمد جاء اليوم",
    "another root, كاتب, كتاب",
    "a doubled consonant, अंन, अन्न"
  })
  void aSearchDoesNotFindWhatReadsOtherwise(String why, String search, String text) {
    assertThat(finds(search, text)).as(why).isFalse();
  }

  private static boolean finds(String search, String text) {
    String value = MatchText.of(text).value();
    return SearchWords.of(search).stream().allMatch(word -> value.contains(word.value()));
  }

  @Test
  void wordsInQuotationMarksOfAnyKindStayTogether() {
    assertThat(SearchWords.of("a \"b c\" «d e» f"))
        .isEqualTo(
            List.of(
                MatchText.of("a"), MatchText.of("b c"), MatchText.of("d e"), MatchText.of("f")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\" \"", "«»", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"})
  void aSearchForNothingOrForTooMuchIsRefused(String search) {
    assertThatThrownBy(() -> SearchWords.of(search)).isInstanceOf(IllegalArgumentException.class);
  }
}
