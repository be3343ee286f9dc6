package io.qalam.trainer.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.StepReport;
import io.qalam.trainer.fit.TrainingDivergedException;
import io.qalam.trainer.fit.WrittenExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.store.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of the recipe in a folder: {@code adapter}, the one with the least loss on the development
 * rows ({@code adapter-STEP} while the run is under way); {@code training.json}, every step's loss
 * and every evaluation; {@code checkpoint}, from which the same call goes on to the same numbers.
 *
 * <p>An adapter is written before the journal names it and is deleted after a checkpoint no longer
 * needs it, so that a run can be killed anywhere.
 */
public final class RecipeTraining {
  private static final String ADAPTER = "adapter";
  private static final String CHECKPOINT = "checkpoint";
  private static final String JOURNAL = "training.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Engine engine;
  private final RecipeRun run;
  private final List<WrittenExample> development;
  private final Path folder;
  private final ObjectNode journal;

  private RecipeTraining(
      Engine engine,
      RecipeRun run,
      List<WrittenExample> development,
      Path folder,
      ObjectNode journal) {
    this.engine = engine;
    this.run = run;
    this.development = development;
    this.folder = folder;
    this.journal = journal;
  }

  /** Told of every step; a bar, or nothing. */
  public interface Progress {
    void step(StepReport report, @Nullable Double developmentLoss);
  }

  /** How a run ended. */
  public record Outcome(
      int steps, int bestStep, double bestLoss, double lossBefore, boolean stoppedEarly) {}

  /**
   * Runs to the end, or from where the folder's checkpoint left it.
   *
   * @param from the adapter to go on from, or null
   * @throws IllegalArgumentException if there are no rows, or the folder holds another run or a
   *     finished one
   * @throws TrainingDivergedException naming the step; checkpoint and best adapter stay
   */
  public static Outcome run(
      Engine engine,
      RecipeRun run,
      List<WrittenExample> rows,
      List<WrittenExample> development,
      @Nullable LoraAdapter from,
      Path folder,
      Progress progress)
      throws IOException {
    if (development.isEmpty()) {
      throw new IllegalArgumentException("The datasets have no development row to measure on");
    }
    Path file = folder.resolve(JOURNAL);
    boolean resumed = Files.isRegularFile(folder.resolve(CHECKPOINT).resolve("checkpoint.json"));
    ObjectNode journal = Files.exists(file) ? read(file) : JSON.createObjectNode();
    if (journal.has("steps")) {
      throw new IllegalArgumentException(
          folder + " holds a run that is finished, expected a new folder");
    }
    RecipeTraining training =
        new RecipeTraining(
            engine, run, development, folder, resumed ? journal : JSON.createObjectNode());
    if (resumed) {
      training.requireSame(rows.size(), from);
    }
    Path checkpoint = resumed ? folder.resolve(CHECKPOINT) : null;
    try (LoraTraining steps = engine.trainWritten(run.spec(), rows, from, checkpoint)) {
      if (!resumed) {
        Files.createDirectories(folder);
        AtomicFiles.deleteTree(folder.resolve(CHECKPOINT));
        training.begin(rows.size(), from);
      }
      return training.run(steps, progress);
    }
  }

  private static ObjectNode read(Path file) throws IOException {
    JsonNode json = JSON.readTree(Files.readAllBytes(file));
    if (json instanceof ObjectNode journal
        && json.path("losses").isArray()
        && json.path("evaluations").isArray()) {
      return journal;
    }
    throw new IllegalArgumentException(file + ": is no journal of a run");
  }

  private void begin(int rows, @Nullable LoraAdapter from) {
    journal.put("base", engine.baseModelId()).put("rows", rows);
    journal.set("settings", run.json());
    journal.putArray("losses");
    journal.putArray("evaluations");
    journal.put("lossBefore", (double) engine.loss(from, development, run.maxTokens()));
  }

  /** The loss before any step tells the base, the adapter to go on from, and the rows. */
  private void requireSame(int rows, @Nullable LoraAdapter from) {
    double before = engine.loss(from, development, run.maxTokens());
    double then = journal.path("lossBefore").asDouble();
    boolean same =
        journal.path("settings").toString().equals(run.json().toString())
            && journal.path("rows").asInt() == rows
            && Math.abs(before - then) <= 1e-3 * then;
    if (!same) {
      throw new IllegalArgumentException(
          folder
              + " holds a run with other rows, settings or base, or from another adapter; expected"
              + " the same, or a new folder");
    }
  }

