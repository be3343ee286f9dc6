package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.PeftFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adapters of PEFT; bench/golden/peft_adapters.py made them and the values. */
class PeftGoldenTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "rank-1, mha-defaults",
    "rank-4-all, gqa-llama3-shards",
    "all-linear, mqa-shards-tied",
    "rank-stabilised, gqa-narrow-heads",
    "rank-512, long-plain",
    "embeddings-untied, mha-defaults",
    "embeddings-tied, gqa-llama3-tied"
  })
  void anAdapterOfPeftComputesTheSameHereAndComesBackFromOurFile(String name, String base) {
    Path peft = GoldenLogits.folder("adapters/" + name);
    GoldenLogits golden = GoldenLogits.read(peft);
    try (LlamaModel model = GoldenLogits.model(base);
        LoraAdapter adapter = PeftFolder.read(peft, "elsewhere/" + base, model)) {
      double difference = golden.difference(model, adapter);
      System.out.printf("%s: greatest difference of a logit %.1e%n", name, difference);
      assertThat(difference).isLessThan(1e-4);
      assertThat(golden.difference(model, null)).isGreaterThan(1);
      PeftFolder.write(folder.resolve(name), "ours-0123456789ab", adapter);
      try (LoraAdapter again = PeftFolder.read(folder.resolve(name), "ours-0123456789ab", model)) {
        assertThat(golden.difference(model, again)).isEqualTo(difference);
      }
    }
  }

  @Test
  void anAdapterOfPeftIsRefusedUntilItsOwnNameOfTheBaseIsStated() {
    try (LlamaModel model = GoldenLogits.model("mha-defaults")) {
      Path peft = GoldenLogits.folder("adapters/rank-1");
      assertThatThrownBy(() -> PeftFolder.read(peft, "mha-defaults-0123456789ab", model))
          .isInstanceOf(AdapterException.class)
          .hasMessageContaining(
              "base_model_name_or_path found elsewhere/mha-defaults, expected mha-defaults-0123456789ab");
    }
  }

  @Test
  void anAdapterOfAnotherBaseIsRefusedUnderAnyName() {
    try (LlamaModel model = GoldenLogits.model("long-plain")) {
      Path peft = GoldenLogits.folder("adapters/rank-1");
      assertThatThrownBy(() -> PeftFolder.read(peft, "elsewhere/mha-defaults", model))
          .isInstanceOf(AdapterException.class)
          .hasMessageContaining("q_proj.lora_A.weight: shape found [1, 32], expected [1, 16]");
    }
  }

  @Test
  void anAdapterThatAlsoTunesATiedHeadIsRefused() {
    try (LlamaModel model = GoldenLogits.model("gqa-llama3-tied")) {
      Path peft = GoldenLogits.folder("adapters/embeddings-tied-head");
      assertThatThrownBy(() -> PeftFolder.read(peft, "elsewhere/gqa-llama3-tied", model))
          .isInstanceOf(AdapterException.class)
          .hasMessageContaining(
              "adapter_config.json: ensure_weight_tying found true, expected false");
    }
  }
}
