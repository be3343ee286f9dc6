package io.qalam.trainer.worker;

import io.qalam.trainer.file.Pace;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.StepReport;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.fit.WrittenExample;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.serve.WrittenSummary;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.SummaryTask;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the worker asks of a model. There are two: {@link EngineModel}, and the tests' deterministic
 * one, which needs no native library.
 *
 * <p>Used, like all it hands out, by the one thread that opened it, but for {@link #load}.
 */
interface LabelModel extends AutoCloseable {
  String baseModelId();

  /** How an adapter of this base is trained where a project chose nothing. */
  LoraRunSpec usual(long seed);

  /**
   * Loads a PEFT folder, on any thread; the caller has it closed by the one that opened.
   *
   * @param pace gentle beside batches, full on the engine thread
   */
  Adapter load(Path folder, Pace pace);

  /** Texts of one task under one adapter or, with null, the base. */
  record Question(@Nullable Adapter adapter, LabelTask task, List<String> texts) {
    public Question {
      texts = List.copyOf(texts);
    }
  }

  /** Probabilities of the labels for each text of each question, all in common calls. */
  List<List<LabelScore>> score(List<Question> questions);

  /** The same for one question. */
  default List<LabelScore> score(@Nullable Adapter adapter, LabelTask task, List<String> texts) {
    return score(List.of(new Question(adapter, task, texts))).get(0);
  }

  /**
   * Writes a summary of each text under one adapter or, with null, the base.
   *
   * @param cancelled asked while it writes; true ends with what there is
   */
  List<WrittenSummary> summarise(
      @Nullable Adapter adapter,
      SummaryTask task,
      List<String> texts,
      int mostTokens,
      BooleanSupplier cancelled);

  /** Starts a run of summaries, as {@link #train} does one of labels. */
  Run trainSummaries(
      LoraRunSpec spec,
      List<WrittenExample> rows,
      @Nullable Adapter from,
      @Nullable Path checkpoint);

  /** Starts a run, or goes on from a checkpoint of the same spec and rows; the caller closes it. */
  Run train(
      LoraRunSpec spec,
      List<TrainingExample> rows,
      @Nullable Adapter from,
      @Nullable Path checkpoint);

  @Override
  void close();

  /** An adapter in memory. */
  interface Adapter extends AutoCloseable {
    LoraConfig config();

    @Override
    void close();
  }

  /** A training run in progress. */
  interface Run extends AutoCloseable {
    int currentStep();

    int steps();

    /** One optimizer step. */
    StepReport next();

    /** Writes what a later {@code train} goes on from, whole or not at all. */
    void checkpoint(Path folder);

    /** Writes the adapter as it stands as a PEFT folder. */
    void save(Path folder);

    @Override
    void close();
  }
}
