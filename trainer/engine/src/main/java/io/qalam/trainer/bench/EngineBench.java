package io.qalam.trainer.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.cli.Command;
import io.qalam.trainer.cli.Options;
import io.qalam.trainer.text.LabelTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code ./qalam bench engine}: the engine beside transformers and PEFT, in turns. */
public final class EngineBench {
  static final int WARM_UP_STEPS = 5;
  static final LabelTask TASK =
      new LabelTask(
          "sentiment",
          "ar",
          "Read the post below and say which sentiment its author expresses: positive where joy,"
              + " praise or hope prevails, negative where anger, sorrow or complaint does, neutral"
              + " where the post only informs.",
          List.of("positive", "negative", "neutral"));

  static final String HELP =
      """
      ./qalam bench engine [options]
        LoRA training (real tokens a second: the rows', without padding), label scoring (posts a
        second) and peak memory of Qalam's engine beside transformers + PEFT, on the demo's Arabic
        posts, each measurement in a process of its own, the sides taking turns (one adapter and
        sixteen: in one process, batch by batch); prints medians, spread and ratios. Ours reads
        what rows begin with once, so training is measured with one instruction for all rows, as
        in a project, and with an instruction of its own for each. Scoring is measured against
        every label in a row of its own, each prompt's cache, and the instruction's cache kept for
        all posts. ./qalam bench swap measures swaps of adapters; ./qalam bench archive writes the
        program that bench/gpu times on a host with a GPU

        --python FILE         a Python with torch, transformers and peft; without, ours alone
        --model DIR           a Hugging Face folder of a Llama (the base that ships)
        --rounds N            measurements of each (5)
        --threads N           of the matrix products (all cores)
        --compute TYPE        float32 (default) or bfloat16, on both sides
        --json                the figures as JSON
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of("--python", "--model", "--rounds", "--threads", "--compute");
  private static final List<String> COMPUTES = List.of("float32", "bfloat16");
  private static final String APART = "train-apart";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One of ours against one of theirs, or against another of ours that the same process measured.
   *
   * @param unit of the rates
   * @param theirs empty for another of ours
   */
  record Pair(String what, String unit, String ours, String theirs) {
    boolean isOursAlone() {
      return theirs.isEmpty();
    }
  }

  static final List<Pair> PAIRS =
      List.of(
          new Pair("one instruction, PEFT padded", "tokens/s", "train", "train"),
          new Pair("one instruction, PEFT packed", "tokens/s", "train", "train-packed"),
          new Pair("own instructions, PEFT padded", "tokens/s", APART, APART),
          new Pair("own instructions, PEFT packed", "tokens/s", APART, "train-packed-apart"),
          new Pair("label scoring, no prefix cache", "posts/s", "score", "score"),
          new Pair("label scoring, prefix cache", "posts/s", "score", "score-cached"),
          new Pair("label scoring, opening kept", "posts/s", "score", "score-opening"),
          new Pair("16 adapters in a batch, 1", "posts/s", "adapters-16", ""));

  private final Path root;
  private final Path model;
  private final String python;
  private final int rounds;
  private final int threads;
  private final String compute;
  private final Map<String, List<JsonNode>> found = new HashMap<>();

  private EngineBench(Options options) {
    this.root = Path.of(System.getProperty("qalam.root", "."));
    this.model = options.model();
    this.python = options.text("--python", "");
    this.rounds = Math.toIntExact(options.number("--rounds", 5));
    this.threads = options.threads();
    this.compute = options.text("--compute", "float32");
    if (rounds < 1 || !COMPUTES.contains(compute)) {
      throw new IllegalArgumentException(
          "--rounds found %d, expected 1 or more; --compute found '%s', expected one of %s"
              .formatted(rounds, compute, COMPUTES));
    }
  }

  public static void main(String[] arguments) {
    Command.run(
        arguments,
        HELP,
        () -> {
          Options options = new Options(arguments, OPTIONS, Set.of("--json"));
          EngineBench bench = new EngineBench(options);
          bench.measure();
          System.out.println(options.has("--json") ? bench.json().toPrettyString() : bench.table());
        });
  }

  private void measure() throws IOException, InterruptedException {
    Path posts = root.resolve("launcher/src/main/resources/demo/ar_sentiment.jsonl");
    Path ids = Files.createTempFile("qalam-bench", ".json");
    Path apart = Files.createTempFile("qalam-bench", ".json");
    try {
      BenchWork work = BenchWork.read(posts, TASK, 1);
      work.writeIds(model, ids);
      work.apart().writeIds(model, apart);
      for (int round = 1; round <= rounds; round++) {
        for (Pair pair : PAIRS) {
          one("ours " + pair.ours, own(pair.ours, posts), round);
          if (!pair.isOursAlone() && !python.isEmpty()) {
            Path rows = pair.theirs.endsWith("-apart") ? apart : ids;
            one("theirs " + pair.theirs, theirs(pair.theirs, rows), round);
          }
        }
      }
    } finally {
      Files.delete(ids);
      Files.delete(apart);
    }
  }

  private List<String> own(String part, Path posts) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        OwnSide.class.getName(),
        part,
        model.toString(),
        posts.toString(),
        "" + threads,
        compute);
  }

  private List<String> theirs(String part, Path ids) {
    return List.of(
        python,
        root.resolve("bench/engine/peft_side.py").toString(),
        part,
        model.toString(),
        ids.toString(),
        "" + threads,
        compute);
  }

  private void one(String name, List<String> command, int round)
      throws IOException, InterruptedException {
    System.err.printf(Locale.ROOT, "round %d of %d: %s%n", round, rounds, name);
    Path log = Files.createTempFile("qalam-bench", ".log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          name + " ended with " + process.exitValue() + ": " + Files.readString(log));
    }
    Files.delete(log);
    String last = out.strip().substring(out.strip().lastIndexOf('\n') + 1);
    found.computeIfAbsent(name, none -> new ArrayList<>()).add(JSON.readTree(last));
  }

  private List<Double> values(String name, String field) {
    return found.getOrDefault(name, List.of()).stream()
        .map(json -> json.path(field).asDouble())
        .sorted()
        .toList();
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%s, %d threads, %s; medians of %d [least, most]%n",
            machine(),
            threads,
            compute,
            rounds));
    for (Pair pair : PAIRS) {
      List<Double> ours = values("ours " + pair.ours, "rate");
      List<Double> others =
          pair.isOursAlone()
              ? values("ours " + pair.ours, "otherRate")
              : values("theirs " + pair.theirs, "rate");
      table.append(
          String.format(
              Locale.ROOT,
              "%-34s %s %s, %s %s, ratio %s; peak %s, %s MiB%n",
              pair.what,
              spread(ours),
              pair.unit,
              spread(others),
              pair.unit,
              ratio(ours, others),
              mebibytes("ours " + pair.ours),
              pair.isOursAlone() ? "the same" : mebibytes("theirs " + pair.theirs)));
    }
    return table.toString();
  }

  private static String spread(List<Double> rates) {
    return rates.isEmpty()
        ? "not measured"
        : String.format(
            Locale.ROOT,
            "%.0f [%.0f, %.0f]",
            OwnSide.median(rates),
            rates.get(0),
            rates.get(rates.size() - 1));
  }

  private static String ratio(List<Double> ours, List<Double> others) {
    return ours.isEmpty() || others.isEmpty()
        ? "not measured"
        : String.format(Locale.ROOT, "%.2f", OwnSide.median(ours) / OwnSide.median(others));
  }

  private String mebibytes(String name) {
    List<Double> peaks = values(name, "peakBytes");
    return peaks.isEmpty()
        ? "not measured"
        : String.format(Locale.ROOT, "%.0f", OwnSide.median(peaks) / (1 << 20));
  }

  private ObjectNode json() {
    ObjectNode json = JSON.createObjectNode().put("machine", machine());
    json.put("threads", threads).put("compute", compute).put("rounds", rounds);
    ObjectNode all = json.putObject("measured");
    found.forEach(
        (name, results) -> {
          ArrayNode array = all.putArray(name);
          results.forEach(array::add);
        });
    return json;
  }

  private static String machine() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }
}
