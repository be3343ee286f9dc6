package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.answer.SummaryReader;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.SummaryTask;
import io.qalam.trainer.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummariserTest {

  private static final SummaryTask TASK = new SummaryTask("news", "ar", "Sum it up.");

  @TempDir private Path folder;
  private Engine engine;

  @BeforeEach
  void open() throws IOException {
    engine = TinyModel.open(TinyModel.write(folder));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aSummaryIsTheSameAloneAndAmongOthersAndIsReadToItsFirstFullStop() {
    List<String> texts = TinyModel.texts();
    List<WrittenSummary> together = engine.summarise(null, TASK, texts, 24, () -> false);

    for (int i = 0; i < texts.size(); i++) {
      WrittenSummary alone =
          engine.summarise(null, TASK, List.of(texts.get(i)), 24, () -> false).get(0);
      assertThat(together.get(i).text()).isEqualTo(alone.text());
      assertThat(together.get(i).confidence()).isCloseTo(alone.confidence(), within(1e-4f));
      assertThat(together.get(i).confidence()).isBetween(0f, 1f);
      String written =
          engine.generate(null, TASK, List.of(texts.get(i)), 24, (prompt, id) -> {}).get(0);
      assertThat(alone.text()).isEqualTo(SummaryReader.read(written, texts.get(i), true).text());
    }
  }

  @Test
  void whatIsCancelledEndsWithWhatThereIs() {
    AtomicInteger asked = new AtomicInteger();
    List<WrittenSummary> none =
        engine.summarise(null, TASK, TinyModel.texts(), 24, () -> asked.incrementAndGet() > 0);
    assertThat(none).hasSameSizeAs(TinyModel.texts()).allMatch(one -> one.text().isEmpty());
  }

  @Test
  void theConfidenceIsTheGeometricMeanOfTheTokensProbabilities() throws IOException {
    try (LlamaModel model = LlamaModel.open(folder, Device.cpu(), Compute.FLOAT32);
        TextTokenizer tokenizer = TextTokenizer.open(folder)) {
      int[] prompt = new ChatPrompt(tokenizer).prompt(TASK, TinyModel.texts().get(0), 200);
      Generator.Written written =
          new Generator(model, Set.of(), (rows, tokens) -> {})
              .write(null, List.of(prompt), 3, (row, id) -> {})
              .get(0);

      double sum = 0;
      for (int i = 0; i < 3; i++) {
        int[] before = Arrays.copyOf(prompt, prompt.length + i);
        System.arraycopy(written.ids(), 0, before, prompt.length, i);
        try (NDManager scratch = model.manager().newSubManager()) {
          float expected =
              PlainLogits.of(model, scratch, before)
                  .get("0, -1")
                  .logSoftmax(0)
                  .getFloat(written.ids()[i]);
          assertThat(written.logProbabilities()[i]).isCloseTo(expected, within(1e-4f));
          sum += expected;
        }
      }
      assertThat(written.confidence(3)).isCloseTo((float) Math.exp(sum / 3), within(1e-4f));
      assertThat(written.confidence(1))
          .isCloseTo((float) Math.exp(written.logProbabilities()[0]), within(1e-6f));
    }
  }
}
