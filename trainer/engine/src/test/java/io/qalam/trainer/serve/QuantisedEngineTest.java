package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.quant.Quantisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QLoRA from end to end: a base in four bits scores, trains and keeps an adapter. */
class QuantisedEngineTest {
  @TempDir Path folder;
  private Path packed;

  @BeforeEach
  void quantise() throws IOException {
    packed = folder.resolve("packed");
    Quantisation.write(TinyModel.write(folder.resolve("plain")), packed, (done, of) -> {});
  }

  private Engine open() {
    return Engine.open(packed, "cpu", 1, Compute.FLOAT32);
  }

  @Test
  void theBaseInFourBitsScoresNearThePlainOneAndNotTheSame() {
    List<LabelScore> plain;
    try (Engine engine = TinyModel.open(folder.resolve("plain"))) {
      plain = engine.score(null, TinyModel.SENTIMENT, TinyModel.texts());
    }
    try (Engine engine = open()) {
      List<LabelScore> found = engine.score(null, TinyModel.SENTIMENT, TinyModel.texts());
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).probabilities())
            .containsExactly(plain.get(i).probabilities(), within(0.2f))
            .isNotEqualTo(plain.get(i).probabilities());
      }
    }
  }

  @Test
  void anAdapterLearnsOnFourBitsAndIsTheSameAfterItWasSaved() {
    try (Engine engine = open();
        LoraTraining training =
            engine.train(TinyModel.spec(40, true, 0), TinyModel.rows(), null, null)) {
      List<Float> losses = new ArrayList<>();
      while (!training.done()) {
        losses.add(training.next().loss());
      }
      assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0) / 3);
      training.save(folder.resolve("adapter"));
      try (LoraAdapter loaded = engine.load(folder.resolve("adapter"))) {
        assertThat(engine.score(loaded, TinyModel.SENTIMENT, TinyModel.texts()))
            .extracting(LabelScore::best)
            .containsExactly(2, 0, 1, 2, 0, 1, 2, 0, 1);
      }
    }
  }
}
