package io.qalam.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.StepReport;
import io.qalam.trainer.fit.TrainingDivergedException;
import io.qalam.trainer.fit.WrittenExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.recipe.RecipeTraining.Outcome;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTrainingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Engine engine;
  private RecipeRun run;

  @BeforeEach
  void open() throws IOException {
    engine = TinyModel.open(TinyModel.write(folder.resolve("tiny")));
    run =
        RecipeRun.standard(32, false)
            .with(
                JSON.readTree(
                    """
                    {"epochs": 12, "batchSize": 4, "optimizer": {"learningRate": 0.02},
                     "lora": {"rank": 4, "alpha": 8, "dropout": 0.1}, "maxTokens": 240,
                     "checkpointSteps": 5, "evaluationsPerEpoch": 1}
                    """));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** One label, several labels, and a summary. */
  private static List<WrittenExample> rows() {
    List<WrittenExample> rows = new ArrayList<>();
    TinyModel.rows()
        .forEach(
            row ->
                rows.add(
                    new WrittenExample(
                        row.task().instruction(), row.task().labels(), row.text(), row.label())));
    rows.add(
        new WrittenExample(
            "इस पोस्ट में कौन-सी भावनाएँ हैं?",
            List.of("joy", "fear", "anger"),
            "यह सेवा बहुत ख़राब है",
            "fear, anger"));
    rows.add(new WrittenExample("لخص النص.", List.of(), "الطقس اليوم معتدل في المدينة", "معتدل."));
    return rows;
  }

  private Outcome train(Path out, RecipeTraining.Progress progress) throws IOException {
    return RecipeTraining.run(engine, run, rows(), rows(), null, out, progress);
  }

  /** Ends the run from outside once it has come to a step. */
  private void killedAfter(Path out, Predicate<StepReport> last) {
    assertThatThrownBy(
            () ->
                train(
                    out,
                    (step, loss) -> {
                      if (last.test(step)) {
                        throw new IllegalStateException("the power is gone");
                      }
                    }))
        .hasMessage("the power is gone");
  }

  private static JsonNode journal(Path out) throws IOException {
    return JSON.readTree(Files.readAllBytes(out.resolve("training.json")));
  }

  @Test
  void everyKindOfRowIsLearntAndTheBestAdapterIsKept() throws IOException {
    Path out = folder.resolve("run");
    Outcome outcome = train(out, (step, loss) -> {});
    assertThat(outcome.bestLoss()).isLessThan(outcome.lossBefore() / 2);
    assertThat(journal(out).path("losses")).hasSize(outcome.steps()).hasSize(36);
    assertThat(journal(out).path("evaluations")).hasSize(12);
    assertThat(out.resolve("checkpoint")).doesNotExist();
    try (LoraAdapter best = engine.load(out.resolve("adapter"))) {
      assertThat((double) engine.loss(best, rows(), 240))
          .isCloseTo(outcome.bestLoss(), within(1e-5));
    }
    assertThatThrownBy(() -> train(out, (step, loss) -> {}))
        .hasMessageContaining("holds a run that is finished");
  }

  /** A scaling beyond all measure: the gradients' norm is no number any more. */
  @Test
  void aRunThatDivergesEndsWithItsStepAndTheWeightsOfTheStepBefore() throws IOException {
    run = run.with(JSON.readTree("{\"lora\": {\"rank\": 4, \"alpha\": 1e38}}"));
    try (LoraTraining training = engine.trainWritten(run.spec(), rows(), null, null)) {
      List<float[]> before = weights(training);

      assertThatThrownBy(training::next)
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining("step 1");
      assertThat(weights(training)).containsExactlyElementsOf(before);
      assertThat(training.currentStep()).isZero();
    }
    Path out = folder.resolve("run");
    assertThatThrownBy(() -> train(out, (step, loss) -> {}))
        .isInstanceOf(TrainingDivergedException.class);
    assertThat(out.resolve("adapter")).doesNotExist();
  }

  private static List<float[]> weights(LoraTraining training) {
    try (LoraAdapter adapter = training.adapter()) {
      return adapter.tensors().stream().map(NDArray::toFloatArray).toList();
    }
  }

  @Test
  void anInterruptedRunGoesOnToTheNumbersOfTheUnbrokenOne() throws IOException {
    Path unbroken = folder.resolve("unbroken");
    Outcome expected = train(unbroken, (step, loss) -> {});
    Path broken = folder.resolve("broken");
    killedAfter(broken, step -> step.step() == 17);
    List<Integer> steps = new ArrayList<>();
    Outcome resumed = train(broken, (step, loss) -> steps.add(step.step()));
    assertThat(steps.get(0)).isEqualTo(16);
    assertThat(resumed).isEqualTo(expected);
    assertThat(journal(broken)).isEqualTo(journal(unbroken));
  }

  @Test
  void aRunKilledBeforeItsFirstCheckpointIsWholeBeginsAnew() throws IOException {
    Outcome expected = train(folder.resolve("unbroken"), (step, loss) -> {});
    Path killed = Files.createDirectories(folder.resolve("killed"));
    Files.createDirectories(killed.resolve("checkpoint"));
    Files.writeString(killed.resolve("checkpoint").resolve("state-5.safetensors.new"), "half");
    Files.writeString(killed.resolve("training.json"), "{\"losses\": [1.5], \"evaluations\": []}");
    assertThat(train(killed, (step, loss) -> {})).isEqualTo(expected);
  }

  @Test
  void aRunKilledAfterItsLastStepEndsAsItWouldHave() throws IOException {
    Path out = folder.resolve("run");
    killedAfter(out, step -> step.step() == step.steps());
    Outcome outcome = train(out, (step, loss) -> {});
    assertThat(outcome).isEqualTo(train(folder.resolve("unbroken"), (step, loss) -> {}));
    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("adapter", "training.json");
    }
  }

  @Test
  void aFolderOfAnotherRunIsNotGoneOnWith() throws IOException {
    Path out = folder.resolve("run");
    killedAfter(out, step -> step.step() == 6);
    run = run.with(JSON.readTree("{\"seed\": 2}"));
    assertThatThrownBy(() -> train(out, (step, loss) -> {}))
        .hasMessageContaining("a run with other rows, settings or base");
  }

  @Test
  void aRunWithoutProgressStopsWhenItsPatienceIsOver() throws IOException {
    run =
        run.with(
            JSON.readTree("{\"patience\": 2, \"optimizer\": {\"learningRate\": 0.000000001}}"));
    Outcome outcome = train(folder.resolve("run"), (step, loss) -> {});
    assertThat(outcome.steps()).isLessThan(36);
    assertThat(outcome.stoppedEarly()).isTrue();
  }
}
