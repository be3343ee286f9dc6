package io.qalam.trainer.llama;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.serve.Engine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeModelTest {
  private static final LlamaConfig CONFIG =
      new LlamaConfig(
          200_000, 8192, 8, 1, 2, 1, 8, 1e-5, 10_000, null, true, 64, 199_998, List.of(199_999));

  @TempDir private Path folder;

  /** All zeros, and so no room on the disk, but for the last tensor's last number: 1.5. */
  private void write() throws IOException {
    CONFIG.write(folder);
    ObjectNode json = new ObjectMapper().createObjectNode();
    long offset = 0;
    for (Map.Entry<String, long[]> shape : CONFIG.shapes().entrySet()) {
      ObjectNode entry = json.putObject(shape.getKey()).put("dtype", "BF16");
      for (long size : shape.getValue()) {
        entry.withArray("shape").add(size);
      }
      long end = offset + 2 * Shapes.elements(shape.getValue());
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = java.util.Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    java.util.Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("model.safetensors"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      ByteBuffer start = ByteBuffer.allocate(8 + padded.length).order(ByteOrder.LITTLE_ENDIAN);
      file.write(start.putLong(padded.length).put(padded).flip());
      ByteBuffer last = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
      file.write(last.putShort((short) 0x3fc0).flip(), 8 + padded.length + offset - 2);
    }
  }

  @Test
  void weightsBeyondTwoGigabytesAreMappedNotRead() throws IOException {
    write();
    Engine.prepare("cpu", 1);
    NDManager.newBaseManager(Device.cpu(), "PyTorch").close();
    long before = residentKilobytes();
    try (LlamaModel model = LlamaModel.open(folder, Device.cpu(), Compute.BFLOAT16);
        NDManager scratch = model.manager().newSubManager()) {
      assertThat(Files.size(folder.resolve("model.safetensors"))).isGreaterThan(3L << 30);
      NDArray last = model.weights().get(model.weights().size() - 1);
      float[] norm = model.run(scratch, "cast", List.of(last), 6).get(0).toFloatArray();
      assertThat(norm).hasSize(8192).endsWith(0, 1.5f);
      assertThat(residentKilobytes() - before).isLessThan(200_000);
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
