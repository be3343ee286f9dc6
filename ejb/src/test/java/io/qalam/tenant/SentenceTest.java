package io.qalam.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.tenant.Problem.FieldError;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A sentence in three languages: digits, lists, and values that keep to themselves. */
class SentenceTest {

  private static final Locale ARABIC = Locale.forLanguageTag("ar");
  private static final Locale HINDI = Locale.forLanguageTag("hi");

  @Test
  void numbersAreWrittenWithTheDigitsOfTheKeyboard() {
    Sentence sentence = Sentence.of(TenantWording.AT_MOST, 2_000);

    assertThat(sentence.in(Locale.ENGLISH)).isEqualTo("must be at most 2,000");
    assertThat(sentence.in(ARABIC)).isEqualTo("يجب ألّا تتجاوز القيمة 2,000");
    assertThat(sentence.in(HINDI)).isEqualTo("मान अधिक से अधिक 2,000 होना चाहिए");
    assertThat(Sentence.of(TenantWording.BETWEEN, 0.0, 0.5)).hasToString("must be 0 to 0.5");
  }

  @Test
  void aLanguageThatQalamDoesNotSpeakIsAnsweredInEnglish() {
    Locale spoken = Languages.firstSpoken(List.of(Locale.FRENCH, Locale.forLanguageTag("hi-IN")));

    assertThat(spoken).isEqualTo(HINDI);
    assertThat(Languages.firstSpoken(List.of(Locale.FRENCH))).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void aListIsSeparatedAsTheLanguageDoes() {
    Sentence sentence = Sentence.of(TenantWording.ONE_OF, List.of("ar", "hi"));

    assertThat(sentence).hasToString("must be one of [ar, hi]");
    assertThat(sentence.in(ARABIC)).endsWith("[\u2068ar\u2069، \u2068hi\u2069]");
  }

  @Test
  void aValueOfTheOtherDirectionIsIsolated() {
    assertThat(NotFound.project("محمد")).hasMessage("There is no project \u2068محمد\u2069.");
    assertThat(NotFound.project("x.1")).hasMessage("There is no project x.1.");
    assertThat(NotFound.project("x.1").said().in(ARABIC))
        .isEqualTo("تعذّر العثور على المشروع \u2068x.1\u2069.");
  }

  @Test
  void directionControlsInAValueDoNotReachOutOfIt() {
    assertThat(NotFound.project("a\u2069\u202Eb").said().in(ARABIC))
        .isEqualTo("تعذّر العثور على المشروع \u2068ab\u2069.");
  }

  @Test
  void bracesAndQuotesOfAValueAreNoPattern() {
    assertThat(NotFound.project("{0}'s")).hasMessage("There is no project {0}'s.");
  }

  @Test
  void severalFieldsAreToldAtOnce() {
    Invalid invalid =
        new Invalid(
            List.of(
                new FieldError("a", TenantWording.MISSING),
                new FieldError("b.1", TenantWording.NUL)));

    assertThat(invalid).hasMessage("a: is missing; b.1: has a NUL character");
    assertThat(invalid.said().in(ARABIC)).startsWith("\u2068a\u2069: قيمة ناقصة؛ \u2068b.1\u2069");
    assertThat(invalid.errors().get(1).problem().key()).isEqualTo("tenant.nul");
  }
}
