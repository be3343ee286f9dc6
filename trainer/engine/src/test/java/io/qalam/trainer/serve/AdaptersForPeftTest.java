package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.bench.PythonSide;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Safetensors;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.lora.PeftFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes adapters and their logits, which bench/golden/load_in_peft.py loads in PEFT and compares:
 * here where {@code QALAM_PYTHON} names a Python with PEFT, and elsewhere from the folder of {@code
 * -Dqalam.peft.out=DIR}. Without either the tests are skipped.
 */
class AdaptersForPeftTest {
  private final List<String> written = new ArrayList<>();
  @TempDir private Path temporary;
  private Path out;

  @BeforeEach
  void folder() {
    String property = System.getProperty("qalam.peft.out");
    assumeTrue(
        property != null || PythonSide.isThere(),
        "found neither -Dqalam.peft.out nor QALAM_PYTHON, expected a folder for adapters or a"
            + " Python with torch, transformers and peft that loads them");
    out = property == null ? temporary : Path.of(property);
  }

  @AfterEach
  void loadInPeft() throws IOException, InterruptedException {
    if (PythonSide.isThere()) {
      assertThat(PythonSide.run("golden/load_in_peft.py", written)).contains("greatest difference");
    }
  }

  @Test
  void trainedAdaptersAreWrittenWithTheirLogits() throws IOException {
    Path base = TinyModel.write(out.resolve("tiny-tied"));
    train(base, "trained", TinyModel.spec(12, false, 0).lora(), false);
    train(base, "trained-embeddings", TinyModel.spec(12, false, 0).lora(), true);
    LoraConfig stabilised = new LoraConfig(32, 4, 0.1f, Set.of("q_proj", "up_proj"), true);
    train(base, "trained-rank-stabilised", stabilised, true);
  }

  private void train(Path base, String name, LoraConfig lora, boolean embeddings)
      throws IOException {
    Path adapter = out.resolve(name);
    LoraRunSpec s = TinyModel.spec(12, embeddings, 0);
    LoraRunSpec spec =
        new LoraRunSpec(
            lora,
            s.optimizer(),
            s.epochs(),
            s.batchSize(),
            s.maxTokens(),
            s.selection(),
            embeddings,
            s.footprint(),
            s.seed());
    String id;
    try (Engine engine = TinyModel.open(base);
        LoraTraining training = engine.train(spec, TinyModel.rows(), null, null)) {
      while (!training.done()) {
        training.next();
      }
      training.save(adapter);
      id = engine.baseModelId();
    }
    try (LlamaModel model = LlamaModel.open(base, Device.cpu(), Compute.FLOAT32);
        LoraAdapter trained = PeftFolder.read(adapter, id, model)) {
      expected(model, trained, IntStream.range(0, 200).map(i -> i * 37 % 320).toArray(), adapter);
    }
    Files.writeString(adapter.resolve("base.txt"), base.toString());
  }

  @Test
  void adaptersOnAnUntiedBaseAreWrittenWithTheirLogits() throws IOException {
    for (String name : new String[] {"embeddings-untied", "rank-1"}) {
      Path peft = GoldenLogits.folder("adapters/" + name);
      Path rewritten = out.resolve("rewritten-" + name);
      try (LlamaModel model = GoldenLogits.model("mha-defaults");
          LoraAdapter adapter = PeftFolder.read(peft, "elsewhere/mha-defaults", model)) {
        PeftFolder.write(rewritten, "mha-defaults-0123456789ab", adapter);
        expected(model, adapter, GoldenLogits.read(peft).ids(), rewritten);
      }
      Files.writeString(
          rewritten.resolve("base.txt"), GoldenLogits.folder("mha-defaults").toString());
    }
  }

  private void expected(LlamaModel model, LoraAdapter adapter, int[] ids, Path folder) {
    try (NDManager scratch = model.manager().newSubManager()) {
      float[] logits = PlainLogits.of(model, adapter, scratch, ids).toFloatArray();
      float[] plain = PlainLogits.of(model, scratch, ids).toFloatArray();
      assertThat(logits).isNotEqualTo(plain);
      Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
      int[] all = IntStream.range(0, ids.length).toArray();
      tensors.put("ids", values(ids));
      tensors.put("positions", values(all));
      tensors.put(
          "logits",
          new Safetensors.Values(new long[] {ids.length, model.config().vocabSize()}, logits));
      Safetensors.writeFloats(folder.resolve("expected.safetensors"), tensors);
      written.add(folder.resolve("adapter_config.json").toString());
    }
  }

  private static Safetensors.Values values(int[] whole) {
    float[] wide = new float[whole.length];
    IntStream.range(0, whole.length).forEach(i -> wide[i] = whole[i]);
    return new Safetensors.Values(new long[] {whole.length}, wide);
  }
}
