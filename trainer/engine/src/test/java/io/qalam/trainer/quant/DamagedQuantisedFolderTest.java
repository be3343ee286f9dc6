package io.qalam.trainer.quant;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.file.Damage;
import io.qalam.trainer.file.Refusals;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.Safetensors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage to a model in 4 bits, to its states too, which are JSON inside tensors. */
class DamagedQuantisedFolderTest {
  private static final String STATE =
      "model.layers.0.self_attn.q_proj.weight" + QuantisedWeight.STATE;

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException, URISyntaxException {
    Path model = Path.of(Objects.requireNonNull(getClass().getResource("nf4-model")).toURI());
    for (String name : List.of("config.json", "model.safetensors")) {
      Files.copy(model.resolve(name), folder.resolve(name));
    }
  }

  @Test
  void aDamagedConfigurationIsRefusedOrTaken() throws IOException {
    Path file = folder.resolve("config.json");
    int refused = 0;
    for (byte[] variant : Damage.json(Files.readAllBytes(file), 17, 150)) {
      Files.write(file, variant);
      try {
        QuantisedFolder.open(folder);
      } catch (ModelException e) {
        refused++;
        assertThat(e.getMessage())
            .contains(folder.toString())
            .doesNotContainPattern("[\\p{Cntrl}\u2028]")
            .hasSizeLessThan(1200);
      }
    }
    assertThat(refused).isGreaterThan(50);
    new Refusals(file, ModelException.class)
        .ofAnOversizedFile(() -> QuantisedFolder.isQuantised(folder));
  }

  @Test
  void damagedWeightsAreRefusedOrTaken() throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] good = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
    List<byte[]> variants = new ArrayList<>();
    for (byte[] json : Damage.json(Arrays.copyOfRange(good, 8, 8 + header), 18, 150)) {
      int data = good.length - 8 - header;
      variants.add(
          ByteBuffer.allocate(8 + json.length + data)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(json.length)
              .put(json)
              .put(good, 8 + header, data)
              .array());
    }
    Refusals refusals = new Refusals(file, ModelException.class);
    assertThat(refusals.of(variants, () -> QuantisedFolder.open(folder))).isGreaterThan(75);
  }

  @Test
  void aDamagedStateIsRefusedOrTaken() throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] good = Files.readAllBytes(file);
    Safetensors tensors = Safetensors.open(file);
    Safetensors.Entry state = tensors.entry(STATE);
    int begin = (int) tensors.position(state);
    int length = (int) (state.end() - state.begin());
    List<byte[]> variants = new ArrayList<>();
    for (byte[] json : Damage.json(Arrays.copyOfRange(good, begin, begin + length), 19, 150)) {
      byte[] changed = good.clone();
      Arrays.fill(changed, begin, begin + length, (byte) ' ');
      System.arraycopy(json, 0, changed, begin, Math.min(length, json.length));
      variants.add(changed);
    }
    Refusals refusals = new Refusals(file, ModelException.class);
    assertThat(refusals.of(variants, () -> QuantisedFolder.open(folder))).isGreaterThan(50);
  }
}
