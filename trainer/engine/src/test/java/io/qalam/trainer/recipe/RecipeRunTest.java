package io.qalam.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeRunTest {
  private static final RecipeRun PAPER = RecipeRun.standard(4096, false);

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @Test
  void theStandardSettingsAreThePapers() {
    assertThat(PAPER.order()).isEqualTo(TrainingOrder.BY_TASK);
    assertThat(PAPER.epochs()).isEqualTo(2);
    assertThat(PAPER.batchSize()).isEqualTo(16);
    assertThat(PAPER.optimizer().learningRate()).isEqualTo(2e-4f);
    assertThat(PAPER.lora().rank()).isEqualTo(512);
    RecipeRun packed = RecipeRun.standard(4096, true);
    assertThat(packed.lora().rank()).isEqualTo(16);
    assertThat(packed.lora().alpha()).isEqualTo(16);
    assertThat(packed.footprint().recompute()).isTrue();
  }

  @Test
  void aFileOfSomeSettingsLeavesTheOthersAsTheyAre() throws IOException {
    RecipeRun changed =
        PAPER.with(json("{'lora': {'rank': 8, 'targets': ['q_proj']}, 'order': 'RANDOM'}"));
    assertThat(changed.lora().rank()).isEqualTo(8);
    assertThat(changed.lora().targets()).containsExactly("q_proj");
    assertThat(changed.lora().alpha()).isEqualTo(512);
    assertThat(changed.order()).isEqualTo(TrainingOrder.RANDOM);
    assertThat(changed.with(PAPER.json())).isEqualTo(PAPER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'lora': {'rnak': 8}} | lora.rnak is unknown, expected some of rank, alpha",
        "{'epochs': 'two'} | epochs found \"two\", expected such as 2",
        "{'lora': 8} | lora found 8, expected an object",
        "{'lora': {'rank': 0}} | LoraConfig.rank must be 1 to 512, found 0",
        "{'patience': -1} | RecipeRun.patience must be 0 or more, found -1",
        "{'order': 'SORTED'} | order found \"SORTED\", expected one of [ALPHABETICAL, ",
        "{'epochs': 2.9} | epochs found 2.9, expected such as 2",
        "{'seed': 1.5} | seed found 1.5, expected such as 1",
        "{'epochs': 99999999999} | epochs found 99999999999, expected such as 2",
        "{'lora': {'targets': [null]}} | lora.targets found [null], expected such as [\"down_proj\",",
        "{'lora': {'alpha': null}} | lora.alpha found null, expected such as 512",
        "[1] | the settings found [1], expected an object",
      })
  void aWrongSettingIsNamedWithWhatWouldBeRight(String settings, String message)
      throws IOException {
    JsonNode json = json(settings);
    assertThatThrownBy(() -> PAPER.with(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
