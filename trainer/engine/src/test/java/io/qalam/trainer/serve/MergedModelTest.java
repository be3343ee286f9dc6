package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.MergedModel;
import io.qalam.trainer.quant.Quantisation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergedModelTest {
  @TempDir private Path folder;

  @BeforeEach
  void prepare() {
    Engine.prepare("cpu", 1);
  }

  /**
   * The values are PEFT's, of base and adapter apart; the logits' deviation is 2 to 3.
   *
   * @param rounded the most that rounding once to the base's own type (F32, F16, BF16) may move a
   *     logit
   */
  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    "rank-1, mha-defaults, 1e-4",
    "rank-4-all, gqa-llama3-shards, 0.1",
    "all-linear, mqa-shards-tied, 1e-4",
    "rank-stabilised, gqa-narrow-heads, 1",
    "rank-512, long-plain, 1e-4",
    "embeddings-untied, mha-defaults, 1e-4",
    "embeddings-tied, gqa-llama3-tied, 1"
  })
  void aMergedModelComputesWhatBaseAndAdapterDoApart(String name, String base, double rounded)
      throws IOException {
    Path adapter = GoldenLogits.folder("adapters/" + name);
    Path model = GoldenLogits.folder(base);
    GoldenLogits golden = GoldenLogits.read(adapter);
    MergedModel.write(model, "elsewhere/" + base, adapter, folder.resolve("wide"), true);
    MergedModel.write(model, "elsewhere/" + base, adapter, folder.resolve("own"), false);
    double wide = difference(golden, folder.resolve("wide"));
    double own = difference(golden, folder.resolve("own"));
    System.out.printf("%s: merged in 32 bits %.1e, in the base's type %.1e%n", name, wide, own);
    assertThat(wide).isLessThan(1e-4);
    assertThat(own).isLessThan(rounded);
  }

  private static double difference(GoldenLogits golden, Path merged) {
    try (LlamaModel model = LlamaModel.open(merged, Device.cpu(), Compute.FLOAT32)) {
      return golden.difference(model, null);
    }
  }

  @Test
  void aHeadThatWasTiedKeepsTheBasesTableWhereTheEmbeddingsWereTuned() throws IOException {
    Path adapter = GoldenLogits.folder("adapters/embeddings-tied");
    Path model = GoldenLogits.folder("gqa-llama3-tied");
    MergedModel.write(model, "elsewhere/gqa-llama3-tied", adapter, folder.resolve("own"), false);
    assertThat(LlamaConfig.read(model).tiedEmbeddings()).isTrue();
    assertThat(LlamaConfig.read(folder.resolve("own")).tiedEmbeddings()).isFalse();
  }

  @Test
  void aRunAfterAMergeStartsAtExactlyTheMergedModel() throws IOException {
    Path model = TinyModel.write(folder.resolve("tiny"));
    Path adapter = folder.resolve("adapter");
    List<LabelScore> apart = trained(model, adapter, true);
    Path merged = folder.resolve("merged");
    MergedModel.write(model, Engine.id(model), adapter, merged, true);
    try (Engine engine = TinyModel.open(merged);
        LoraTraining anew =
            engine.train(TinyModel.spec(20, true, 0), TinyModel.rows(), null, null);
        LoraAdapter fresh = anew.adapter()) {
      List<LabelScore> alone = scores(engine, null);
      assertSame(scores(engine, fresh), alone, 0);
      assertSame(alone, apart, 1e-4f);
      float first = anew.next().loss();
      float last = first;
      while (!anew.done()) {
        last = anew.next().loss();
      }
      assertThat(last).isLessThan(first);
      anew.save(folder.resolve("second"));
      try (LoraAdapter second = engine.load(folder.resolve("second"))) {
        assertThat(scores(engine, second).get(0).probabilities())
            .isNotEqualTo(alone.get(0).probabilities());
      }
    }
  }

  private static List<LabelScore> trained(Path model, Path adapter, boolean embeddings) {
    try (Engine engine = TinyModel.open(model);
        LoraTraining training =
            engine.train(TinyModel.spec(4, embeddings, 0), TinyModel.rows(), null, null)) {
      while (!training.done()) {
        training.next();
      }
      training.save(adapter);
      try (LoraAdapter loaded = engine.load(adapter)) {
        return scores(engine, loaded);
      }
    }
  }

  private static List<LabelScore> scores(
      Engine engine, @org.jspecify.annotations.Nullable LoraAdapter adapter) {
    return engine.score(adapter, TinyModel.SENTIMENT, TinyModel.texts());
  }

  private static void assertSame(List<LabelScore> found, List<LabelScore> expected, float by) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).probabilities())
          .containsExactly(expected.get(i).probabilities(), within(by));
    }
  }

  @Test
  void aBaseInFourBitsIsRefused() throws IOException {
    Path model = TinyModel.write(folder.resolve("tiny"));
    Path small = folder.resolve("small");
    Quantisation.write(model, small, (done, of) -> {});
    Path adapter = folder.resolve("adapter");
    trained(small, adapter, false);
    assertThatThrownBy(
            () -> MergedModel.write(small, Engine.id(small), adapter, folder.resolve("m"), false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("small: is in four bits, expected the model in 16 or 32 bits");
    assertThat(folder.resolve("m")).doesNotExist();
  }

  @Test
  void anAdapterOfAnotherBaseIsRefusedAndLeavesNothing() throws IOException {
    Path model = TinyModel.write(folder.resolve("tiny"));
    Path adapter = folder.resolve("adapter");
    trained(model, adapter, false);
    assertThatThrownBy(
            () -> MergedModel.write(model, "other-0123", adapter, folder.resolve("m"), false))
        .isInstanceOf(AdapterException.class)
        .hasMessageContaining("expected other-0123");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(model, adapter);
    }
  }

  @Test
  void anInterruptedRunFindsItsMergedBaseAgainAndNoOther() throws IOException {
    Path model = TinyModel.write(folder.resolve("tiny"));
    String id = Engine.id(model);
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    trained(model, first, false);
    trained(model, second, true);
    Path merged = folder.resolve("merged");
    MergedModel.writeOnce(model, id, first, merged, false);
    String made = Engine.id(merged);
    MergedModel.writeOnce(model, id, first, merged, false);
    assertThat(Engine.id(merged)).isEqualTo(made);
    assertThatThrownBy(() -> MergedModel.writeOnce(model, id, second, merged, false))
        .isInstanceOf(AdapterException.class)
        .hasMessageContaining("or a new folder");
    assertThatThrownBy(() -> MergedModel.write(model, id, first, merged, false))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
