package io.qalam.trainer.worker;

import io.qalam.trainer.file.Pace;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.StepReport;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.fit.WrittenExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.serve.ScoreRequest;
import io.qalam.trainer.serve.WrittenSummary;
import io.qalam.trainer.text.SummaryTask;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The worker's model is Qalam's engine. */
final class EngineModel implements LabelModel {
  private final Engine engine;

  EngineModel(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String baseModelId() {
    return engine.baseModelId();
  }

  @Override
  public LoraRunSpec usual(long seed) {
    return LoraRunSpec.usual(engine.config().hiddenSize(), engine.isPacked(), seed);
  }

  @Override
  public Adapter load(Path folder, Pace pace) {
    return new EngineAdapter(engine.load(folder, pace));
  }

  @Override
  public List<List<LabelScore>> score(List<Question> questions) {
    return engine.score(
        questions.stream()
            .map(q -> new ScoreRequest(unwrapped(q.adapter()), q.task(), q.texts()))
            .toList());
  }

  @Override
  public List<WrittenSummary> summarise(
      @Nullable Adapter adapter,
      SummaryTask task,
      List<String> texts,
      int mostTokens,
      BooleanSupplier cancelled) {
    return engine.summarise(unwrapped(adapter), task, texts, mostTokens, cancelled);
  }

  @Override
  public Run trainSummaries(
      LoraRunSpec spec,
      List<WrittenExample> rows,
      @Nullable Adapter from,
      @Nullable Path checkpoint) {
    return new EngineRun(engine.trainWritten(spec, rows, unwrapped(from), checkpoint));
  }

  @Override
  public Run train(
      LoraRunSpec spec,
      List<TrainingExample> rows,
      @Nullable Adapter from,
      @Nullable Path checkpoint) {
    return new EngineRun(engine.train(spec, rows, unwrapped(from), checkpoint));
  }

  @Override
  public void close() {
    engine.close();
  }

  private static @Nullable LoraAdapter unwrapped(@Nullable Adapter adapter) {
    return adapter == null ? null : ((EngineAdapter) adapter).loaded();
  }

  private record EngineAdapter(LoraAdapter loaded) implements Adapter {
    @Override
    public LoraConfig config() {
      return loaded.config();
    }

    @Override
    public void close() {
      loaded.close();
    }
  }

  private record EngineRun(LoraTraining training) implements Run {
    @Override
    public int currentStep() {
      return training.currentStep();
    }

    @Override
    public int steps() {
      return training.steps();
    }

    @Override
    public StepReport next() {
      return training.next();
    }

    @Override
    public void checkpoint(Path folder) {
      training.checkpoint(folder);
    }

    @Override
    public void save(Path folder) {
      training.save(folder);
    }

    @Override
    public void close() {
      training.close();
    }
  }
}
