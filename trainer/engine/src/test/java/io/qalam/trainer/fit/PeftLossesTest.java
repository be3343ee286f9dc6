package io.qalam.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.PeftFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fifty steps against those of transformers and PEFT; bench/golden/lora_losses.py made them. */
class PeftLossesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/io/qalam/trainer/fit/golden");

  @ParameterizedTest(name = "{0} tokens at once, layers computed again: {1}, shared openings: {2}")
  @CsvSource({"4096,false,0", "4096,true,0", "40,false,0", "4096,false,3"})
  void theLossesOfFiftyStepsArePeftsFromTheSameAAndBOnTheSameRows(
      int tokensAtOnce, boolean recompute, int opening) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(Files.readAllBytes(GOLDEN.resolve("rows.json")));
    List<Float> losses =
        losses(golden, new LoraRunSpec.Footprint(tokensAtOnce, recompute), opening);
    assertThat(losses).hasSize(50).hasSize(golden.path("losses").size());
    for (int step = 0; step < losses.size(); step++) {
      double expected = golden.path("losses").get(step).asDouble();
      assertThat(losses.get(step).doubleValue())
          .as("step %d", step)
          .isCloseTo(expected, within(1e-3 * expected));
    }
  }

  @Test
  void theGoldenRunLearnsSoThatEqualLossesSaySomething() throws IOException {
    JsonNode losses =
        new ObjectMapper().readTree(Files.readAllBytes(GOLDEN.resolve("rows.json"))).path("losses");
    assertThat(losses.get(losses.size() - 1).asDouble()).isLessThan(0.7 * losses.get(0).asDouble());
  }

  private static List<Float> losses(JsonNode golden, LoraRunSpec.Footprint footprint, int opening)
      throws IOException {
    List<Float> losses = new ArrayList<>();
    try (LlamaModel model = LlamaModel.open(GOLDEN.resolve("base"), Device.cpu(), Compute.FLOAT32);
        LoraAdapter start = PeftFolder.read(GOLDEN.resolve("adapter"), "golden-base", model)) {
      LoraRunSpec spec = spec(golden, start, footprint);
      RowOrder order = RowOrder.ofTokens(spec, rows(golden, opening));
      try (LoraTraining training =
          LoraTraining.open(model, "golden-base", spec, order, "golden", start, null)) {
        while (!training.done()) {
          losses.add(training.next().loss());
        }
      }
    }
    return losses;
  }

  private static LoraRunSpec spec(
      JsonNode golden, LoraAdapter start, LoraRunSpec.Footprint footprint) {
    AdamW optimizer =
        new AdamW(
            (float) golden.path("rate").asDouble(),
            0,
            0.999f,
            (float) golden.path("decay").asDouble(),
            (float) golden.path("clip").asDouble());
    return new LoraRunSpec(
        start.config(),
        optimizer,
        5,
        golden.path("batch").asInt(),
        128,
        RowSelection.AS_GIVEN,
        false,
        footprint,
        1);
  }

  private static List<TokenRow> rows(JsonNode golden, int opening) {
    List<TokenRow> rows = new ArrayList<>();
    for (JsonNode row : golden.path("rows")) {
      rows.add(TokenRow.answer(ids(row.path("prompt")), ids(row.path("answer")), opening));
    }
    return rows;
  }

  private static int[] ids(JsonNode json) {
    int[] ids = new int[json.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = json.get(i).asInt();
    }
    return ids;
  }
}
