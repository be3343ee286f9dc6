package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.file.Damage;
import io.qalam.trainer.file.Refusals;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.lora.PeftFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedAdapterTest {
  @TempDir private Path folder;
  private LlamaModel model;

  @BeforeEach
  void copy() throws IOException {
    Path peft = GoldenLogits.folder("adapters/rank-1");
    for (String name : List.of("adapter_config.json", "adapter_model.safetensors")) {
      Files.copy(peft.resolve(name), folder.resolve(name));
    }
    model = GoldenLogits.model("mha-defaults");
  }

  @AfterEach
  void close() {
    model.close();
  }

  private void read() {
    PeftFolder.read(folder, "elsewhere/mha-defaults", model).close();
  }

  @Test
  void aDamagedConfigurationIsRefusedOrTaken() throws IOException {
    Path file = folder.resolve("adapter_config.json");
    Refusals refusals = new Refusals(file, AdapterException.class);
    int refused = 0;
    for (byte[] variant : Damage.json(Files.readAllBytes(file), 6, 200)) {
      Files.write(file, variant);
      try {
        read();
      } catch (AdapterException e) {
        refused++;
        assertThat(e.getMessage())
            .contains(folder + "/adapter_")
            .doesNotContainPattern("[\\p{Cntrl}\u2028]")
            .hasSizeLessThan(1200);
      }
    }
    assertThat(refused).isGreaterThan(100);
    refusals.ofAnOversizedFile(this::read);
  }

  @Test
  void damagedTensorsAreRefusedOrTaken() throws IOException {
    Path file = folder.resolve("adapter_model.safetensors");
    byte[] good = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
    List<byte[]> variants = new ArrayList<>(Damage.bytes(good, 7, 150));
    for (byte[] json : Damage.json(Arrays.copyOfRange(good, 8, 8 + header), 8, 150)) {
      int data = good.length - 8 - header;
      variants.add(
          ByteBuffer.allocate(8 + json.length + data)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(json.length)
              .put(json)
              .put(good, 8 + header, data)
              .array());
    }
    Refusals refusals = new Refusals(file, AdapterException.class);
    assertThat(refusals.of(variants, this::read)).isGreaterThan(variants.size() / 2);
    refusals.ofAnOversizedFile(this::read);
  }
}
