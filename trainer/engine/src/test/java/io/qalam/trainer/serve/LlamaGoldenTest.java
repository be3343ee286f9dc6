package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.LlamaModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logits against transformers; bench/golden/logits.py made the models and the values. */
class LlamaGoldenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mha-defaults",
        "gqa-llama3-tied",
        "gqa-llama3-shards",
        "mqa-shards-tied",
        "gqa-narrow-heads",
        "mqa-half-old-spelling",
        "long-llama3",
        "long-plain"
      })
  void logitsAreThoseOfTransformers(String name) {
    GoldenLogits golden = GoldenLogits.read(GoldenLogits.folder(name));
    try (LlamaModel model = GoldenLogits.model(name)) {
      double difference = golden.difference(model, null);
      System.out.printf("%s: greatest difference of a logit %.1e%n", name, difference);
      assertThat(difference).isLessThan(1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gqa-llama3-tied", "gqa-llama3-shards", "mqa-half-old-spelling", "long-llama3"})
  void aScaledModelIsMeasuredBeyondItsOriginalPositions(String name) {
    LlamaConfig config = LlamaConfig.read(GoldenLogits.folder(name));
    int last =
        Arrays.stream(GoldenLogits.read(GoldenLogits.folder(name)).positions()).max().orElseThrow();
    assertThat(config.ropeScaling()).isNotNull();
    assertThat(last).isGreaterThan(config.ropeScaling().originalPositions());
  }

  @Test
  void whatAConfigLeavesOutIsTransformersDefault() {
    LlamaConfig config = LlamaConfig.read(GoldenLogits.folder("mha-defaults"));
    assertThat(config.normEpsilon()).isEqualTo(1e-6);
    assertThat(config.ropeTheta()).isEqualTo(10_000);
    assertThat(config.keyValueHeads()).isEqualTo(4);
    assertThat(config.headSize()).isEqualTo(8);
    assertThat(config.maxPositions()).isEqualTo(2048);
    assertThat(config.tiedEmbeddings()).isFalse();
  }
}
