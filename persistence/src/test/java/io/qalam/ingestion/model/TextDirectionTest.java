package io.qalam.ingestion.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDirectionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Arabic,                              ar,    الخدمة ممتازة,            RTL",
    "Arabic that begins with a Latin name, ar,   iPhone جديد ورائع,        RTL",
    "Arabic that begins with an emoji,    ar,    😀 يوم جميل,              RTL",
    "Egyptian by its region,              ar-EG, ده جميل,                  RTL",
    "Arabizi,                             ar,    3amel eh ya basha,        LTR",
    "Arabic digits and signs alone,       ar,    ١٢٣ !!!,                  LTR",
    "Urdu,                                ur,    یہ اچھا ہے,               RTL",
    "Hindi,                               hi,    यह बहुत अच्छा है,         LTR",
    "romanised Hindi,                     hi,    yeh bahut accha hai,      LTR",
    "Hindi that quotes Arabic later on,   hi,    उसने कहा السلام عليكم,    LTR",
    "an Arabic text told to be English,   en,    صباح الخير,               RTL",
    "English that quotes Arabic,          en,    They said السلام,         LTR",
    "an unknown language,                 und,   مرحبا,                    RTL",
    "no letter at all,                    en,    12 !,                     LTR",
    "an underscore in the tag,            ar_SA, صباح الخير,               RTL"
  })
  void aPostReadsInTheDirectionOfItsLanguageAndScript(
      String name, String lang, String text, TextDirection direction) {
    assertThat(TextDirection.of(lang, text)).isEqualTo(direction);
  }
}
