package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.PeftFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adapters of PEFT; bench/golden/peft_adapters.py made them and the values. */
class PeftGoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "use_dora | true",
        "lora_bias | true",
        "bias | \"all\"",
        "fan_in_fan_out | true",
        "rank_pattern | {\"q_proj\": 2}",
        "alpha_pattern | {\"q_proj\": 2}",
        "layers_to_transform | [0]",
        "layer_replication | [[0, 1]]",
        "exclude_modules | [\"k_proj\"]",
        "trainable_token_indices | [3]",
        "target_parameters | [\"x\"]",
        "target_modules | \"all-linear\"",
        "target_modules | \".*q_proj\"",
        "target_modules | [\"lm_head\"]",
        "modules_to_save | [\"lm_head\"]",
        "modules_to_save | \"embed_tokens\"",
        "init_lora_weights | \"pissa\"",
        "loftq_config | {\"bits\": 4}",
        "alora_invocation_tokens | [1]",
        "use_qalora | true",
        "use_bdlora | {\"x\": 1}",
        "arrow_config | {\"x\": 1}",
        "task_type | \"SEQ_CLS\"",
        "peft_type | \"LOHA\"",
        "peft_type | null",
        "a_field_of_tomorrow | 0.5",
        "r | \"4\"",
        "r | 0",
        "r | 4.5",
        "lora_alpha | \"8\"",
        "lora_alpha | 1e99",
        "lora_dropout | 1",
        "use_rslora | \"yes\"",
        "ensure_weight_tying | 1",
        "base_model_name_or_path | null"
      })
  void aFieldThatWouldChangeWhatIsComputedIsRefusedByItsName(String field, String value)
      throws IOException {
    Path peft = GoldenLogits.folder("adapters/rank-1");
    ObjectNode json = (ObjectNode) JSON.readTree(peft.resolve("adapter_config.json").toFile());
    JsonNode changed = JSON.readTree(value);
    json.set(field, changed);
    Files.writeString(folder.resolve("adapter_config.json"), json.toString());
    Files.copy(
        peft.resolve("adapter_model.safetensors"), folder.resolve("adapter_model.safetensors"));
    try (LlamaModel model = GoldenLogits.model("mha-defaults")) {
      assertThatThrownBy(() -> PeftFolder.read(folder, "elsewhere/mha-defaults", model))
          .isInstanceOf(AdapterException.class)
          .hasMessageContaining("adapter_config.json: ")
          .hasMessageFindingMatch(
              switch (field) {
                case "r" -> "r found|LoraConfig.rank";
                case "lora_alpha" -> "lora_alpha found|LoraConfig.alpha";
                case "lora_dropout" -> "LoraConfig.dropout";
                case "target_modules" -> "target_modules found|LoraConfig.targets";
                default -> field + " found";
              });
    }
  }
}
