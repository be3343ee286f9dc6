package io.qalam.trainingset;

import io.qalam.ingestion.model.Split;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.Sentence;
import io.qalam.trainingset.model.LabelCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many labels of a project count, and whether they are enough to train on.
 *
 * @param train posts to train on
 * @param labels how many different labels those carry; null of summaries, which all differ
 * @param development posts the gate would look at
 * @param test posts kept for reports
 */
public record LabelTally(long train, @Nullable Long labels, long development, long test) {

  /** Fewer posts to train on teach an adapter nothing that could be measured. */
  public static final int LEAST_TRAIN = 20;

  /** With one label there is nothing to tell apart. */
  public static final int LEAST_LABELS = 2;

  /** Fewer development posts leave the gate without anything to look at. */
  public static final int LEAST_DEVELOPMENT = 10;

  static LabelTally of(List<LabelCount> counts) {
    return new LabelTally(
        posts(counts, Split.TRAIN),
        counts.stream()
            .filter(count -> count.split() == Split.TRAIN)
            .map(LabelCount::label)
            .distinct()
            .count(),
        posts(counts, Split.DEVELOPMENT),
        posts(counts, Split.TEST));
  }

  /** Of posts that get summaries, by part. */
  static LabelTally ofSummaries(Map<Split, Long> counts) {
    return new LabelTally(
        counts.getOrDefault(Split.TRAIN, 0L),
        null,
        counts.getOrDefault(Split.DEVELOPMENT, 0L),
        counts.getOrDefault(Split.TEST, 0L));
  }

  private static long posts(List<LabelCount> counts, Split split) {
    return counts.stream()
        .filter(count -> count.split() == split)
        .mapToLong(LabelCount::posts)
        .sum();
  }

  /** Whether a run could be trained on them. */
  public boolean isEnough() {
    return missing().isEmpty();
  }

  /**
   * Lets enough labels pass.
   *
   * @throws Conflict naming every number that is too small, and what is needed
   */
  void requireEnough() {
    List<Sentence> missing = missing();
    if (!missing.isEmpty()) {
      throw new Conflict(TrainingSetWording.TOO_FEW, missing);
    }
  }

  private List<Sentence> missing() {
    List<Sentence> missing = new ArrayList<>();
    addMissing(missing, TrainingSetWording.TO_TRAIN_ON, train, LEAST_TRAIN);
    if (labels != null) {
      addMissing(missing, TrainingSetWording.DIFFERENT, labels, LEAST_LABELS);
    }
    addMissing(missing, TrainingSetWording.DEVELOPMENT, development, LEAST_DEVELOPMENT);
    return missing;
  }

  private static void addMissing(
      List<Sentence> missing, TrainingSetWording what, long found, long needed) {
    if (found < needed) {
      missing.add(Sentence.of(what, found, needed));
    }
  }
}
