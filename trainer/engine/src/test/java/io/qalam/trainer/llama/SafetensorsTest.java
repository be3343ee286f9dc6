package io.qalam.trainer.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void floatsComeBackExactlyAndBfloatsRoundedToNearestEven() {
    Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
    tensors.put(
        "a",
        new Safetensors.Values(
            new long[] {2, 2}, new float[] {1, -2.5f, 1.00390625f, 1.01171875f}));
    tensors.put("b", new Safetensors.Values(new long[] {1}, new float[] {3.14159f}));
    Safetensors.writeFloats(folder.resolve("f32"), tensors);
    Safetensors.writeBfloats(folder.resolve("bf16"), tensors);
    assertThat(Safetensors.open(folder.resolve("f32")).floats("a"))
        .containsExactly(1, -2.5f, 1.00390625f, 1.01171875f);
    assertThat(Safetensors.open(folder.resolve("f32")).floats("b")).containsExactly(3.14159f);
    assertThat(Safetensors.open(folder.resolve("bf16")).floats("a"))
        .containsExactly(1, -2.5f, 1, 1.015625f);
  }

  @Test
  void theDataBeginsWhereItCanBeMapped() {
    Map<String, Safetensors.Values> tensors =
        Map.of("name", new Safetensors.Values(new long[] {1}, new float[] {1}));
    Safetensors.writeBfloats(folder.resolve("t"), tensors);
    Safetensors file = Safetensors.open(folder.resolve("t"));
    assertThat(file.position(file.entries().values().iterator().next()) % 8).isZero();
  }

  @Test
  void halfFloatsWidenAsIeeeSays() {
    assertThat(HalfFloats.widen((short) 0x3c00)).isEqualTo(1);
    assertThat(HalfFloats.widen((short) 0xc100)).isEqualTo(-2.5f);
    assertThat(HalfFloats.widen((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(HalfFloats.widen((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
  }
}
