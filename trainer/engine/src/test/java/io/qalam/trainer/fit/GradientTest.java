package io.qalam.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.lora.LoraLayout;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gradients against central differences along each tensor's own gradient, where the slope is its
 * norm.
 */
class GradientTest {
  private static final double STEP = 1e-2;

  @TempDir private Path folder;
  private LlamaModel model;
  private NDManager manager;

  @BeforeEach
  void open() throws IOException {
    model = LlamaModel.open(TinyModel.write(folder), Device.cpu(), Compute.FLOAT32);
    manager = model.manager().newSubManager();
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void everyLoraTensorsGradientIsTheSlopeOfTheLoss() {
    LoraLayout layout =
        LoraLayout.of(model.config(), new LoraConfig(4, 8, 0, LoraConfig.ALL_LINEAR, false), true);
    List<NDArray> tensors = random(layout);
    TokenBatch batch =
        TokenBatch.of(
            manager, List.of(row(12), row(7), answered(9, 3), answered(9, 3), answered(11, 2)));
    List<NDArray> found = lossAndGradients(layout, tensors, batch);
    assertThat(found).hasSize(1 + tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      float[] gradient = found.get(i + 1).toFloatArray();
      double norm = norm(gradient);
      double slope =
          (moved(layout, tensors, batch, i, gradient, STEP / norm)
                  - moved(layout, tensors, batch, i, gradient, -STEP / norm))
              / (2 * STEP);
      assertThat(slope).as("tensor %d", i).isCloseTo(norm, within(0.01 * norm + 1e-4));
    }
  }

  @Test
  void aLayerComputedAgainGivesTheSameGradientsDropoutIncluded() {
    LoraLayout layout =
        LoraLayout.of(
            model.config(), new LoraConfig(4, 8, 0, Set.of("q_proj", "down_proj"), false), true);
    List<NDArray> tensors = random(layout);
    TokenBatch batch = TokenBatch.of(manager, List.of(answered(9, 3), answered(20, 4)));
    NDList kept = lossAndGradients(layout, tensors, batch, 0.3, false);
    NDList again = lossAndGradients(layout, tensors, batch, 0.3, true);
    NDList plain = lossAndGradients(layout, tensors, batch, 0, false);
    for (int i = 0; i < kept.size(); i++) {
      assertThat(again.get(i).toFloatArray()).isEqualTo(kept.get(i).toFloatArray());
    }
    assertThat(plain.get(0).toFloatArray()).isNotEqualTo(kept.get(0).toFloatArray());
  }

  @Test
  void rowsThatShareTheirOpeningHaveTheGradientsOfRowsThatDoNot() {
    LoraLayout layout =
        LoraLayout.of(model.config(), new LoraConfig(4, 8, 0, LoraConfig.ALL_LINEAR, false), true);
    List<NDArray> tensors = random(layout);
    TokenBatch shared = TokenBatch.of(manager, alike(10, 6));
    TokenBatch alone = TokenBatch.of(manager, alike(0, 0));
    NDList found = lossAndGradients(layout, tensors, shared, 0, true);
    NDList expected = lossAndGradients(layout, tensors, alone, 0, false);
    assertThat(shared.ids().size()).isEqualTo(alone.ids().size() - 2 * 10 - 6);
    assertThat(shared.tokens()).isEqualTo(alone.tokens());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).toFloatArray())
          .as("tensor %d", i)
          .containsExactly(expected.get(i).toFloatArray(), within(2e-5f));
    }
  }

  /** Three rows with ten first tokens in common, two with six, and one alone. */
  private static List<TokenRow> alike(int first, int second) {
    List<TokenRow> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      rows.add(beginning(10, 1, 12 + i / 2, 3, first));
    }
    rows.add(beginning(6, 2, 9, 2, second));
    rows.add(beginning(6, 2, 15, 1, second));
    rows.add(beginning(5, 3, 8, 4, first / 2));
    return rows;
  }

  private static TokenRow beginning(int same, int seed, int prompt, int answer, int opening) {
    int[] ids = new Random(prompt).ints(prompt, 0, 300).toArray();
    System.arraycopy(new Random(seed).ints(same, 0, 300).toArray(), 0, ids, 0, same);
    return TokenRow.answer(ids, new Random(answer).ints(answer, 0, 300).toArray(), opening);
  }

  private double moved(
      LoraLayout layout,
      List<NDArray> tensors,
      TokenBatch batch,
      int index,
      float[] direction,
      double by) {
    float[] values = tensors.get(index).toFloatArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (by * direction[i]);
    }
    List<NDArray> changed = new ArrayList<>(tensors);
    changed.set(index, manager.create(values, tensors.get(index).getShape()));
    return lossAndGradients(layout, changed, batch).get(0).toFloatArray()[0];
  }

  private NDList lossAndGradients(LoraLayout layout, List<NDArray> tensors, TokenBatch batch) {
    return lossAndGradients(layout, tensors, batch, 0.0, false);
  }

  private NDList lossAndGradients(
      LoraLayout layout,
      List<NDArray> tensors,
      TokenBatch batch,
      double dropout,
      boolean recompute) {
    return model.run(
        manager,
        "lora_gradients",
        model.weights(),
        tensors,
        layout.slots(),
        model.weights().get(0),
        layout.embedded(),
        batch.ids(),
        batch.places(),
        batch.spans(),
        model.rotary(batch.reach()).cosines(),
        model.rotary(batch.reach()).sines(),
        batch.positions(),
        batch.targets(),
        batch.weights(),
        2.0,
        dropout,
        17,
        recompute,
        6);
  }

  private List<NDArray> random(LoraLayout layout) {
    Random random = new Random(3);
    List<NDArray> tensors = new ArrayList<>();
    for (long[] shape : layout.shapes().values()) {
      float[] values = new float[(int) (shape[0] * shape[1])];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian() * 0.1f;
      }
      tensors.add(manager.create(values, new Shape(shape)));
    }
    return tensors;
  }

  private static TokenRow row(int length) {
    int[] ids = new Random(length).ints(length, 0, 300).toArray();
    return TokenRow.plain(ids);
  }

  private static TokenRow answered(int prompt, int answer) {
    return TokenRow.answer(
        new Random(prompt).ints(prompt, 0, 300).toArray(),
        new Random(answer).ints(answer, 0, 300).toArray());
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