  private Outcome run(LoraTraining training, Progress progress) throws IOException {
    forget(training.currentStep());
    boolean stopped = isOutOfPatience();
    while (!training.done() && !stopped) {
      StepReport report = training.next();
      ((ArrayNode) journal.get("losses")).add(report.loss());
      Double loss = isEvaluated(report) ? evaluate(training) : null;
      stopped = isOutOfPatience();
      if (loss != null || report.step() % run.checkpointSteps() == 0) {
        keep();
        training.checkpoint(folder.resolve(CHECKPOINT));
        sweep();
      }
      progress.step(report, loss);
    }
    JsonNode best = best();
    if (Files.isDirectory(adapter(best))) {
      Files.move(adapter(best), folder.resolve(ADAPTER), StandardCopyOption.ATOMIC_MOVE);
    }
    journal.put("stoppedEarly", stopped).put("steps", training.currentStep());
    keep();
    AtomicFiles.deleteTree(folder.resolve(CHECKPOINT));
    return new Outcome(
        training.currentStep(),
        best.path("step").asInt(),
        best.path("loss").asDouble(),
        journal.path("lossBefore").asDouble(),
        stopped);
  }

  /** What came after the checkpoint is done again. */
  private void forget(int step) {
    ArrayNode losses = (ArrayNode) journal.get("losses");
    while (losses.size() > step) {
      losses.remove(losses.size() - 1);
    }
    ArrayNode evaluations = (ArrayNode) journal.get("evaluations");
    while (evaluations.size() > 0
        && evaluations.get(evaluations.size() - 1).path("step").asInt() > step) {
      evaluations.remove(evaluations.size() - 1);
    }
  }

  private boolean isEvaluated(StepReport report) {
    long all = (long) run.epochs() * run.evaluationsPerEpoch();
    long now = report.step() * all / report.steps();
    long before = (report.step() - 1) * all / report.steps();
    return now > before;
  }

  private double evaluate(LoraTraining training) throws IOException {
    try (LoraAdapter adapter = training.adapter()) {
      float loss = engine.loss(adapter, development, run.maxTokens());
      if (!Float.isFinite(loss)) {
        throw new TrainingDivergedException(training.currentStep(), loss);
      }
      ArrayNode evaluations = (ArrayNode) journal.get("evaluations");
      evaluations.addObject().put("step", training.currentStep()).put("loss", (double) loss);
      if (best().path("step").asInt() == training.currentStep()) {
        AtomicFiles.deleteTree(adapter(best()));
        training.save(adapter(best()));
      }
      return loss;
    }
  }

  private Path adapter(JsonNode evaluation) {
    return folder.resolve(ADAPTER + "-" + evaluation.path("step").asInt());
  }

  /** Adapters that neither the journal nor the checkpoint needs any more. */
  private void sweep() throws IOException {
    try (var files = Files.newDirectoryStream(folder, ADAPTER + "-*")) {
      for (Path file : files) {
        if (!file.equals(adapter(best()))) {
          AtomicFiles.deleteTree(file);
        }
      }
    }
  }

  private boolean isOutOfPatience() {
    return run.patience() > 0 && sinceBest() >= run.patience();
  }

  private JsonNode best() {
    JsonNode best = journal.path("evaluations").path(0);
    for (JsonNode evaluation : journal.path("evaluations")) {
      if (evaluation.path("loss").asDouble() < best.path("loss").asDouble()) {
        best = evaluation;
      }
    }
    return best;
  }

  private int sinceBest() {
    int best = best().path("step").asInt();
    int since = 0;
    for (JsonNode evaluation : journal.path("evaluations")) {
      since += evaluation.path("step").asInt() > best ? 1 : 0;
    }
    return since;
  }

  private void keep() {
    try {
      AtomicFiles.replace(
          folder.resolve(JOURNAL),
          (journal.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": the journal cannot be written", e);
    }
  }
}
