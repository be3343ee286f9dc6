package io.qalam.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantWording;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A page tells what is wrong with its fields by the names that it gives them. */
class FieldNamesTest {

  private final FieldNames arabic = new FieldNames(Locale.forLanguageTag("ar"));
  private final FieldNames hindi = new FieldNames(Locale.forLanguageTag("hi"));
  private final FieldNames english = new FieldNames(Locale.ENGLISH);

  @Test
  void aFieldIsNamedInTheLanguageOfThePage() {
    assertThat(english.name("timeZone")).isEqualTo("Time zone");
    assertThat(arabic.name("timeZone")).isEqualTo("المنطقة الزمنية");
    assertThat(hindi.name("labels.1")).isEqualTo("लेबल, क्रमांक 2");
    assertThat(english.name("strategyMix.LUCK")).isEqualTo("Mixture, LUCK");
  }

  @Test
  void aFieldWithoutANameKeepsItsPath() {
    assertThat(arabic.name("nowhere.3")).isEqualTo("nowhere.3");
  }

  @Test
  void aProblemIsToldWithTheNamesOfItsFields() {
    assertThat(hindi.told(new Invalid("cron", TenantWording.MISSING)))
        .isEqualTo("कैलेंडर: यह मान नहीं दिया गया");
    assertThat(hindi.told(NotFound.post("x"))).isEqualTo("यह यहाँ मौजूद नहीं है: पोस्ट x।");
  }
}
