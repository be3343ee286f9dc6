package io.qalam.trainer.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.fit.TokenRow;
import io.qalam.trainer.llama.Safetensors;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingRunTest {
  @TempDir Path folder;

  @Test
  void aRunKilledBetweenTwoCheckpointsEndsWithTheWeightsOfTheUnbrokenOne() throws IOException {
    Map<String, Safetensors.Values> unbroken =
        run("unbroken", Duration.ofDays(1), Integer.MAX_VALUE);
    assertThatThrownBy(() -> run("killed", Duration.ZERO, 3)).hasMessage("killed");
    Map<String, Safetensors.Values> resumed = run("killed", Duration.ofDays(1), Integer.MAX_VALUE);
    unbroken.forEach(
        (name, tensor) ->
            assertThat(resumed.get(name).numbers().get())
                .as(name)
                .containsExactly(tensor.numbers().get()));
  }

  private Map<String, Safetensors.Values> run(String name, Duration checkpointEvery, int epochs)
      throws IOException {
    Path work = Files.createDirectories(folder.resolve(name));
    int[] asked = {0};
    PretrainingRun.Rows rows =
        seed -> {
          if (++asked[0] > epochs) {
            throw new IllegalStateException("killed");
          }
          return rows(seed);
        };
    try (PretrainingRun run = new PretrainingRun(TinyModel.config(320), work, 5, checkpointEvery)) {
      run.run(
          List.of(
              new PretrainingRun.Phase("first", rows, 700, 3e-3f, 1e-3f),
              new PretrainingRun.Phase("second", rows, 900, 1e-3f, 0)));
      return run.weights();
    }
  }

  private static List<TokenRow> rows(long seed) {
    Random random = new Random(seed);
    List<TokenRow> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(TokenRow.plain(random.ints(10 + random.nextInt(20), 0, 320).toArray()));
    }
    return rows;
  }
}
