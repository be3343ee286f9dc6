package io.qalam.trainer.llama;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.TinyModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a GPU's kernel for rows of different length is given; bench/gpu/lora_step.py runs it. */
class AttentionRowsTest {
  private LlamaModel model;
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.prepare("cpu", 1);
    model = LlamaModel.withoutWeights(TinyModel.config(320), Device.cpu(), Compute.FLOAT32);
    manager = model.manager().newSubManager();
  }

  @AfterEach
  void close() {
    model.close();
  }

  private long[] seen(Rows rows) {
    NDArray like = manager.zeros(new Shape(1));
    return model.run(manager, "seen_by_rows", rows.spans(), like).get(0).toLongArray();
  }

  @Test
  void aRowBehindAnOpeningSeesItInFrontOfItsOwnTokensAndAnotherOnlyItself() {
    Rows rows = new Rows();
    rows.open(new int[] {1, 2, 3});
    rows.add(new int[] {4, 5}, 1);
    rows.add(new int[] {6, 7}, 1);
    rows.endGroup();
    rows.add(new int[] {8}, 1);
    rows.open(new int[] {9});
    rows.add(new int[] {1, 2}, 2);
    rows.endGroup();
    assertThat(seen(rows)).containsExactly(0, 1, 2, 3, 4, 0, 1, 2, 5, 6, 7, 8, 9, 10);
  }
}
