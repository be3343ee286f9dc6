package io.qalam.trainer.fit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.lora.LoraConfig;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoraRunSpecTest {
  private static final LoraConfig LORA = new LoraConfig(4, 8, 0, LoraConfig.ALL_LINEAR, false);

  @Test
  void aSettingOutOfItsRangeIsRefusedByNameAndRange() {
    assertThatThrownBy(() -> new LoraRunSpec(LORA, 0, 1, 1, 64, 0, 1, true, false, 1))
        .hasMessage("LoraRunSpec.learningRate must be above 0 to 0.1, found 0.0");
    assertThatThrownBy(() -> new LoraRunSpec(LORA, 1e-3f, 0, 1, 64, 0, 1, true, false, 1))
        .hasMessage("LoraRunSpec.epochs must be 1 to 1000, found 0");
    assertThatThrownBy(() -> new LoraConfig(0, 8, 0, LoraConfig.ALL_LINEAR, false))
        .hasMessage("LoraConfig.rank must be 1 to 1024, found 0");
    assertThatThrownBy(() -> new LoraConfig(4, 8, 0, Set.of("lm_head"), false))
        .hasMessageContaining("LoraConfig.targets must be some of")
        .hasMessageContaining("found [lm_head]");
  }
}
