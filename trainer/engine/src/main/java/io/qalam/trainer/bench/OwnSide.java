package io.qalam.trainer.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.fit.AdamW;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.RowSelection;
import io.qalam.trainer.fit.StepReport;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.serve.ScoreRequest;
import io.qalam.trainer.text.LabelTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One measurement of Qalam's engine, in a process of its own; prints one line of JSON.
 *
 * <p>Arguments: part, model, posts, threads, compute. Called by {@link EngineBench}.
 */
final class OwnSide {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SCORED_AT_ONCE = 64;
  private static final int TIMES = 5;

  private OwnSide() {}

  public static void main(String[] arguments) throws IOException {
    String part = arguments[0];
    Path model = Path.of(arguments[1]);
    LabelTask task = EngineBench.TASK;
    BenchWork work = BenchWork.read(Path.of(arguments[2]), task, 1);
    Compute compute = Compute.valueOf(arguments[4].toUpperCase(Locale.ROOT));
    try (Engine engine = Engine.open(model, "cpu", Integer.parseInt(arguments[3]), compute)) {
      ObjectNode found =
          switch (part) {
            case "train" -> train(engine, work);
            case "train-apart" -> train(engine, work.apart());
            case "score" -> score(engine, work);
            case "adapters-16" -> oneAndMany(engine, work, 16);
            default -> throw new IllegalArgumentException("Unknown part " + part);
          };
      found.put("peakBytes", peakBytes());
      System.out.println(found);
    }
  }

  private static LoraRunSpec spec() {
    return new LoraRunSpec(
        new LoraConfig(16, 32, 0, LoraConfig.ALL_LINEAR, false),
        new AdamW(1e-3f, 0, 0.999f, 0, 1),
        1,
        16,
        256,
        RowSelection.AS_GIVEN,
        false,
        new LoraRunSpec.Footprint(4096, false),
        1);
  }

  /** Real tokens a second: those of the rows, without any padding. */
  private static ObjectNode train(Engine engine, BenchWork work) {
    List<Double> rates = new ArrayList<>();
    double loss = 0;
    try (LoraTraining training = engine.train(spec(), work.rows(), null, null)) {
      while (!training.done()) {
        long start = System.nanoTime();
        StepReport report = training.next();
        if (report.step() > EngineBench.WARM_UP_STEPS) {
          rates.add(report.tokens() / seconds(start));
        }
        loss = report.loss();
      }
    }
    return JSON.createObjectNode().put("rate", median(rates)).put("lastLoss", loss);
  }

  /** Posts a second, {@value #SCORED_AT_ONCE} at once, with an adapter of rank 16. */
  private static ObjectNode score(Engine engine, BenchWork work) {
    List<Double> rates = new ArrayList<>();
    double sum = 0;
    try (LoraAdapter adapter = adapter(engine, work.rows().subList(0, 16))) {
      for (List<TrainingExample> batch : batches(work)) {
        List<ScoreRequest> requests = requests(work.task(), batch, List.of(adapter));
        long start = System.nanoTime();
        List<List<LabelScore>> scores = engine.score(requests);
        rates.add(SCORED_AT_ONCE / seconds(start));
        sum += scores.get(0).get(0).probabilities()[0];
      }
    }
    rates.remove(0); // to warm up
    return JSON.createObjectNode().put("rate", median(rates)).put("firstProbabilities", sum);
  }

  /**
   * Posts a second with many adapters in every batch, and with one, in turns in one process: what
   * the machine does meanwhile meets both. The first time over the posts is to warm up.
   */
  private static ObjectNode oneAndMany(Engine engine, BenchWork work, int many) {
    List<LoraAdapter> adapters = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      adapters.add(adapter(engine, work.rows().subList(i * 16, i * 16 + 16)));
    }
    List<List<LoraAdapter>> sides = List.of(adapters, adapters.subList(0, 1));
    List<List<Double>> rates = List.of(new ArrayList<>(), new ArrayList<>());
    for (int time = 0; time <= TIMES; time++) {
      for (List<TrainingExample> batch : batches(work)) {
        for (int side = 0; side < sides.size(); side++) {
          List<ScoreRequest> requests = requests(work.task(), batch, sides.get(side));
          long start = System.nanoTime();
          engine.score(requests);
          if (time > 0) {
            rates.get(side).add(SCORED_AT_ONCE / seconds(start));
          }
        }
      }
    }
    adapters.forEach(LoraAdapter::close);
    return JSON.createObjectNode()
        .put("rate", median(rates.get(0)))
        .put("otherRate", median(rates.get(1)));
  }

  private static List<List<TrainingExample>> batches(BenchWork work) {
    List<List<TrainingExample>> batches = new ArrayList<>();
    for (int to = SCORED_AT_ONCE; to <= work.rows().size(); to += SCORED_AT_ONCE) {
      batches.add(work.rows().subList(to - SCORED_AT_ONCE, to));
    }
    return batches;
  }

  private static List<ScoreRequest> requests(
      LabelTask task, List<TrainingExample> batch, List<LoraAdapter> adapters) {
    List<ScoreRequest> requests = new ArrayList<>();
    int each = batch.size() / adapters.size();
    for (int i = 0; i < adapters.size(); i++) {
      requests.add(
          new ScoreRequest(
              adapters.get(i),
              task,
              batch.subList(i * each, i * each + each).stream()
                  .map(TrainingExample::text)
                  .toList()));
    }
    return requests;
  }

  private static LoraAdapter adapter(Engine engine, List<TrainingExample> rows) {
    try (LoraTraining training = engine.train(spec(), rows, null, null)) {
      training.next();
      return training.adapter();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static long peakBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
