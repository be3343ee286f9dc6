package io.qalam.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldOutTextsTest {
  private static final HeldOutTexts HELD_OUT =
      new HeldOutTexts(
          List.of(
              "@user الخدمة سيئة جداً ولن أعود إليها أبداً https://t.co/abc",
              "मुझे यह फ़िल्म बहुत अच्छी लगी और गाने भी कमाल के थे",
              "first headline here [SEP] second headline there"));

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource({
    "'الخدمه سيئه جدا، ولن اعود اليها ابدا!!!', true",
    "'RT @someone الخِدْمَة سيئة جدًا ولن أعود إليها أبدا', true",
    "'मुझे यह फ़िल्म बहुत अच्छी लगी और गाने भी कमाल थे', true",
    "'something else [SEP] Second headline there.', true",
    "'الخدمة جيدة جدا وسأعود إليها', false",
    "'मुझे यह फ़िल्म पसंद नहीं आई', false",
    "'', false"
  })
  void aTextThatRepeatsAHeldOutOneIsFound(String text, boolean repeats) {
    assertThat(HELD_OUT.repeats(text)).isEqualTo(repeats);
  }
}
