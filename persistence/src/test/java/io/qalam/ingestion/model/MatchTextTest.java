package io.qalam.ingestion.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchTextTest {

  @ParameterizedTest(name = "{0}: {1} matches {2}")
  @CsvSource({
    "vowel signs, محمد, مُحَمَّد",
    "hamza on alef, أحمد, احمد",
    "madda, آمال, امال",
    "alef wasla, ٱلله, الله",
    "hamza on waw and ya, مؤمن رئيس, مومن رييس",
    "hamza beside its carrier, ا\u0654حمد, أحمد",
    "ta marbuta, مدرسة, مدرسه",
    "alef maqsura, على, علي",
    "Persian ya and kaf, کتابی, كتابي",
    "tatweel, جمـــيل, جميل",
    "lam-alef ligature, ﻻ, لا",
    "presentation forms, ﻣﺤﻤﺪ, محمد",
    "superscript alef, هٰذا, هذا",
    "Arabic digits, ٢٠٢٦, 2026",
    "Persian digits, ۲۰۲۶, 2026",
    "Devanagari digits, २०२६, 2026",
    "anusvara, हिंदी, हिन्दी",
    "anusvara before pa, लंबा, लम्बा",
    "anusvara before ka, अंक, अङ्क",
    "anusvara before cha, पंच, पञ्च",
    "anusvara before tta, घंटा, घण्टा",
    "candrabindu, हँसना, हंसना",
    "nukta precomposed, \u0958लम, क\u093Cलम",
    "nukta left out, बाज़ार, बाजार",
    "joiner in a conjunct, क्\u200Dष, क्ष",
    "non-joiner, می\u200Cخواهم, میخواهم",
    "direction marks, \u200Fسلام\u202C, سلام",
    "byte order mark inside, hel\uFEFFlo, hello",
    "capitals, STRASSE, straße",
    "final sigma, ΟΔΟΣ, οδος",
    "full width, Ｈｅｌｌｏ, hello",
    "decomposed accent, cafe\u0301, café",
    "variation selector, ❤\uFE0F, ❤"
  })
  void spellingsThatReadTheSameMatch(String why, String one, String other) {
    assertThat(MatchText.of(one)).as(why).isEqualTo(MatchText.of(other));
    assertThat(MatchText.of(one).hash()).isEqualTo(MatchText.of(other).hash());
  }

  @ParameterizedTest(name = "{0}: {1} differs from {2}")
  @CsvSource({
    "another word, كتاب, كاتب",
    "an accent that makes another word, cafe, café",
    "a nasal of another class, जन्म, जंम",
    "a doubled nasal, अन्न, अंन",
    "emoji, جميل 😀, جميل 😡",
    "word boundary, لا تنس, لاتنس"
  })
  void spellingsThatReadOtherwiseDiffer(String why, String one, String other) {
    assertThat(MatchText.of(one)).as(why).isNotEqualTo(MatchText.of(other));
  }

  @Test
  void whiteSpaceOfEveryKindCollapsesToOneSpace() {
    assertThat(MatchText.of(" \t a \u00A0\u2003\r\n b\u0001c ").value()).isEqualTo("a b c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "مُحَمَّدٌ رَسُولُ",
        "लम्\u200Dबा ज़\u093C",
        "  Ｍixed ١٢ हिन्दी \uFDFA ",
        "e\u0301\u0640\u0301",
        "न\u200D्\u093Cद",
        "\u0640\u064B"
      })
  void normalisingTwiceChangesNothing(String text) {
    MatchText once = MatchText.of(text);
    assertThat(MatchText.of(once.value())).isEqualTo(once);
  }

  @Test
  void aTextOfMarksAloneKeepsAFormOfItsOwn() {
    assertThat(MatchText.of("\u064B").value()).isNotEmpty();
    assertThat(MatchText.of("\u064B")).isNotEqualTo(MatchText.of("\u064E"));
  }

  @Test
  void hashAndClusterAreStableOverTime() {
    MatchText text = MatchText.of("مرحبا بالعالم");
    assertThat(text.hash())
        .isEqualTo("9262a0a791605071a500c1a15bef2d5efcc6c8f198567105e9ab364811377e9f");
    assertThat(text.clusterId()).hasToString("66d2f2d7-6be0-8854-8d1c-5b78df979454");
    assertThat(text.clusterId().version()).isEqualTo(8);
    assertThat(text.clusterId().variant()).isEqualTo(2);
  }
}
