package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {

  private static final Generation SILENT = (prompt, id) -> {};
  private static final Generator.Room ENDLESS = (rows, tokens) -> {};

  @TempDir private Path folder;
  private LlamaModel model;
  private List<int[]> prompts;

  @BeforeEach
  void open() throws IOException {
    TinyModel.write(folder);
    model = LlamaModel.open(folder, Device.cpu(), Compute.FLOAT32);
    try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
      ChatPrompt prompt = new ChatPrompt(tokenizer);
      prompts =
          TinyModel.texts().stream().map(t -> prompt.prompt(TinyModel.SENTIMENT, t, 200)).toList();
    }
  }

  @AfterEach
  void close() {
    model.close();
  }

  /** The reference: all tokens anew for each next one, one row at a time. */
  private int[] reference(int[] prompt, int count) {
    int[] ids = prompt;
    for (int i = 0; i < count; i++) {
      try (NDManager scratch = model.manager().newSubManager()) {
        long next = PlainLogits.of(model, scratch, ids).get("0, -1").argMax().getLong();
        ids = Arrays.copyOf(ids, ids.length + 1);
        ids[ids.length - 1] = (int) next;
      }
    }
    return Arrays.copyOfRange(ids, prompt.length, ids.length);
  }

  @Test
  void aBatchOfPromptsOfAllLengthsIsContinuedAsEachWouldBeAlone() {
    List<int[]> found = new Generator(model, Set.of(), ENDLESS).generate(null, prompts, 12, SILENT);

    for (int i = 0; i < prompts.size(); i++) {
      assertThat(found.get(i)).as("prompt " + i).isEqualTo(reference(prompts.get(i), 12));
    }
  }

  @Test
  void aTokenThatEndsEndsItsOwnPromptAlone() {
    int[] whole = reference(prompts.get(0), 12);
    int end = whole[3];
    int first = Arrays.stream(whole).boxed().toList().indexOf(end);

    List<int[]> found =
        new Generator(model, Set.of(end), ENDLESS).generate(null, prompts, 12, SILENT);

    assertThat(found.get(0)).isEqualTo(Arrays.copyOf(whole, first));
    assertThat(found).anyMatch(ids -> ids.length == 12);
  }

  @Test
  void tokensAreToldAsTheyComeAndACancelledGenerationKeepsThem() {
    List<String> told = new ArrayList<>();
    Generation listener =
        new Generation() {
          @Override
          public void token(int prompt, int id) {
            told.add(prompt + ":" + id);
          }

          @Override
          public boolean isCancelled() {
            return told.size() >= 6;
          }
        };

    List<int[]> found =
        new Generator(model, Set.of(), ENDLESS).generate(null, prompts.subList(0, 3), 12, listener);

    assertThat(told).hasSize(6);
    assertThat(found).extracting(ids -> ids.length).containsExactly(2, 2, 2);
    assertThat(told).contains("0:" + found.get(0)[0], "2:" + found.get(2)[1]);
  }

  @Test
  void theTextThatIsToldAsItIsWrittenIsTheAnswer() {
    Map<Integer, List<String>> told = new HashMap<>();
    Generation listener =
        new Generation() {
          @Override
          public void token(int prompt, int id) {}

          @Override
          public void text(int prompt, String text) {
            told.computeIfAbsent(prompt, p -> new ArrayList<>()).add(text);
          }
        };

    try (Engine engine = TinyModel.open(folder)) {
      List<String> written =
          engine.generate(null, TinyModel.SENTIMENT, TinyModel.texts(), 60, listener);
      assertThat(written).anyMatch(answer -> answer.codePoints().anyMatch(c -> c > 0x7F));
      for (int i = 0; i < written.size(); i++) {
        List<String> pieces = told.getOrDefault(i, List.of());
        assertThat(String.join("", pieces)).as("prompt " + i).isEqualTo(written.get(i));
        assertThat(pieces).as("prompt " + i).doesNotContain("");
      }
      assertThat(told.values()).anyMatch(pieces -> pieces.size() > 1);
    }
  }

  @Test
  void aPromptWithoutRoomIsNamed() {
    assertThatThrownBy(
            () -> new Generator(model, Set.of(), ENDLESS).generate(null, prompts, 250, SILENT))
        .hasMessageContaining("Prompt 0 has " + prompts.get(0).length + " tokens")
        .hasMessageContaining("at most 256 in all");
  }

  @Test
  void anAdapterWritesTheLabelsItWasTrainedOn() {
    try (Engine engine = TinyModel.open(folder);
        LoraTraining training =
            engine.train(TinyModel.spec(40, true, 0), TinyModel.rows(), null, null)) {
      while (!training.done()) {
        training.next();
      }
      try (LoraAdapter adapter = training.adapter()) {
        List<String> written =
            engine.generate(adapter, TinyModel.SENTIMENT, TinyModel.texts(), 20, SILENT);
        assertThat(written)
            .map(String::strip)
            .isEqualTo(TinyModel.rows().stream().map(TrainingExample::label).toList());
      }
    }
  }

  @Test
  void roomIsAskedForWithEveryRowAndTheLongestBeforeATokenIsWritten() {
    List<Integer> written = new ArrayList<>();
    List<Long> rows = new ArrayList<>();
    int longest = prompts.stream().mapToInt(prompt -> prompt.length).max().orElseThrow();
    Generator.Room none =
        (asked, tokens) -> {
          rows.add(asked);
          if (tokens == longest + 12) {
            throw new IllegalStateException("no room");
          }
        };
    Generator generator = new Generator(model, Set.of(), none);
    assertThatThrownBy(() -> generator.generate(null, prompts, 12, (p, id) -> written.add(id)))
        .hasMessage("no room");
    assertThat(rows.stream().mapToLong(Long::longValue).sum()).isEqualTo(prompts.size());
    assertThat(written).isEmpty();
  }
}
