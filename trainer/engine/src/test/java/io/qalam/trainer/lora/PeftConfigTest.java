package io.qalam.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeftConfigTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What PEFT writes, but for the fields that it leaves null. */
  private static final String WRITTEN =
      """
      {"peft_type": "LORA", "task_type": "CAUSAL_LM", "peft_version": "0.21.2",
       "base_model_name_or_path": "someone/base", "r": 1, "lora_alpha": 1, "lora_dropout": 0.0,
       "target_modules": ["v_proj", "q_proj"], "bias": "none", "use_rslora": false,
       "use_dora": false, "lora_bias": false, "fan_in_fan_out": false, "inference_mode": true,
       "init_lora_weights": true, "rank_pattern": {}, "alpha_pattern": {}, "loftq_config": {},
       "megatron_core": "megatron.core", "qalora_group_size": 16, "ensure_weight_tying": false}
      """;

  @TempDir private Path folder;

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
        "r | 513",
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
    Path file = Files.writeString(folder.resolve("adapter_config.json"), WRITTEN);
    ObjectNode json = (ObjectNode) JSON.readTree(WRITTEN);
    json.set(field, JSON.readTree(value));
    assertThat(PeftConfig.read(file).lora().rank()).isEqualTo(1);
    Files.writeString(file, json.toString());
    assertThatThrownBy(() -> PeftConfig.read(file))
        .isInstanceOf(AdapterException.class)
        .hasMessageContaining("adapter_config.json: ")
        .hasMessageFindingMatch(
            switch (field) {
              case "r" -> "r found|LoraConfig.rank must be 1 to 512, found (0|513)";
              case "lora_alpha" -> "lora_alpha found|LoraConfig.alpha";
              case "lora_dropout" -> "LoraConfig.dropout";
              case "target_modules" -> "target_modules found|LoraConfig.targets";
              default -> field + " found";
            });
  }
}
