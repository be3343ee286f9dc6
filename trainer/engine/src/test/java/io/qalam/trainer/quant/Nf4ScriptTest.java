package io.qalam.trainer.quant;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.TorchProgram;
import io.qalam.trainer.llama.Nf4Script;
import io.qalam.trainer.llama.ScriptArchive;
import io.qalam.trainer.quant.GoldenNf4.Case;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Nf4ScriptTest {
  private static final int FLOAT32 = 6;
  private static final int BFLOAT16 = 15;

  /** Java never sees the 16-bit tensor; widened, its numbers are the same. */
  private static final String PROGRAM =
      """
      class M(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def widened(self: __torch__.M, ws: List[Tensor], i: int, s: int, dtype: int) -> List[Tensor]:
          return [torch.to((self).weight(ws, i, s, dtype), 6)]
      """;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private TorchProgram program;

  @BeforeAll
  void load() throws IOException {
    TorchProgram.prepareThread();
    byte[] archive = ScriptArchive.of(PROGRAM + Nf4Script.methods(2, 2));
    program = TorchProgram.load(new ByteArrayInputStream(archive), Device.cpu());
  }

  @AfterAll
  void close() {
    program.close();
    manager.close();
  }

  static List<Case> cases() {
    return GoldenNf4.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachWeightComesBackAsBitsandbytesGivesIt(Case expected) {
    Nf4Weight weight = Nf4Test.quantise(expected.values());
    int elements = expected.elements();
    assertThat(GoldenNf4.sha256(GoldenNf4.bytes(dequantised(weight, FLOAT32, elements))))
        .isEqualTo(expected.text("float32"));
    assertThat(GoldenNf4.sha256(upperHalves(dequantised(weight, BFLOAT16, elements))))
        .isEqualTo(expected.text("bfloat16"));
  }

  @Test
  void aPlainWeightIsLeftAsItIs() {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray plain = scratch.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
      NDArray found = program.run(scratch, "widened", List.of(plain), 0, 0, FLOAT32).get(0);
      assertThat(found.toFloatArray()).containsExactly(1, 2, 3, 4);
    }
  }

  /** As the second linear module of two, its first being another. */
  private float[] dequantised(Nf4Weight weight, int dtype, int elements) {
    try (NDManager scratch = manager.newSubManager()) {
      List<NDArray> ws = new ArrayList<>();
      Nf4Weight other = Nf4Test.quantise(new float[] {1, 2});
      ws.add(bytes(scratch, other.packed(), new Shape(1, 1)));
      ws.add(bytes(scratch, weight.packed(), new Shape(1, weight.packed().length)));
      for (Nf4Weight one : List.of(other, weight)) {
        ws.add(bytes(scratch, one.codes(), new Shape(one.codes().length)));
        ws.add(scratch.create(one.nestedAbsmax()));
        ws.add(scratch.create(new float[] {one.offset()}));
      }
      ws.add(scratch.create(Nf4.pairs(), new Shape(256, 2)));
      ws.add(scratch.create(DynamicMap.values()));
      float[] all = program.run(scratch, "widened", ws, 1, 1, dtype).get(0).toFloatArray();
      return Arrays.copyOf(all, elements);
    }
  }

  private static NDArray bytes(NDManager manager, byte[] bytes, Shape shape) {
    return manager.create(ByteBuffer.wrap(bytes), shape, DataType.UINT8);
  }

  private static byte[] upperHalves(float[] floats) {
    ByteBuffer halves = ByteBuffer.allocate(2 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : floats) {
      halves.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
    }
    return halves.array();
  }
}
