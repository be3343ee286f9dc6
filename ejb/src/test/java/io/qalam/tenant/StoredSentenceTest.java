package io.qalam.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a row keeps of a sentence is read in any language, now and later. */
class StoredSentenceTest {

  private static final Locale HINDI = Locale.forLanguageTag("hi");
  private static final Wording[] KNOWN = TenantWording.values();

  @Test
  void aSentenceIsReadInTheLanguageOfItsReader() {
    String stored = StoredSentence.write(Sentence.of(TenantWording.FIELD, "x", List.of("a", "b")));

    assertThat(StoredSentence.read(stored, KNOWN, HINDI)).isEqualTo("x: a, b");
    stored = StoredSentence.write(Sentence.of(TenantWording.AT_MOST, 2_000));
    assertThat(StoredSentence.read(stored, KNOWN, Locale.ENGLISH))
        .isEqualTo("must be at most 2,000");
    assertThat(StoredSentence.read(stored, KNOWN, HINDI))
        .isEqualTo("मान अधिक से अधिक 2,000 होना चाहिए");
  }

  @Test
  void aSentenceInASentenceIsReadInTheSameLanguage() {
    Sentence inner = Sentence.of(TenantWording.PLACE, 3, 7);
    String stored = StoredSentence.write(Sentence.of(TenantWording.NOT_JSON, inner));

    assertThat(StoredSentence.read(stored, KNOWN, HINDI))
        .isEqualTo("मान्य JSON नहीं: पंक्ति 3, स्तंभ 7।");
  }

  @Test
  void aSentenceThatIsKnownNoMoreIsReadInEnglish() {
    String stored = StoredSentence.write(Sentence.of(TenantWording.NUL));

    assertThat(StoredSentence.read(stored, new Wording[0], HINDI)).isEqualTo("has a NUL character");
  }

  @Test
  void aTextOfBeforeStaysAsItIs() {
    assertThat(StoredSentence.read("the text is blank", KNOWN, HINDI))
        .isEqualTo("the text is blank");
    assertThat(StoredSentence.read("{\"key\": half", KNOWN, HINDI)).isEqualTo("{\"key\": half");
  }
}
