package io.qalam.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.bench.SwapRun.Candidate;
import io.qalam.trainer.bench.SwapRun.Flip;
import io.qalam.trainer.bench.SwapRun.Outcome;
import io.qalam.trainer.bench.SwapRun.Served;
import io.qalam.trainer.bench.SwapRun.Setting;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapRunTest {
  private static final List<List<String>> CHUNKS =
      List.of(TinyModel.texts().subList(0, 4), TinyModel.texts().subList(4, 9));

  @TempDir private Path folder;
  private Engine engine;

  @BeforeEach
  void open() throws IOException {
    engine = TinyModel.open(TinyModel.write(folder.resolve("tiny")));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** The adapter as it stands after so many steps. */
  private Candidate after(int steps) throws IOException {
    Path adapter = folder.resolve("adapter-" + steps);
    try (LoraTraining training =
        engine.train(TinyModel.spec(8, true, 0), TinyModel.rows(), null, null)) {
      for (int i = 0; i < steps; i++) {
        training.next();
      }
      training.save(adapter);
    }
    return Candidate.of(adapter);
  }

  private Outcome run(List<Candidate> candidates, boolean aside)
      throws IOException, InterruptedException {
    return new SwapRun(engine, TinyModel.SENTIMENT, CHUNKS)
        .run(candidates, new Setting(2, 4, aside, 20));
  }

  @Test
  void underLoadEveryRequestIsAnsweredByOneAdapterAndThatIsTheLiveOne()
      throws IOException, InterruptedException {
    List<Candidate> candidates = List.of(after(2), after(12));
    for (boolean aside : new boolean[] {true, false}) {
      Outcome outcome = run(candidates, aside);
      SwapFigures figures = SwapFigures.of(outcome);
      assertThat(figures.flips()).isEqualTo(4);
      assertThat(figures.refusals()).isEmpty();
      assertThat(figures.asked()).isEqualTo(outcome.served().size()).isPositive();
      assertThat(List.of(figures.lost(), figures.byTwo(), figures.byNone())).containsOnly(0);
      assertThat(outcome.served()).extracting(Served::candidate).contains(0, 1);
      assertThat(outcome.references().get(0).get(0).get(0))
          .isNotEqualTo(outcome.references().get(1).get(0).get(0));
    }
  }

  @Test
  void anAdapterThatIsNotSoundIsRefusedWhileTheFormerAnswers()
      throws IOException, InterruptedException {
    Candidate good = after(2);
    Candidate changed = after(12);
    Path tensors = changed.folder().resolve("adapter_model.safetensors");
    byte[] bytes = Files.readAllBytes(tensors);
    bytes[bytes.length - 1] ^= 1;
    Files.write(tensors, bytes);
    Candidate infinite = Candidate.of(after(5).folder());
    Path file = infinite.folder().resolve("adapter_model.safetensors");
    byte[] damaged = Files.readAllBytes(file);
    java.util.Arrays.fill(damaged, damaged.length - 4, damaged.length, (byte) 0xff);
    Files.write(file, damaged);
    Outcome outcome = run(List.of(good, changed, Candidate.of(infinite.folder())), true);
    SwapFigures figures = SwapFigures.of(outcome);
    assertThat(figures.refusals()).hasSize(3);
    assertThat(figures.refusals().get(0)).contains("SHA-256 found");
    assertThat(figures.refusals().get(1)).contains("expected finite numbers");
    assertThat(List.of(figures.lost(), figures.byTwo(), figures.byNone())).containsOnly(0);
    assertThat(outcome.served()).extracting(Served::candidate).containsOnly(0);
  }

  @Test
  void figuresCountWhatIsLostMixedOrNobodysAndTakeThePauseAroundTheFlip() {
    List<float[]> old = List.of(new float[] {.1f, .9f}, new float[] {.2f, .8f});
    List<float[]> now = List.of(new float[] {.6f, .4f}, new float[] {.7f, .3f});
    List<Served> served = new ArrayList<>();
    served.add(served(0, old, 10));
    served.add(served(0, old, 20));
    served.add(served(0, List.of(old.get(0), now.get(1)), 30));
    served.add(served(1, now, 75));
    served.add(served(1, old, 85));
    served.add(served(1, List.of(new float[] {0, 1}, now.get(1)), 95));
    SwapFigures figures =
        SwapFigures.of(
            new Outcome(
                7,
                served,
                List.of(new Flip(1, 40_000_000, 50_000_000, 3_000_000)),
                List.of(),
                List.of(List.of(old), List.of(now))));
    assertThat(figures.lost()).isEqualTo(1);
    assertThat(figures.byTwo()).isEqualTo(1);
    assertThat(figures.byNone()).isEqualTo(2);
    assertThat(figures.usualGap()).isEqualTo(10);
    assertThat(figures.pauses().most()).isEqualTo(35);
    assertThat(figures.control().most()).as("before the flip and not of it").isZero();
    assertThat(figures.loads().median()).isEqualTo(3);
    assertThat(figures.latenciesAround().most()).isEqualTo(50);
  }

  private static Served served(int candidate, List<float[]> answer, long endMillis) {
    return new Served(0, candidate, answer, (endMillis - 50) * 1_000_000, endMillis * 1_000_000);
  }
}
