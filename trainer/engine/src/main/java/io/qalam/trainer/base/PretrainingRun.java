package io.qalam.trainer.base;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.fit.Batches;
import io.qalam.trainer.fit.FullTraining;
import io.qalam.trainer.fit.TokenRow;
import io.qalam.trainer.fit.TrainingDivergedException;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The full-parameter steps of making a base, phase after phase, resumable at its last checkpoint.
 *
 * <p>Every batch follows from the seed, so that a resumed run does what the unbroken one would have
 * done.
 */
final class PretrainingRun implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH_TOKENS = 4096;
  private static final float WEIGHT_DECAY = 0.1f;
  private static final float MAX_GRADIENT_NORM = 1;
  private static final float WARMUP = 0.03f;

  /** Rows of one epoch. */
  interface Rows {
    List<TokenRow> epoch(long epochSeed);
  }

  /** Part of the run: its rows, its tokens, and the learning rate at its peak and at its end. */
  record Phase(String name, Rows rows, long tokens, float peakRate, float lastRate) {

    float rate(long done) {
      float share = Math.min(1, (float) done / tokens);
      if (share < WARMUP) {
        return peakRate * (share + 0.001f) / WARMUP;
      }
      return peakRate + (lastRate - peakRate) * (share - WARMUP) / (1 - WARMUP);
    }
  }

  private final LlamaModel model;
  private final Path work;
  private final long seed;
  private final Duration checkpointEvery;
  private final ArrayNode curve;
  private final FullTraining training;
  private int phase;
  private long epoch;
  private int batch;
  private long phaseTokens;
  private double seconds;
  private float smoothed = Float.NaN;
  private long lastCheckpoint = System.nanoTime();

  /** Starts anew, or where the last checkpoint in the work folder stands. */
  PretrainingRun(LlamaConfig config, Path work, long seed, Duration checkpointEvery)
      throws IOException {
    this.model = LlamaModel.withoutWeights(config, Device.cpu(), Compute.fastestOn("cpu"));
    this.work = work;
    this.seed = seed;
    this.checkpointEvery = checkpointEvery;
    Path state = work.resolve("checkpoint.json");
    if (Files.exists(state)) {
      ObjectNode json = (ObjectNode) JSON.readTree(Files.readAllBytes(state));
      this.training =
          FullTraining.resume(model, Safetensors.open(work.resolve(json.get("file").asText())));
      this.phase = json.get("phase").asInt();
      this.epoch = json.get("epoch").asLong();
      this.batch = json.get("batch").asInt();
      this.phaseTokens = json.get("tokens").asLong();
      this.seconds = json.get("seconds").asDouble();
      this.smoothed = json.has("smoothed") ? json.get("smoothed").floatValue() : Float.NaN;
      this.curve = (ArrayNode) json.get("curve");
      System.err.printf(Locale.ROOT, "resumed in phase %d at %d tokens%n", phase, phaseTokens);
    } else {
      this.training = FullTraining.fromScratch(model, seed);
      this.curve = JSON.createArrayNode();
    }
  }

  /** Runs what is left of all phases. */
  void run(List<Phase> phases) throws IOException {
    while (phase < phases.size()) {
      run(phases.get(phase));
      phase++;
      epoch = 0;
      batch = 0;
      phaseTokens = 0;
      smoothed = Float.NaN;
      checkpoint();
    }
  }

  private void run(Phase current) throws IOException {
    while (phaseTokens < current.tokens()) {
      long epochSeed = seed * 1_000_003 + phase * 10_007L + epoch;
      List<List<TokenRow>> batches =
          Batches.ofTokens(current.rows().epoch(epochSeed), BATCH_TOKENS, epochSeed);
      while (batch < batches.size() && phaseTokens < current.tokens()) {
        step(current, batches.get(batch));
      }
      if (batch >= batches.size()) {
        epoch++;
        batch = 0;
      }
    }
  }

  private void step(Phase current, List<TokenRow> rows) throws IOException {
    long start = System.nanoTime();
    float rate = current.rate(phaseTokens);
    float[] result = training.step(rows, rate, WEIGHT_DECAY, MAX_GRADIENT_NORM);
    int tokens = rows.stream().mapToInt(row -> row.ids().length).sum();
    double spent = (System.nanoTime() - start) / 1e9;
    if (!Float.isFinite(result[0])) {
      throw new TrainingDivergedException(batch, result[0]);
    }
    batch++;
    phaseTokens += tokens;
    seconds += spent;
    report(current, result, rate, tokens / spent);
    if (System.nanoTime() - lastCheckpoint > checkpointEvery.toNanos()) {
      checkpoint();
      lastCheckpoint = System.nanoTime();
    }
  }

  private void report(Phase current, float[] result, float rate, double speed) {
    smoothed = Float.isNaN(smoothed) ? result[0] : 0.95f * smoothed + 0.05f * result[0];
    if (batch % 20 == 0) {
      System.err.printf(
          Locale.ROOT,
          "%s epoch %d batch %d tokens %d of %d loss %.4f norm %.2f rate %.5f %.0f tokens/s%n",
          current.name(),
          epoch,
          batch,
          phaseTokens,
          current.tokens(),
          smoothed,
          result[1],
          rate,
          speed);
      curve
          .addObject()
          .put("phase", current.name())
          .put("tokens", phaseTokens)
          .put("loss", smoothed);
    }
  }

  private void checkpoint() throws IOException {
    String file = "checkpoint-" + phase + "-" + phaseTokens + ".safetensors";
    Safetensors.writeFloats(work.resolve(file), training.checkpoint());
    ObjectNode json =
        JSON.createObjectNode().put("file", file).put("phase", phase).put("epoch", epoch);
    json.put("batch", batch).put("tokens", phaseTokens).put("seconds", seconds);
    if (!Float.isNaN(smoothed)) {
      json.put("smoothed", smoothed);
    }
    json.set("curve", curve);
    Path aside = work.resolve("checkpoint.json.new");
    Files.writeString(aside, json.toString());
    Files.move(
        aside,
        work.resolve("checkpoint.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (var files = Files.list(work)) {
      for (Path old :
          files.filter(f -> f.getFileName().toString().startsWith("checkpoint-")).toList()) {
        if (!old.getFileName().toString().equals(file)) {
          Files.delete(old);
        }
      }
    }
  }

  /** Gives a work folder that has no checkpoint another's. */
  static void copyCheckpoint(Path from, Path to) throws IOException {
    Path state = to.resolve("checkpoint.json");
    if (!Files.exists(state)) {
      Path other = from.resolve("checkpoint.json");
      String file = JSON.readTree(Files.readAllBytes(other)).get("file").asText();
      Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      Files.copy(other, state);
    }
  }

  Map<String, Safetensors.Values> weights() {
    return training.weights();
  }

  /** Smoothed losses, every twenty steps. */
  ArrayNode curve() {
    return curve;
  }

  /** Seconds spent in steps, all sittings together. */
  double seconds() {
    return seconds;
  }

  /** The number format of its products. */
  Compute compute() {
    return model.compute();
  }

  @Override
  public void close() {
    model.close();
  }
}
