package io.qalam.trainer.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.llama.SafetensorsWriter.Declared;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  @TempDir private Path folder;
  private final Map<String, Declared> declared = new LinkedHashMap<>();

  @BeforeEach
  void declare() {
    declared.put("وزن", new Declared("BF16", new long[] {2}));
    declared.put("bytes", new Declared("U8", new long[] {3, 1}));
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.flip();
  }

  @Test
  void tensorsOfSeveralTypesComeBackAsTheyWereWritten() {
    Path first = folder.resolve("first");
    try (SafetensorsWriter writer = new SafetensorsWriter(first, declared)) {
      writer.write("وزن", bytes(0x80, 0x3f, 0x00, 0xc0));
      writer.write("bytes", bytes(7, 200, 9));
    }
    Path second = folder.resolve("second");
    try (SafetensorsWriter writer = new SafetensorsWriter(second, declared)) {
      writer.copy("وزن", Safetensors.open(first));
      writer.write("bytes", bytes(7, 200, 9));
    }
    for (Path file : new Path[] {first, second}) {
      Safetensors tensors = Safetensors.open(file);
      assertThat(tensors.floats("وزن")).containsExactly(1, -2);
      assertThat(tensors.bytes("bytes")).containsExactly(7, 200, 9);
      assertThat(tensors.entry("bytes").shape()).containsExactly(3, 1);
    }
  }

  @Test
  void aPartOfATensorIsReadFromItsPlace() {
    Path file = folder.resolve("parts");
    Safetensors.writeFloats(
        file, Map.of("a", new Safetensors.Values(new long[] {5}, new float[] {1, 2, 3, 4, 5})));
    float[] part = new float[2];
    Safetensors.open(file).floats("a", 3, part);
    assertThat(part).containsExactly(4, 5);
  }

  @Test
  void whatWasNotDeclaredIsNotWritten() {
    try (SafetensorsWriter writer = new SafetensorsWriter(folder.resolve("t"), declared)) {
      assertThatThrownBy(() -> writer.write("bytes", bytes(1, 2, 3)))
          .hasMessageContaining("Tensor bytes of 3 bytes comes where وزن");
    }
    try (SafetensorsWriter writer = new SafetensorsWriter(folder.resolve("t"), declared)) {
      assertThatThrownBy(() -> writer.write("وزن", bytes(1, 2, 3)))
          .hasMessageContaining("Tensor وزن of 3 bytes");
    }
    assertThatThrownBy(() -> new Declared("F8", new long[] {1}).bytes())
        .hasMessageContaining("dtype found F8, expected one of");
  }
}
