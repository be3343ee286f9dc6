package io.qalam.trainer.report;

import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import io.qalam.trainer.report.SubjectFigures.Unread;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Counts one subject's answers: by kind, by label, and what could not be read. */
final class AnswerCounts {

  private static final int MOST_UNREAD = 5;
  private static final Set<AnswerKind> SUMMARIES =
      EnumSet.of(AnswerKind.SUMMARY, AnswerKind.CUT_OFF);

  private AnswerCounts() {}

  /** How many written answers are of each kind. */
  static Map<AnswerKind, Integer> kinds(SubjectAnswers one) {
    Map<AnswerKind, Integer> kinds = new EnumMap<>(AnswerKind.class);
    one.given().forEach(given -> kinds.merge(given.kind(), 1, Integer::sum));
    return kinds;
  }

  /** What was written where it is no label and no summary, the most frequent first. */
  static List<Unread> unread(SubjectAnswers one) {
    Map<Unread, Integer> times = new LinkedHashMap<>();
    for (Given given : one.given()) {
      String written = given.written();
      if (written != null && !SUMMARIES.contains(given.kind())) {
        times.merge(new Unread(written.strip(), given.kind(), 1), 1, Integer::sum);
      }
    }
    return times.entrySet().stream()
        .map(entry -> new Unread(entry.getKey().written(), entry.getKey().kind(), entry.getValue()))
        .sorted(Comparator.comparingInt(Unread::times).reversed())
        .limit(MOST_UNREAD)
        .toList();
  }

  /** As {@link SubjectFigures#confusion()}. */
  static List<List<Integer>> confusion(DatasetOutcomes outcomes, SubjectAnswers one, Way way) {
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
}
