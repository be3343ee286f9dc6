package io.qalam.trainer.serve;

import ai.djl.Device;
import io.qalam.trainer.fit.AdamW;
import io.qalam.trainer.fit.FullTraining;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.RowSelection;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Safetensors;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.TokenizerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A random Llama of 60,000 parameters with a tokenizer of its own, written to a folder by the test
 * itself.
 */
public final class TinyModel {
  public static final LabelTask SENTIMENT =
      new LabelTask(
          "sentiment", "ar", "Sentiment of the post?", List.of("negative", "neutral", "positive"));

  private static final List<String> TEXTS =
      List.of(
          "الخدمة ممتازة والتوصيل سريع جدا 😊",
          "الخدمة سيئة جدا ولن أعود",
          "الطقس اليوم معتدل في المدينة",
          "मुझे यह फ़िल्म बहुत अच्छी लगी",
          "यह सेवा बहुत ख़राब है",
          "आज शहर में मौसम सामान्य है",
          "The service was great and fast",
          "The service was terrible and slow",
          "The office opens at nine");

  private TinyModel() {}

  public static LlamaConfig config(int vocabulary) {
    LlamaConfig.RopeScaling scaling = new LlamaConfig.RopeScaling(8, 1, 4, 64);
    return new LlamaConfig(
        vocabulary,
        32,
        48,
        2,
        4,
        2,
        8,
        1e-5,
        10_000,
        scaling,
        true,
        256,
        vocabulary - 5,
        List.of(vocabulary - 1));
  }

  /** Writes the folder and returns it. */
  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, Integer> texts = new LinkedHashMap<>();
    TEXTS.forEach(text -> texts.put(text, 5));
    int vocabulary = 320;
    TokenizerFile.train(texts, vocabulary, folder);
    LlamaConfig config = config(vocabulary);
    config.write(folder);
    try (LlamaModel model = LlamaModel.withoutWeights(config, Device.cpu(), Compute.FLOAT32)) {
      Map<String, Safetensors.Values> weights = FullTraining.fromScratch(model, 7).weights();
      weights.replaceAll((name, tensor) -> spread(tensor));
      Safetensors.writeBfloats(folder.resolve("model.safetensors"), weights);
    }
    return folder;
  }

  /** Weights large enough that a random model tells texts apart. */
  private static Safetensors.Values spread(Safetensors.Values tensor) {
    float[] values = tensor.numbers().get().clone();
    for (int i = 0; i < values.length && tensor.shape().length > 1; i++) {
      values[i] *= 8;
    }
    return new Safetensors.Values(tensor.shape(), values);
  }

  public static Engine open(Path folder) {
    return Engine.open(folder, "cpu", 1, Compute.FLOAT32);
  }

  public static LoraRunSpec spec(int epochs, boolean embeddings, float dropout) {
    LoraConfig lora = new LoraConfig(4, 8, dropout, LoraConfig.ALL_LINEAR, false);
    return new LoraRunSpec(
        lora,
        new AdamW(2e-2f, 0.1f, 0.95f, 0.01f, 1),
        epochs,
        3,
        250,
        RowSelection.BALANCED,
        embeddings,
        new LoraRunSpec.Footprint(4096, false),
        11);
  }

  /** Nine labelled posts. */
  public static List<TrainingExample> rows() {
    List<TrainingExample> rows = new ArrayList<>();
    List<String> labels = List.of("positive", "negative", "neutral");
    for (int i = 0; i < TEXTS.size(); i++) {
      rows.add(new TrainingExample(SENTIMENT, TEXTS.get(i), labels.get(i % 3)));
    }
    return rows;
  }

  public static List<String> texts() {
    return TEXTS;
  }
}
