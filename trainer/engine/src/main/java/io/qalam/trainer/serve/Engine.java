package io.qalam.trainer.serve;

import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.text.LabelTask;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One base model on one device: it scores labels and trains adapters.
 *
 * <p>Confined to the thread that opened it: native state (grad mode, executor) is kept per thread.
 */
public final class Engine implements AutoCloseable {

  private Engine() {}

  /**
   * Loads a Hugging Face model folder.
   *
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
   * @throws io.qalam.trainer.llama.ModelException if the folder is no Llama model that Qalam can
   *     run
   */
  public static Engine open(Path baseModel, String device, int threads) {
    throw new UnsupportedOperationException();
  }

  /**
   * The folder's name and the first 12 hex digits of the SHA-256 of config.json and
   * model.safetensors.
   */
  public String baseModelId() {
    throw new UnsupportedOperationException();
  }

  /**
   * Loads a PEFT folder.
   *
   * @throws io.qalam.trainer.lora.AdapterException if it is no LoRA adapter for this base
   */
  public LoraAdapter load(Path adapterFolder) {
    throw new UnsupportedOperationException();
  }

  /** Scores whole labels: log p(label | prompt), normalised over the task's labels. */
  public List<LabelScore> score(@Nullable LoraAdapter adapter, LabelTask task, List<String> texts) {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts or resumes a LoRA run.
   *
   * @param from the adapter to train on from, or null for a new one
   * @param checkpoint a folder that {@link LoraTraining#checkpoint} wrote for the same spec and
   *     rows, or null
   */
  public LoraTraining train(
      LoraRunSpec spec,
      List<TrainingExample> rows,
      @Nullable LoraAdapter from,
      @Nullable Path checkpoint) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
