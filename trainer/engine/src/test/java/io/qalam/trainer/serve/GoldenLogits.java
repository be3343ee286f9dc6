package io.qalam.trainer.serve;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Safetensors;
import io.qalam.trainer.lora.LoraAdapter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What transformers, with or without PEFT, computes for a row of ids: {@code expected.safetensors}
 * as bench/golden writes it, with ids (T), positions (P) and logits (P, V).
 */
record GoldenLogits(int[] ids, int[] positions, float[] logits) {

  static GoldenLogits read(Path folder) {
    Safetensors file = Safetensors.open(folder.resolve("expected.safetensors"));
    return new GoldenLogits(
        whole(file.floats("ids")), whole(file.floats("positions")), file.floats("logits"));
  }

  /** A folder under the tests' resources of {@code llama/golden}. */
  static Path folder(String name) {
    URL url = GoldenLogits.class.getResource("/io/qalam/trainer/llama/golden/" + name);
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static LlamaModel model(String name) {
    Engine.prepare("cpu", 1);
    return LlamaModel.open(folder(name), Device.cpu(), Compute.FLOAT32);
  }

  private static int[] whole(float[] values) {
    int[] whole = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      whole[i] = (int) values[i];
    }
    return whole;
  }

  /** The greatest absolute difference of our logits from these. */
  double difference(LlamaModel model, @Nullable LoraAdapter adapter) {
    int vocabulary = model.config().vocabSize();
    try (NDManager scratch = model.manager().newSubManager()) {
      NDArray found = PlainLogits.of(model, adapter, scratch, ids);
      double greatest = 0;
      for (int i = 0; i < positions.length; i++) {
        float[] row = found.get(0).get(positions[i]).toFloatArray();
        for (int v = 0; v < vocabulary; v++) {
          greatest = Math.max(greatest, Math.abs(row[v] - logits[i * vocabulary + v]));
        }
      }
      return greatest;
    }
  }
}
