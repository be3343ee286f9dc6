package io.qalam.evaluation;

import io.qalam.evaluation.Gate.Measured;
import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.Part;
import java.util.List;

/**
 * What the gate may see of a report.
 *
 * @param rows one a task × language; the row over all languages only where there is no other
 * @param figure the candidate's macro-F1, or ROUGE-2 of summaries, on the whole part: the row over
 *     all languages where there is one, else the mean of the others by their posts; 0 where nothing
 *     was measured
 */
record DevelopmentPart(List<Measured> rows, float figure) {

  DevelopmentPart {
    rows = List.copyOf(rows);
  }

  static DevelopmentPart of(List<Evaluation> report) {
    List<Evaluation> development =
        report.stream().filter(row -> row.getPart() == Part.DEVELOPMENT).toList();
    List<Evaluation> whole = development.stream().filter(Evaluation::coversAllLanguages).toList();
    List<Evaluation> each = development.stream().filter(row -> !row.coversAllLanguages()).toList();
    List<Evaluation> rows = each.isEmpty() ? whole : each;
    return new DevelopmentPart(
        rows.stream().map(DevelopmentPart::measured).toList(),
        DevelopmentFigures.of(report).map(DevelopmentFigures::candidate).orElse(0f));
  }

  private static Measured measured(Evaluation row) {
    return new Measured(
        row.getTask(),
        row.getLang(),
        row.getPosts(),
        row.getCandidate().figure(),
        row.getDifference(),
        row.getLower(),
        row.getUpper());
  }
}
