package io.qalam.trainer.dataset;

import static io.qalam.trainer.dataset.Split.DEVELOPMENT;
import static io.qalam.trainer.dataset.Split.TEST;
import static io.qalam.trainer.dataset.Split.TRAIN;

import io.qalam.trainer.dataset.DatasetReader.Raw;
import io.qalam.trainer.dataset.PreparedDataset.Report;
import io.qalam.trainer.dataset.PreparedDataset.Resplit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a dataset ready: labels in one spelling, short rows and repeats dropped, split where it is
 * not, training rows capped.
 *
 * <p>Kmainasi et al. 2024, arXiv:2410.15308, "Data preparation": 70 % train, 20 % test, 10 %
 * development, stratified by label; entries of fewer than three letters dropped; at most 20,000
 * training rows. Where a text stands in two splits the test split keeps it, then development.
 *
 * @param seed of every cut: the same seed cuts the same rows
 */
public record Preparation(Resplit resplit, int trainCap, long seed) {

  /** Hears how far a preparation is. */
  @FunctionalInterface
  public interface Progress {

    void at(int done, int all);
  }

  private static final Pattern LETTER = Pattern.compile("\\p{L}|(?=\\p{IsDevanagari})\\p{M}");
  private static final int LEAST_LETTERS = 3;
  private static final int PAPERS_CAP = 20_000;

  public Preparation {
    if (trainCap < 1) {
      throw new IllegalArgumentException("Preparation.trainCap must be at least 1: " + trainCap);
    }
  }

  /** The paper's cap, the given test split kept whole. */
  public static Preparation standard(long seed) {
    return new Preparation(Resplit.KEEP_TEST, PAPERS_CAP, seed);
  }

  /**
   * Prepares datasets that one model is to be trained on: no training row of one repeats a text
   * that another tests or develops on.
   *
   * @throws DatasetException naming the file and line, or the labels that the manifest does not
   *     know
   */
  public List<PreparedDataset> prepare(Path folder, List<DatasetSpec> specs) {
    return prepare(folder, specs, (done, all) -> {});
  }

