package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.quant.Quantisation;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterImportTest {
  private static final String HUB = "someone/tiny";

  @TempDir private Path folder;
  private Path model;
  private Path foreign;
  private float[] before;

  @BeforeEach
  void anAdapterUnderAnotherName() throws IOException {
    model = TinyModel.write(folder.resolve("tiny"));
    foreign = folder.resolve("foreign");
    try (Engine engine = TinyModel.open(model);
        LoraTraining training =
            engine.train(TinyModel.spec(2, true, 0), TinyModel.rows(), null, null)) {
      while (!training.done()) {
        training.next();
      }
      training.save(foreign);
      try (LoraAdapter adapter = training.adapter()) {
        before = first(engine, adapter);
      }
      Path config = foreign.resolve("adapter_config.json");
      Files.writeString(config, Files.readString(config).replace(engine.baseModelId(), HUB));
    }
  }

  private static float[] first(Engine engine, LoraAdapter adapter) {
    List<LabelScore> scores = engine.score(adapter, TinyModel.SENTIMENT, TinyModel.texts());
    return scores.get(0).probabilities();
  }

  @Test
  void anAdapterUnderAnotherNameScoresTheSameOnceItIsImported() throws IOException {
    AdapterImport.take(foreign, HUB, folder.resolve("ours"), model);
    try (Engine engine = TinyModel.open(model)) {
      assertThatThrownBy(() -> engine.load(foreign)).isInstanceOf(AdapterException.class);
      try (LoraAdapter adapter = engine.load(folder.resolve("ours"))) {
        assertThat(first(engine, adapter)).containsExactly(before);
      }
    }
  }

  @Test
  void anAdapterIsImportedForTheSameBaseInFourBits() throws IOException {
    Path small = folder.resolve("small");
    Quantisation.write(model, small, (done, of) -> {});
    AdapterImport.take(foreign, HUB, folder.resolve("ours"), small);
    try (Engine engine = TinyModel.open(small);
        LoraAdapter adapter = engine.load(folder.resolve("ours"))) {
      assertThat(first(engine, adapter)).hasSize(3);
    }
  }

  @Test
  void anotherNameThanTheFilesLeavesNothingBehind() throws IOException {
    assertThatThrownBy(
            () -> AdapterImport.take(foreign, "someone/else", folder.resolve("ours"), model))
        .isInstanceOf(AdapterException.class)
        .hasMessageContaining("base_model_name_or_path found someone/tiny, expected someone/else");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(model, foreign);
    }
  }

  @Test
  void aFolderThatIsThereStaysAsItIs() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    assertThatThrownBy(() -> AdapterImport.take(foreign, HUB, there, model))
        .isInstanceOf(FileAlreadyExistsException.class);
    try (var files = Files.list(there)) {
      assertThat(files).isEmpty();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(model, foreign, there);
    }
  }
}
