package io.qalam.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.tenant.Invalid;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMapTest {

  @Test
  void whatIsNotChosenHasItsUsualKey() {
    KeyMap keys = KeyMap.of(Map.of("skip", "K"), true);
    assertThat(keys.key(KeyAction.SKIP)).isEqualTo("k");
    assertThat(keys.key(KeyAction.FLAG)).isEqualTo("f");
    assertThat(keys.chosen()).isEqualTo(Map.of("skip", "k"));
  }

  @Test
  void twoActionsMaySwapTheirKeys() {
    KeyMap keys = KeyMap.of(Map.of("skip", "f", "flag", "s"), true);
    assertThat(keys.byName()).containsEntry("skip", "f").containsEntry("flag", "s");
  }

  @Test
  void anArabicLetterAndASignAreKeys() {
    assertThat(KeyMap.of(Map.of("skip", "ش", "undo", "<"), true).byName())
        .containsEntry("skip", "ش")
        .containsEntry("undo", "<");
  }

  @Test
  void aKeyOfAnotherActionIsRefusedByNameWhateverItsCase() {
    assertThatThrownBy(() -> KeyMap.of(Map.of("undo", "S"), true))
        .isInstanceOf(Invalid.class)
        .hasMessage("undo: is the key of skip, too");
  }

  @Test
  void actionsOfTwoPagesMayHaveOneKeyAndAnActionOfBothMayNot() {
    KeyMap keys = KeyMap.of(Map.of("skip", "j"), true);
    assertThat(keys.on(KeyPage.REVIEW)).containsEntry("skip", "j").doesNotContainKey("next");
    assertThat(keys.on(KeyPage.ADJUDICATION)).containsEntry("next", "j").doesNotContainKey("skip");
    assertThatThrownBy(() -> KeyMap.of(Map.of("undo", "j"), true))
        .isInstanceOf(Invalid.class)
        .hasMessage("next: is the key of undo, too");
  }

  @Test
  void whetherSingleKeysDoAnythingIsKeptBesideThem() {
    assertThat(KeyMap.of(Map.of(), false).heard()).isFalse();
    assertThat(KeyMap.USUAL.heard()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "1", "٣", "५", "ab", "alert(1)", "\u0301", "\u202E", "\u200D", "\u0007"})
  void whatIsNotOnePrintableCharacterIsRefused(String key) {
    assertThatThrownBy(() -> KeyMap.of(Map.of("skip", key), true))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("skip: must be one letter or sign");
  }

  @Test
  void anEmptiedFieldIsRefused() {
    Map<String, String> emptied = new HashMap<>();
    emptied.put("skip", null);
    assertThatThrownBy(() -> KeyMap.of(emptied, true)).hasMessageContaining("skip: must be one");
  }

  @Test
  void anActionThatIsNoneIsRefused() {
    assertThatThrownBy(() -> KeyMap.of(Map.of("__proto__", "x"), true))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("__proto__: is no action");
  }
}
