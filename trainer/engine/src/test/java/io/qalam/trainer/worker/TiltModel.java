package io.qalam.trainer.worker;

import io.qalam.trainer.file.Pace;
import io.qalam.trainer.fit.CheckpointException;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.StepReport;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.fit.WrittenExample;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.serve.WrittenSummary;
import io.qalam.trainer.text.SummaryTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A model without native code: an adapter is a number, its tilt, and the label of a text is its
 * length plus the tilt, modulo the labels; the base's tilt is 0. An answer therefore shows which
 * adapter gave it.
 *
 * <p>It is as strict as the engine: one thread but for loading, no closed adapter, no call after
 * its death.
 */
final class TiltModel implements LabelModel {
  static final String BASE = "tilt-base-0123456789ab";

  /** A text that fails the call, as native trouble does. */
  static final String POISON = "poison";

  /** A text whose probabilities are not finite. */
  static final String BOTTOMLESS = "bottomless";

  private static final LoraConfig SHAPE = new LoraConfig(4, 8, 0, LoraConfig.ALL_LINEAR, false);

  final Set<TiltAdapter> open = ConcurrentHashMap.newKeySet();
  final List<String> loads = new CopyOnWriteArrayList<>();
  final List<List<Question>> calls = new CopyOnWriteArrayList<>();
  final List<Integer> steps = new CopyOnWriteArrayList<>();
  volatile List<TrainingExample> trainedOn = List.of();
  volatile List<WrittenExample> writtenOn = List.of();
  final List<List<String>> summed = new CopyOnWriteArrayList<>();
  volatile IntConsumer beforeStep = step -> {};
  volatile Runnable beforeScoring = () -> {};
  volatile Runnable beforeLoading = () -> {};
  volatile int stepsInRun = 10;
  private volatile boolean dead;
  private @Nullable Thread thread;

  /** What kill -9 looks like from inside: nothing the model is asked for afterwards happens. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  TiltModel open() {
    thread = Thread.currentThread();
    return this;
  }

  Killed die() {
    dead = true;
    return new Killed();
  }

  @Override
  public String baseModelId() {
    return BASE;
  }

  @Override
  public LoraRunSpec usual(long seed) {
    return LoraRunSpec.forSmallBase(seed);
  }

  @Override
  public Adapter load(Path folder, Pace pace) {
    beforeLoading.run();
    loads.add(folder.getFileName().toString());
    try {
      String tilt = Files.readString(folder.resolve("adapter_model.safetensors"));
      return new TiltAdapter(this, Float.parseFloat(tilt));
    } catch (IOException | NumberFormatException e) {
      throw new AdapterException("no tilt in " + folder, e);
    }
  }

  static int label(String text, float tilt, int labels) {
    return Math.floorMod(text.length() + (int) tilt, labels);
  }

  @Override
  public List<List<LabelScore>> score(List<Question> questions) {
    requireThread();
    calls.add(questions);
    beforeScoring.run();
    return questions.stream().map(this::score).toList();
  }

  private List<LabelScore> score(Question question) {
    TiltAdapter tilted = (TiltAdapter) question.adapter();
    if (tilted != null && !open.contains(tilted)) {
      throw new IllegalStateException("scored with a closed adapter");
    }
    if (question.texts().contains(POISON)) {
      throw new IllegalStateException("native trouble with " + POISON);
    }
    float tilt = tilted == null ? 0 : tilted.tilt;
    int labels = question.task().answers().size();
    return question.texts().stream()
        .map(text -> score(text, text.equals(BOTTOMLESS) ? Float.NaN : tilt, labels))
        .toList();
  }

  private static LabelScore score(String text, float tilt, int labels) {
    float[] probabilities = new float[labels];
    Arrays.fill(probabilities, Float.isNaN(tilt) ? Float.NaN : 0.4f / labels);
    probabilities[label(text, tilt, labels)] += 0.6f;
    return new LabelScore(probabilities);
  }

  /** The text's own words, of which the tilt says how many. */
  @Override
  public List<WrittenSummary> summarise(
      @Nullable Adapter adapter,
      SummaryTask task,
      List<String> texts,
      int mostTokens,
      BooleanSupplier cancelled) {
    requireThread();
    beforeScoring.run();
    if (adapter != null && !open.contains(adapter)) {
      throw new IllegalStateException("written with a closed adapter");
    }
    if (texts.contains(POISON)) {
      throw new IllegalStateException("native trouble with " + POISON);
    }
    int words = 1 + (adapter == null ? 0 : (int) ((TiltAdapter) adapter).tilt);
    summed.add(texts);
    return texts.stream().map(text -> summary(text, words)).toList();
  }

  static WrittenSummary summary(String text, int words) {
    List<String> all = List.of(text.split(" "));
    String said = String.join(" ", all.subList(0, Math.min(words, all.size())));
    return new WrittenSummary(said, text.equals(BOTTOMLESS) ? Float.NaN : 1f / words);
  }

  @Override
  public Run trainSummaries(
      LoraRunSpec spec,
      List<WrittenExample> rows,
      @Nullable Adapter from,
      @Nullable Path checkpoint) {
    requireThread();
    writtenOn = rows;
    float tilt = from == null ? 0 : ((TiltAdapter) from).tilt;
    return new TiltRun(tilt + 1, checkpoint == null ? 0 : stepOf(checkpoint));
  }

  @Override
  public Run train(
      LoraRunSpec spec,
      List<TrainingExample> rows,
      @Nullable Adapter from,
      @Nullable Path checkpoint) {
    requireThread();
    trainedOn = rows;
    float tilt = from == null ? 0 : ((TiltAdapter) from).tilt;
    return new TiltRun(tilt + 1, checkpoint == null ? 0 : stepOf(checkpoint));
  }

  private static int stepOf(Path checkpoint) {
    try {
      return Integer.parseInt(Files.readString(checkpoint.resolve("step")));
    } catch (IOException | NumberFormatException e) {
      throw new CheckpointException("no step in " + checkpoint, e);
    }
  }

  @Override
  public void close() {
    requireThread();
  }

  private void requireThread() {
    if (thread != Thread.currentThread()) {
      throw new IllegalStateException("the model is confined to " + thread);
    }
    if (dead) {
      throw new IllegalStateException("the process is dead");
    }
  }

  static final class TiltAdapter implements Adapter {
    private final TiltModel model;
    private final float tilt;

    TiltAdapter(TiltModel model, float tilt) {
      this.model = model;
      this.tilt = tilt;
      model.open.add(this);
    }

    @Override
    public LoraConfig config() {
      return SHAPE;
    }

    @Override
    public void close() {
      if (!model.open.remove(this)) {
        throw new IllegalStateException("closed twice");
      }
    }
  }

  private final class TiltRun implements Run {
    private final float learned;
    private int step;

    TiltRun(float learned, int step) {
      this.learned = learned;
      this.step = step;
    }

    @Override
    public int currentStep() {
      return step;
    }

    @Override
    public int steps() {
      return stepsInRun;
    }

    @Override
    public StepReport next() {
      requireThread();
      beforeStep.accept(step + 1);
      step++;
      steps.add(step);
      return new StepReport(step, stepsInRun, 1f / step, 0.001f, 16);
    }

    @Override
    public void checkpoint(Path folder) {
      requireThread();
      write(folder, "step", Integer.toString(step));
    }

    @Override
    public void save(Path folder) {
      requireThread();
      write(folder, "adapter_config.json", "{}");
      write(folder, "adapter_model.safetensors", Float.toString(learned));
    }

    private static void write(Path folder, String name, String content) {
      try {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {}
  }
}
