package io.qalam.trainer.fit;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Rotary;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.lora.LoraLayout;
import io.qalam.trainer.lora.LoraStart;
import io.qalam.trainer.lora.PeftFolder;
import io.qalam.trainer.text.ChatPrompt;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One LoRA run in progress: call {@link #next()} until {@link #done()}, then {@link #save(Path)}.
 *
 * <p>A step is short, so that the engine thread can answer predictions between two of them. Which
 * rows a step takes and what dropout draws follow from the seed and the step's number, so that a
 * run resumed at a checkpoint gives the same numbers as the unbroken one.
 */
public final class LoraTraining implements AutoCloseable {
  private final LlamaModel model;
  private final String baseModelId;
  private final LoraRunSpec spec;
  private final LoraConfig config;
  private final RowOrder order;
  private final String fingerprint;
  private final LoraLayout layout;
  private final NDManager manager;
  private final OptimizerState state;
  private int step;

  private LoraTraining(
      LlamaModel model,
      String baseModelId,
      LoraRunSpec spec,
      RowOrder order,
      String fingerprint,
      LoraLayout layout,
      NDManager manager,
      OptimizerState state,
      int step) {
    this.model = model;
    this.baseModelId = baseModelId;
    this.spec = spec;
    this.config = spec.lora();
    this.order = order;
    this.fingerprint = fingerprint;
    this.layout = layout;
    this.manager = manager;
    this.state = state;
    this.step = step;
  }

  /**
   * Opens a run; {@code serve.Engine} calls it.
   *
   * @param largestPass told the tokens of the largest pass before memory is taken for the run
   * @throws IllegalArgumentException if there are no rows, or the adapter to go on from has another
   *     shape than the run
   * @throws CheckpointException if the checkpoint is damaged or belongs to another run
   */
  public static LoraTraining open(
      LlamaModel model,
      ChatPrompt prompt,
      String baseModelId,
      LoraRunSpec spec,
      List<TrainingExample> rows,
      @Nullable LoraAdapter from,
      @Nullable Path checkpoint,
      LongConsumer largestPass) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("A LoRA run needs at least one row, found none");
    }
    int longest = Math.min(spec.maxTokens(), model.maxTokens());
    RowOrder order = RowOrder.of(spec, rows, prompt, longest);
    String fingerprint = LoraCheckpoint.fingerprint(baseModelId, spec, rows, from != null);
    largestPass.accept(order.largestPass());
    return open(model, baseModelId, spec, order, fingerprint, from, checkpoint);
  }

  /**
   * Opens a run on rows of instruction tuning, which every epoch takes in their own order; {@code
   * serve.Engine} calls it.
   *
   * @throws IllegalArgumentException if there are no rows, the spec selects otherwise, or the
   *     adapter to go on from has another shape than the run
   * @throws CheckpointException if the checkpoint is damaged or belongs to another run
   */
  public static LoraTraining openWritten(
      LlamaModel model,
      ChatPrompt prompt,
      String baseModelId,
      LoraRunSpec spec,
      List<WrittenExample> rows,
      @Nullable LoraAdapter from,
      @Nullable Path checkpoint,
      LongConsumer largestPass) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("A LoRA run needs at least one row, found none");
    }
    if (spec.selection() != RowSelection.AS_GIVEN) {
      throw new IllegalArgumentException(
          "LoraRunSpec.selection found " + spec.selection() + ", expected AS_GIVEN for such rows");
    }
    int longest = Math.min(spec.maxTokens(), model.maxTokens());
    RowOrder order =
        RowOrder.ofTokens(spec, rows.stream().map(row -> row.tokens(prompt, longest)).toList());
    String fingerprint = LoraCheckpoint.fingerprint(baseModelId, spec, rows, from != null);
    largestPass.accept(order.largestPass());
    return open(model, baseModelId, spec, order, fingerprint, from, checkpoint);
  }

  static LoraTraining open(
      LlamaModel model,
      String baseModelId,
      LoraRunSpec spec,
      RowOrder order,
      String fingerprint,
      @Nullable LoraAdapter from,
      @Nullable Path checkpoint) {
    boolean embeddings = spec.trainEmbeddings() || (from != null && from.hasEmbeddings());
    LoraLayout layout = LoraLayout.of(model.config(), spec.lora(), embeddings);
    NDManager manager = model.manager().newSubManager();
    try {
      OptimizerState state;
      int step = 0;
      if (checkpoint == null) {
        state =
            OptimizerState.fresh(
                manager, LoraStart.tensors(manager, model, spec.lora(), layout, from, spec.seed()));
      } else {
        LoraCheckpoint saved = LoraCheckpoint.open(checkpoint, fingerprint);
        state = saved.state(manager, layout.shapes());
        step = saved.step();
      }
      return new LoraTraining(
          model, baseModelId, spec, order, fingerprint, layout, manager, state, step);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Optimizer steps done. */
  public int currentStep() {
    return step;
  }

  /** Optimizer steps in all. */
  public int steps() {
    return order.steps();
  }

  public boolean done() {
    return step >= steps();
  }

  /**
   * One optimizer step.
   *
   * @throws TrainingDivergedException if the loss is no finite number; the weights are then as they
   *     were before the step
   */
  public StepReport next() {
    if (done()) {
      throw new IllegalStateException("The run is done after " + steps() + " steps");
    }
    List<TokenRow> rows = order.rows(step);
    double total = TokenBatch.total(rows);
    float rate = spec.optimizer().rate(step, steps());
    int tokens = 0;
    try (NDManager scratch = manager.newSubManager()) {
      NDList sums = new NDList();
      List<List<TokenRow>> passes = TokenBatch.passes(rows, spec.footprint().tokensAtOnce());
      for (int pass = 0; pass < passes.size(); pass++) {
        try (NDManager passing = scratch.newSubManager()) {
          TokenBatch batch = TokenBatch.of(passing, passes.get(pass), total);
          tokens += batch.tokens();
          NDList found = gradients(sums.isEmpty() ? scratch : passing, batch, dropoutSeed(pass));
          sums = sums.isEmpty() ? found : model.run(scratch, "accumulate", sums, found);
        }
      }
      NDList applied = adamwStep(scratch, sums, rate);
      float loss = applied.get(0).toFloatArray()[0];
      if (!Float.isFinite(loss) || !Float.isFinite(applied.get(1).getFloat())) {
        throw new TrainingDivergedException(step + 1, loss);
      }
      step++;
      return new StepReport(step, steps(), loss, rate, tokens);
    }
  }

  private NDList gradients(NDManager results, TokenBatch batch, long dropoutSeed) {
    Rotary rotary = model.rotary(batch.reach());
    return model.run(
        results,
        "lora_gradients",
        model.weights(),
        state.masters(),
        layout.slots(),
        model.weights().get(0),
        layout.embedded(),
        batch.ids(),
        batch.places(),
        batch.spans(),
        rotary.cosines(),
        rotary.sines(),
        batch.positions(),
        batch.targets(),
        batch.weights(),
        config.scaling(),
        config.dropout(),
        dropoutSeed,
        spec.footprint().recompute() || model.isPacked(),
        model.compute().code());
  }

  /** Differs from step to step and from pass to pass; a layer adds its number. */
  private long dropoutSeed(int pass) {
    return ((spec.seed() * 1_000_003 + step) * 1_009 + pass) * 1_021;
  }

  private NDList adamwStep(NDManager results, NDList sums, float rate) {
    AdamW optimizer = spec.optimizer();
    return model.run(
        results,
        "adamw_step",
        sums,
        state.masters(),
        state.first(),
        state.second(),
        state.steps(),
        rate,
        optimizer.secondBeta(),
        optimizer.weightDecay(),
        optimizer.maxGradientNorm());
  }

  /**
   * Writes A, B, AdamW's state and the step to a folder, aside and then renamed: a crash leaves the
   * former one whole.
   */
  public void checkpoint(Path folder) {
    LoraCheckpoint.write(folder, fingerprint, step, state.values(layout.shapes()));
  }

  /** Writes the adapter as a PEFT folder. */
  public void save(Path adapterFolder) {
    try (LoraAdapter adapter = adapter()) {
      PeftFolder.write(adapterFolder, baseModelId, adapter);
    }
  }

  /** The candidate as it stands, a copy that later steps do not change; the caller closes it. */
  public LoraAdapter adapter() {
    return LoraStart.copy(model, config, layout, state.masters());
  }

  @Override
  public void close() {
    manager.close();
  }
}
