package io.qalam.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.llama.LlamaConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LlamaMemoryTest {

  /** Llama-3.1-8B: 8,030,261,248 parameters, of them 32 · 218,103,808 in linear layers. */
  private static final LlamaConfig LLAMA =
      new LlamaConfig(
          128_256,
          4096,
          14_336,
          32,
          32,
          8,
          128,
          1e-5,
          500_000,
          null,
          false,
          131_072,
          128_000,
          List.of(128_001));

  private static final long LINEAR = 32L * 218_103_808;

  private static Map<String, Long> parts(MemoryNeed need) {
    return need.parts().stream()
        .collect(Collectors.toMap(MemoryNeed.Part::what, MemoryNeed.Part::bytes));
  }

  private static Map<String, Long> training(BaseFormat format, boolean dropout, boolean again) {
    return parts(
        new LlamaMemory(LLAMA, format)
            .training(new LlamaMemory.Run(16, false, dropout, 2048, again)));
  }

  @Test
  void eightBillionWeightsTakeSixteenGigabytesInBfloat16() {
    assertThat(parts(new LlamaMemory(LLAMA, BaseFormat.BFLOAT16).weights()))
        .containsEntry("weights in bf16", 16_060_522_496L);
    assertThat(parts(new LlamaMemory(LLAMA, BaseFormat.FLOAT32).weights()))
        .containsEntry("weights in 32 bits", 32_121_044_992L);
  }

  @Test
  void inNf4TheyTakeFivePointSeven() {
    MemoryNeed need = new LlamaMemory(LLAMA, BaseFormat.NF4).weights();
    // LINEAR / 2 + LINEAR / 64 + 4 · LINEAR / 16,384 + 4 · 224 weights + 4 · 768 of the tables
    assertThat(parts(need))
        .containsEntry(
            "linear layers in NF4", 3_489_660_928L + 109_051_904 + 1_703_936 + 896 + 3072)
        .containsEntry("embeddings, norms and head", 2_101_878_784L)
        // 2,048 tokens of 131,072 bytes
        .containsEntry("openings kept for scoring", 256L << 20);
    assertThat(need.bytes() - LlamaMemory.PROGRAM - (256L << 20)).isEqualTo(5_702_299_520L);
    assertThat(parts(new LlamaMemory(LLAMA, BaseFormat.NF4_FLOAT32).weights()))
        .containsEntry("embeddings, norms and head", 4_203_757_568L);
  }

  @Test
  void anAdapterOfRankSixteenHasFortyTwoMillionParameters() {
    Map<String, Long> parts = training(BaseFormat.BFLOAT16, false, true);
    // a layer: 16 · (2 · 8,192 + 2 · 5,120 + 3 · 18,432)
    assertThat(parts)
        .containsEntry("adapter: masters, gradients, AdamW's two moments", 16L * 41_943_040)
        .containsEntry("adapter as it is multiplied", 2L * 41_943_040);
    assertThat(training(BaseFormat.FLOAT32, false, true))
        .containsEntry("adapter as it is multiplied", 0L);
  }

  @Test
  void checkpointingKeepsOneLayersActivations() {
    // 8 · 4,096 + 2 · (2 · 4,096 + 5 · 4,096 + 4 · 14,336) + 4 · 32, and 7 · 16 · 2 of the adapter
    long layer = 204_928 + 224;
    long input = 8192;
    assertThat(training(BaseFormat.BFLOAT16, false, false))
        .containsEntry("activations", 2048 * (32 * layer + 2 * input));
    assertThat(training(BaseFormat.BFLOAT16, false, true))
        .containsEntry("activations", 2048 * (32 * input + layer + 2 * input));
    // with dropout the seven inputs, 6 · 4,096 + 14,336 numbers, and their masks
    assertThat(training(BaseFormat.BFLOAT16, true, true))
        .containsEntry("activations", 2048 * (32 * input + layer + 38_912 * 3 + 2 * input));
  }

  @Test
  void withoutCheckpointingFourBitsSaveNothingOnTheWayBack() {
    String kept = "weights made of their four bits, for the way back";
    assertThat(training(BaseFormat.NF4, false, false)).containsEntry(kept, 2 * LINEAR);
    assertThat(training(BaseFormat.NF4, false, true))
        .containsEntry(kept, 2L * 218_103_808)
        .containsEntry("a weight while it is made of its four bits", 8L * 4096 * 14_336);
    assertThat(training(BaseFormat.BFLOAT16, false, true)).doesNotContainKey(kept);
  }

  @Test
  void logitsAreCountedForOnePartOfTheLoss() {
    assertThat(training(BaseFormat.BFLOAT16, false, true))
        .containsEntry("logits of one part of the loss", 512L * 128_256 * 8);
  }

  @Test
  void generationCountsKeysAndValuesTwice() {
    // a token: 32 layers · keys and values · 8 heads · 128 · 2 bytes = 131,072
    assertThat(parts(new LlamaMemory(LLAMA, BaseFormat.BFLOAT16).generation(4, 1000)))
        .containsEntry("keys and values, and the same a token longer", 2L * 131_072 * 4000)
        .containsEntry("logits", 4L * 128_256 * 6);
  }

  @Test
  void scoringCountsOneLayerAndTheLogitsOfOnePart() {
    // a token and layer: keys and values 4,096 bytes, activations 204,928
    assertThat(parts(new LlamaMemory(LLAMA, BaseFormat.BFLOAT16).scoring(4096, 8000, 2000)))
        .containsEntry("keys and values of one layer", 4096L * 12_096)
        .containsEntry("one layer of the posts", 4096L * 204_928)
        .containsEntry("logits", 512L * 128_256 * 10);
  }

  @Test
  void theNeedIsALineForEachPartAndTheirTotal() {
    assertThat(new LlamaMemory(LLAMA, BaseFormat.BFLOAT16).weights().toString().split("\n", -1))
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).matches("weights in bf16 +14\\.96 GiB"))
        .anySatisfy(line -> assertThat(line).matches("together +15\\.46 GiB"));
  }
}