  /** The same, heard of while it lasts. */
  public List<PreparedDataset> prepare(Path folder, List<DatasetSpec> specs, Progress progress) {
    long bytes = specs.stream().mapToLong(spec -> DatasetReader.bytes(folder, spec)).sum();
    PreparationSteps steps = new PreparationSteps(bytes, progress);
    List<List<Raw>> read =
        specs.stream().map(spec -> DatasetReader.read(folder, spec, steps::read)).toList();
    steps.expect(read.stream().mapToLong(List::size).sum());
    List<Cleaned> cleaned = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      cleaned.add(clean(specs.get(i), read.get(i), steps));
    }
    Set<RowKey> heldOut = new HashSet<>();
    for (Cleaned dataset : cleaned) {
      for (Split split : List.of(TEST, DEVELOPMENT)) {
        rows(dataset.rows(), split).forEach(row -> heldOut.add(RowKey.of(row)));
      }
    }
    List<PreparedDataset> prepared =
        cleaned.stream().map(dataset -> finish(dataset, heldOut, steps)).toList();
    steps.done();
    return prepared;
  }

  /** A dataset that is clean and split, with what became of its rows until then. */
  private record Cleaned(
      DatasetSpec spec,
      List<String> labels,
      Map<Split, List<DatasetRow>> rows,
      int read,
      int tooShort,
      Repeats repeats,
      int unused) {}

  private Cleaned clean(DatasetSpec spec, List<Raw> read, PreparationSteps steps) {
    LabelNames names = new LabelNames(spec);
    List<Raw> unified = unified(spec, names, read);
    List<Raw> longEnough = unified.stream().filter(raw -> isLongEnough(raw.row())).toList();
    steps.compared(unified.size() - longEnough.size());
    Repeats repeats = new Repeats(steps);
    Map<Split, List<DatasetRow>> given = repeats.dropped(spec, longEnough);
    if (given.isEmpty()) {
      throw new DatasetException(
          spec.name() + ": none of " + read.size() + " rows is left, expected at least one");
    }
    return new Cleaned(
        spec,
        names.labels(),
        split(given),
        read.size(),
        unified.size() - longEnough.size(),
        repeats,
        resplits(given) ? rows(given, TEST).size() : 0);
  }

  private PreparedDataset finish(Cleaned dataset, Set<RowKey> heldOut, PreparationSteps steps) {
    List<DatasetRow> train = rows(dataset.rows(), TRAIN);
    steps.compared(dataset.read() - train.size());
    List<DatasetRow> own = new ArrayList<>();
    for (DatasetRow row : train) {
      if (!heldOut.contains(RowKey.of(row))) {
        own.add(row);
      }
      steps.compared(1);
    }
    List<DatasetRow> capped = capped(own);
    Map<Split, List<DatasetRow>> rows = new EnumMap<>(dataset.rows());
    rows.put(TRAIN, capped);
    return new PreparedDataset(
        dataset.spec(),
        dataset.labels(),
        rows,
        new Report(
            dataset.read(),
            dataset.tooShort(),
            dataset.repeats().inside,
            dataset.repeats().across,
            train.size() - own.size(),
            dataset.unused(),
            own.size() - capped.size()));
  }

  private static List<DatasetRow> rows(Map<Split, List<DatasetRow>> rows, Split split) {
    return rows.getOrDefault(split, List.of());
  }

  private static List<Raw> unified(DatasetSpec spec, LabelNames names, List<Raw> read) {
    Map<String, Integer> unknown = new LinkedHashMap<>();
    List<Raw> unified = new ArrayList<>();
    for (Raw raw : read) {
      List<String> labels = new ArrayList<>();
      for (String label : raw.row().labels()) {
        names.of(label).ifPresentOrElse(labels::add, () -> unknown.merge(label, 1, Integer::sum));
      }
      List<String> once = labels.stream().distinct().sorted().toList();
      DatasetRow row = raw.row();
      unified.add(
          new Raw(
              new DatasetRow(row.id(), row.text(), row.second(), once, row.summary()),
              raw.split()));
    }
    if (!unknown.isEmpty()) {
      throw new DatasetException(
          spec.name()
              + ": labels found with their rows "
              + unknown
              + ", expected some of "
              + names.labels()
              + ": add them to labels or aliases");
    }
    return unified;
  }

  /** Vowel signs count where they are letters of their own, as in Devanagari. */
  private static boolean isLongEnough(DatasetRow row) {
    return LETTER.matcher(row.text()).results().limit(LEAST_LETTERS).count() == LEAST_LETTERS;
  }

  /** Drops what was seen before, the splits that are kept whole first. */
  private static final class Repeats {
    private final PreparationSteps steps;
    private final Map<RowKey, Split> seen = new HashMap<>();
    private int inside;
    private int across;

    Repeats(PreparationSteps steps) {
      this.steps = steps;
    }

    Map<Split, List<DatasetRow>> dropped(DatasetSpec spec, List<Raw> rows) {
      Map<Split, List<DatasetRow>> kept = new EnumMap<>(Split.class);
      Set<Boolean> isSplit =
          rows.stream().map(raw -> raw.split().isPresent()).collect(Collectors.toSet());
      if (isSplit.size() > 1) {
        throw new DatasetException(
            spec.name() + ": some rows name a split and some do not; expected all or none");
      }
      for (Split split : List.of(TEST, DEVELOPMENT, TRAIN)) {
        List<DatasetRow> of = new ArrayList<>();
        for (Raw raw : rows) {
          if (raw.split().orElse(TRAIN) == split && isNew(raw.row(), split)) {
            of.add(raw.row());
          }
        }
        if (!of.isEmpty()) {
          kept.put(split, of);
        }
      }
      return kept;
    }

    private boolean isNew(DatasetRow row, Split split) {
      steps.compared(1);
      Split before = seen.putIfAbsent(RowKey.of(row), split);
      if (before == split) {
        inside++;
      } else if (before != null) {
        across++;
      }
      return before == null;
    }
  }

  private boolean resplits(Map<Split, List<DatasetRow>> given) {
    return resplit == Resplit.TRAIN_AGAIN && given.keySet().equals(Set.of(TRAIN, TEST));
  }

  private Map<Split, List<DatasetRow>> split(Map<Split, List<DatasetRow>> given) {
    Map<Split, List<DatasetRow>> rows = new EnumMap<>(Split.class);
    rows.putAll(given);
    List<DatasetRow> train = rows(given, TRAIN);
    boolean anew = resplits(given) || given.keySet().equals(Set.of(TRAIN));
    if (anew) {
      deal(rows, train, List.of(TRAIN, TEST, DEVELOPMENT), Stratified.shares(.7, .2, .1));
    } else if (!given.containsKey(DEVELOPMENT)) {
      deal(rows, train, List.of(TRAIN, DEVELOPMENT), Stratified.shares(.875, .125));
    } else if (!given.containsKey(TEST)) {
      deal(rows, train, List.of(TRAIN, TEST), Stratified.shares(.8, .2));
    }
    rows.putIfAbsent(TRAIN, train);
    return rows;
  }

  private void deal(
      Map<Split, List<DatasetRow>> rows,
      List<DatasetRow> from,
      List<Split> splits,
      List<Double> shares) {
    List<List<DatasetRow>> parts = Stratified.cut(from, shares, seed);
    for (int i = 0; i < splits.size(); i++) {
      rows.put(splits.get(i), parts.get(i));
    }
  }

  private List<DatasetRow> capped(List<DatasetRow> train) {
    if (train.size() <= trainCap) {
      return train;
    }
    double share = (double) trainCap / train.size();
    return Stratified.cut(train, Stratified.shares(share, 1 - share), seed).get(0);
  }
}
