package io.qalam.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.lora.LoraConfig;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoraRunSpecTest {
  private static final LoraConfig LORA = new LoraConfig(4, 8, 0, LoraConfig.ALL_LINEAR, false);

  @Test
  void aSettingOutOfItsRangeIsRefusedByNameAndRange() {
    assertThatThrownBy(() -> new AdamW(0, 0, 0.95f, 0, 1))
        .hasMessage("AdamW.learningRate must be above 0 to 0.1, found 0.0");
    assertThatThrownBy(() -> spec(0, 4096))
        .hasMessage("LoraRunSpec.epochs must be 1 to 1000, found 0");
    assertThatThrownBy(() -> spec(1, 8))
        .hasMessage("LoraRunSpec.footprint.tokensAtOnce must be 16 to 1048576, found 8");
    assertThatThrownBy(() -> new LoraConfig(0, 8, 0, LoraConfig.ALL_LINEAR, false))
        .hasMessage("LoraConfig.rank must be 1 to 512, found 0");
    assertThatThrownBy(() -> new LoraConfig(513, 8, 0, LoraConfig.ALL_LINEAR, false))
        .hasMessage("LoraConfig.rank must be 1 to 512, found 513");
    assertThat(new LoraConfig(512, 8, 0, LoraConfig.ALL_LINEAR, false).rank()).isEqualTo(512);
    assertThatThrownBy(() -> new LoraConfig(4, 8, 0, Set.of("lm_head"), false))
        .hasMessageContaining("LoraConfig.targets must be some of")
        .hasMessageContaining("found [lm_head]");
  }

  @Test
  void aLargeBaseIsNotTrainedAsTheSmallOneThatShips() {
    assertThat(LoraRunSpec.usual(256, false, 3)).isEqualTo(LoraRunSpec.forSmallBase(3));
    LoraRunSpec llama = LoraRunSpec.usual(4096, true, 3);
    assertThat(llama.lora().rank()).isEqualTo(16);
    assertThat(llama.lora().scaling()).isEqualTo(1);
    assertThat(llama.optimizer().learningRate()).isEqualTo(2e-4f);
    assertThat(llama.trainEmbeddings()).isFalse();
    assertThat(llama.footprint().recompute()).as("in four bits").isTrue();
    assertThat(LoraRunSpec.usual(4096, false, 3).footprint().recompute()).isFalse();
  }

  private static LoraRunSpec spec(int epochs, int tokensAtOnce) {
    return new LoraRunSpec(
        LORA,
        new AdamW(1e-3f, 0, 0.95f, 0, 1),
        epochs,
        1,
        64,
        RowSelection.BALANCED,
        false,
        new LoraRunSpec.Footprint(tokensAtOnce, false),
        1);
  }

  @Test
  void theRateRisesToItsPeakAndThenFallsInALineAsTransformersDoes() {
    AdamW warmed = new AdamW(0.1f, 0.2f, 0.95f, 0, 1);
    assertThat(new float[] {warmed.rate(0, 10), warmed.rate(1, 10), warmed.rate(2, 10)})
        .containsExactly(0.05f, 0.1f, 0.1f);
    assertThat(warmed.rate(9, 10)).isEqualTo(0.1f / 8);
    assertThat(new AdamW(0.1f, 0, 0.95f, 0, 1).rate(3, 4)).isEqualTo(0.025f);
  }
}
