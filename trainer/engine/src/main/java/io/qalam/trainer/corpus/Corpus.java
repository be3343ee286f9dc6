package io.qalam.trainer.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows that the base may learn from, and the development rows that it is measured on.
 *
 * <p>Sets without splits are cut 70/20/10 by the id's hash. Of every set only the training part is
 * read; a tenth of a training part without a development part becomes one. The rows that the proof
 * of the loop uses are left out, text and label. What repeats a held-out text is left out too.
 */
public final class Corpus {
  private static final ObjectMapper JSON = new ObjectMapper();

  static final List<String> DATASETS = DatasetSource.ALL.stream().map(DatasetSource::name).toList();

  /** Held out as a whole: evaluation suites. */
  private static final List<String> SUITES = List.of("ar_mhc_hatecheck", "hi_mhc_hatecheck");

  /** The data set name of our own texts. */
  static final String OWN = "own";

  private final List<SourceRow> training;
  private final List<SourceRow> development;
  private final Map<String, Map<String, Integer>> counts;
  private final int heldOutTexts;

  private Corpus(
      List<SourceRow> training,
      List<SourceRow> development,
      Map<String, Map<String, Integer>> counts,
      int heldOutTexts) {
    this.training = training;
    this.development = development;
    this.counts = counts;
    this.heldOutTexts = heldOutTexts;
  }

  /**
   * Reads and checks everything.
   *
   * @param data folder of the data sets
   * @param own our own texts, JSONL with text, lang, sentiment, topic
   * @param never files whose texts must not be learned from, JSONL with text: the demo posts
   */
  public static Corpus read(Path data, List<Path> own, List<Path> never) throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    for (String dataset : DATASETS) {
      rows.addAll(readFile(data.resolve(dataset + ".jsonl"), dataset));
    }
    for (Path file : own) {
      rows.addAll(readFile(file, OWN));
    }
    List<String> forbidden = new ArrayList<>();
    for (String suite : SUITES) {
      readFile(data.resolve(suite + ".jsonl"), suite).forEach(row -> forbidden.add(row.text()));
    }
    for (Path file : never) {
      readFile(file, "never").forEach(row -> forbidden.add(row.text()));
    }
    return sort(rows, forbidden);
  }

  private static Corpus sort(List<SourceRow> rows, List<String> forbidden) {
    Set<String> withDevelopment = new HashSet<>();
    rows.stream()
        .filter(row -> row.split().equals("dev"))
        .forEach(row -> withDevelopment.add(row.dataset()));
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    List<SourceRow> candidates = new ArrayList<>();
    List<SourceRow> development = new ArrayList<>();
    for (SourceRow row : rows) {
      Part part = Part.of(row, withDevelopment.contains(row.dataset()));
      count(counts, row, part.name().toLowerCase(java.util.Locale.ROOT));
      switch (part) {
        case TRAINING -> candidates.add(row);
        case DEVELOPMENT -> {
          development.add(row);
          forbidden.add(row.text());
        }
        case TEST, LOOP_PROOF -> forbidden.add(row.text());
      }
    }
    HeldOutTexts heldOut = new HeldOutTexts(forbidden);
    List<SourceRow> training = new ArrayList<>();
    for (SourceRow row : candidates) {
      boolean leak = heldOut.repeats(row.text());
      count(counts, row, leak ? "left_out_as_repeat" : "used");
      if (!leak) {
        training.add(row);
      }
    }
    return new Corpus(List.copyOf(training), List.copyOf(development), counts, heldOut.size());
  }

  /** What a row may be used for. */
  enum Part {
    TRAINING,
    DEVELOPMENT,
    TEST,
    LOOP_PROOF;

    static Part of(SourceRow row, boolean hasDevelopment) {
      if (row.split().equals("test")) {
        return TEST;
      }
      if (isLoopProof(row)) {
        return LOOP_PROOF;
      }
      if (row.split().equals("dev")) {
        return DEVELOPMENT;
      }
      long tenth = row.hash() % 10;
      if (row.split().equals("all")) {
        return tenth < 7 ? TRAINING : tenth < 9 ? TEST : DEVELOPMENT;
      }
      return !hasDevelopment && tenth == 9 ? DEVELOPMENT : TRAINING;
    }
  }

  /**
   * A quarter of ArSarcasm-v2 and half of BRIGHTER Hindi are kept for the proof that the loop
   * turns.
   */
  static boolean isLoopProof(SourceRow row) {
    return switch (row.dataset()) {
      case "ar_arsarcasm_v2" -> row.hash() % 4 == 0;
      case "hi_brighter_emotion" -> row.hash() % 2 == 0;
      default -> false;
    };
  }

  private static void count(Map<String, Map<String, Integer>> counts, SourceRow row, String what) {
    counts.computeIfAbsent(row.dataset(), d -> new TreeMap<>()).merge(what, 1, Integer::sum);
  }

  static List<SourceRow> readFile(Path file, String dataset) throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode json = JSON.readTree(line);
      Map<String, String> fields = new LinkedHashMap<>();
      json.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
      rows.add(
          new SourceRow(
              dataset,
              fields.getOrDefault("id", dataset + "-" + rows.size()),
              fields.getOrDefault("lang", "und"),
              fields.getOrDefault("split", "train"),
              fields.getOrDefault("text", ""),
              fields));
    }
    return rows;
  }

  List<SourceRow> training() {
    return training;
  }

  List<SourceRow> development() {
    return development;
  }

  /** Rows by data set and use, for the model card. */
  public Map<String, Map<String, Integer>> counts() {
    return counts;
  }

  /** How many different normalised texts were held out. */
  public int heldOutTexts() {
    return heldOutTexts;
  }

  /** Distinct training texts, with how often the tokenizer's trainer counts each. */
  public Map<String, Integer> tokenizerTexts() {
    Map<String, Integer> texts = new LinkedHashMap<>();
    training.forEach(row -> texts.put(row.text(), Script.of(row).tokenizerWeight()));
    return texts;
  }

  /** Documents for next-token training: distinct texts, those of scarce scripts repeated. */
  public List<String> documents() {
    Map<String, Integer> repeats = new LinkedHashMap<>();
    training.forEach(
        row -> repeats.put(row.text().replace("[SEP]", "\n"), Script.of(row).repeats()));
    List<String> documents = new ArrayList<>();
    repeats.forEach((text, times) -> documents.addAll(java.util.Collections.nCopies(times, text)));
    return documents;
  }

  /** Development texts by script, for the tokenizer's fairness. */
  public Map<String, List<String>> developmentTexts() {
    Map<String, List<String>> texts = new TreeMap<>();
    for (SourceRow row : development) {
      texts.computeIfAbsent(Script.of(row).title(), s -> new ArrayList<>()).add(row.text());
    }
    return new HashMap<>(texts);
  }
}
