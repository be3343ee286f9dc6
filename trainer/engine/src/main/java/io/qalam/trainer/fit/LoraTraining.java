package io.qalam.trainer.fit;

import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.text.ChatPrompt;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One LoRA run in progress: call {@link #next()} until {@link #done()}, then {@link #save(Path)}.
 *
 * <p>A step is short, so that the engine thread can answer predictions between two of them.
 */
public final class LoraTraining implements AutoCloseable {

  /** Opens a run; {@code serve.Engine} calls it. */
  public static LoraTraining open(
      LlamaModel model,
      ChatPrompt prompt,
      String baseModelId,
      LoraRunSpec spec,
      List<TrainingExample> rows,
      @Nullable LoraAdapter from,
      @Nullable Path checkpoint) {
    throw new UnsupportedOperationException();
  }

  public int currentStep() {
    throw new UnsupportedOperationException();
  }

  public int steps() {
    throw new UnsupportedOperationException();
  }

  public boolean done() {
    return currentStep() >= steps();
  }

  /**
   * One optimizer step.
   *
   * @throws TrainingDivergedException if the loss is no finite number
   */
  public StepReport next() {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes A, B, AdamW's state and the step to a folder, aside and then renamed: a crash leaves the
   * former one whole.
   */
  public void checkpoint(Path folder) {
    throw new UnsupportedOperationException();
  }

  /** Writes the adapter as a PEFT folder. */
  public void save(Path adapterFolder) {
    throw new UnsupportedOperationException();
  }

  /** The candidate as it stands, a copy that later steps do not change; the caller closes it. */
  public LoraAdapter adapter() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
