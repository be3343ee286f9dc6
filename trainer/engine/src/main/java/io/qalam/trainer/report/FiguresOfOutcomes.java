package io.qalam.trainer.report;

import static io.qalam.trainer.report.Subject.ADAPTER;
import static io.qalam.trainer.report.Subject.BASE;
import static io.qalam.trainer.report.Subject.YARDSTICK;

import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.eval.Calibration;
import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.eval.PairedBootstrap;
import io.qalam.trainer.eval.PairedBootstrap.Interval;
import io.qalam.trainer.recipe.Catalogue;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import io.qalam.trainer.report.SubjectFigures.Reliability;
import io.qalam.trainer.report.SubjectFigures.Unread;
import io.qalam.trainer.serve.LabelScore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes a dataset's figures from its outcomes; no model is needed. */
public record FiguresOfOutcomes(PairedBootstrap bootstrap, List<Catalogue.Entry> published) {

  private static final int MOST_UNREAD = 5;
  private static final int RESAMPLES = 1000;
  private static final long SEED = 1;

  /** A thousand draws, and what the LlamaLens paper publishes. */
  public static FiguresOfOutcomes standard() {
    return new FiguresOfOutcomes(new PairedBootstrap(RESAMPLES, SEED), Catalogue.all());
  }

  /** All figures of one dataset. */
  public DatasetFigures of(DatasetOutcomes outcomes) {
    List<SubjectFigures> subjects = new ArrayList<>();
    for (SubjectAnswers one : outcomes.answers()) {
      subjects.add(figures(outcomes, one, Way.WRITTEN));
      if (one.subject() != YARDSTICK && isScored(one)) {
        subjects.add(figures(outcomes, one, Way.SCORED));
      }
    }
    List<Difference> differences = new ArrayList<>();
    for (Way way : Way.values()) {
      difference(outcomes, ADAPTER, BASE, way).ifPresent(differences::add);
      difference(outcomes, ADAPTER, YARDSTICK, way).ifPresent(differences::add);
      difference(outcomes, BASE, YARDSTICK, way).ifPresent(differences::add);
    }
    DatasetFigures figures =
        new DatasetFigures(
            outcomes.measured(),
            outcomes.rows().size(),
            subjects,
            differences,
            Published.of(outcomes.measured(), outcomes.rows().size(), published),
            List.of());
    return new DatasetFigures(
        figures.measured(),
        figures.rows(),
        subjects,
        differences,
        figures.published(),
        Verdict.of(figures));
  }

  private static boolean isScored(SubjectAnswers one) {
    return one.given().stream().allMatch(given -> given.probabilities() != null);
  }

  private SubjectFigures figures(DatasetOutcomes outcomes, SubjectAnswers one, Way way) {
    DrawnFigures drawn = new DrawnFigures(outcomes, one, way);
    double[] values = drawn.ofAll();
    List<Interval> intervals = bootstrap.intervals(outcomes.rows().size(), drawn);
    List<String> names = DrawnFigures.names(outcomes.measured());
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      figures.put(names.get(i), Figure.of(values[i], intervals.get(i)));
    }
    boolean asWritten = way == Way.WRITTEN && one.subject() != YARDSTICK;
    return new SubjectFigures(
        one.subject(),
        way,
        figures,
        asWritten ? kinds(one) : Map.of(),
        confusion(outcomes, one, way),
        asWritten ? null : reliability(outcomes, one),
        asWritten && !outcomes.measured().isSummary() ? unread(one) : List.of());
  }

  private static Map<AnswerKind, Integer> kinds(SubjectAnswers one) {
    Map<AnswerKind, Integer> kinds = new EnumMap<>(AnswerKind.class);
    one.given().forEach(given -> kinds.merge(given.kind(), 1, Integer::sum));
    return kinds;
  }

  private static List<Unread> unread(SubjectAnswers one) {
    Map<Unread, Integer> times = new LinkedHashMap<>();
    for (Given given : one.given()) {
      String written = given.written();
      if (written != null) {
        times.merge(new Unread(written.strip(), given.kind(), 1), 1, Integer::sum);
      }
    }
    return times.entrySet().stream()
        .map(entry -> new Unread(entry.getKey().written(), entry.getKey().kind(), entry.getValue()))
        .sorted(Comparator.comparingInt(Unread::times).reversed())
        .limit(MOST_UNREAD)
        .toList();
  }

  private static List<List<Integer>> confusion(
      DatasetOutcomes outcomes, SubjectAnswers one, Way way) {
    int labels = outcomes.measured().labels().size();
    boolean several = outcomes.measured().hasSeveralLabels();
    int[][] counts = new int[labels][several ? 3 : labels + 1];
    for (int row = 0; row < outcomes.rows().size(); row++) {
      BitSet gold = DrawnFigures.set(outcomes.rows().get(row).gold());
      BitSet answer = DrawnFigures.answer(one.given().get(row), way);
      if (several) {
        countEach(counts, gold, answer);
      } else if (labels > 0) {
        counts[gold.nextSetBit(0)][answer.isEmpty() ? labels : answer.nextSetBit(0)]++;
      }
    }
    return IntStream.range(0, labels)
        .mapToObj(label -> IntStream.of(counts[label]).boxed().toList())
        .toList();
  }

  /** Right, missed and wrongly given, of each label. */
  private static void countEach(int[][] counts, BitSet gold, BitSet answer) {
    for (int label = 0; label < counts.length; label++) {
      if (gold.get(label) && answer.get(label)) {
        counts[label][0]++;
      } else if (gold.get(label)) {
        counts[label][1]++;
      } else if (answer.get(label)) {
        counts[label][2]++;
      }
    }
  }

  private static @Nullable Reliability reliability(DatasetOutcomes outcomes, SubjectAnswers one) {
    Double temperature = one.temperature();
    if (temperature == null || !isScored(one)) {
      return null;
    }
    List<Scored> come = new ArrayList<>();
    List<Scored> scaled = new ArrayList<>();
    for (int row = 0; row < one.given().size(); row++) {
      LabelScore score = score(one.given().get(row));
      int gold = outcomes.rows().get(row).gold().get(0);
      come.add(new Scored(score, gold));
      scaled.add(new Scored(Calibration.scaled(score, temperature), gold));
    }
    return new Reliability(
        temperature,
        Calibration.expectedError(come),
        Calibration.expectedError(scaled),
        Calibration.bins(come),
        Calibration.bins(scaled));
  }

  private static LabelScore score(Given given) {
    List<Float> all = given.probabilities();
    float[] probabilities = new float[all == null ? 0 : all.size()];
    for (int label = 0; all != null && label < probabilities.length; label++) {
      probabilities[label] = all.get(label);
    }
    return new LabelScore(probabilities);
  }

  private Optional<Difference> difference(
      DatasetOutcomes outcomes, Subject of, Subject against, Way way) {
    Optional<DrawnFigures> first = drawn(outcomes, of, way);
    Optional<DrawnFigures> second = drawn(outcomes, against, way);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    int main = DrawnFigures.main(outcomes.measured());
    double value = first.get().ofAll()[main] - second.get().ofAll()[main];
    Interval interval =
        bootstrap
            .intervals(
                outcomes.rows().size(),
                draw ->
                    new double[] {first.get().apply(draw)[main] - second.get().apply(draw)[main]})
            .get(0);
    return Optional.of(new Difference(of, against, way, Figure.of(value, interval)));
  }

  /** The yardstick's one answer stands beside either way of a model's. */
  private static Optional<DrawnFigures> drawn(DatasetOutcomes outcomes, Subject of, Way way) {
    return outcomes
        .of(of)
        .filter(one -> of == YARDSTICK || way == Way.WRITTEN || isScored(one))
        .map(one -> new DrawnFigures(outcomes, one, of == YARDSTICK ? Way.WRITTEN : way));
  }
}
