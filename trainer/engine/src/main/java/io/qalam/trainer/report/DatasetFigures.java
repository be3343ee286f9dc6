package io.qalam.trainer.report;

import java.util.List;
import java.util.Optional;

/**
 * What a report says of one dataset.
 *
 * @param rows measured
 * @param subjects their figures; written before scored
 * @param verdicts in plain words
 */
public record DatasetFigures(
    Measured measured,
    int rows,
    List<SubjectFigures> subjects,
    List<Difference> differences,
    Published published,
    List<Verdict> verdicts) {

  /** A subject's figures, where it was measured in that way. */
  public Optional<SubjectFigures> of(Subject subject, Way way) {
    return subjects.stream()
        .filter(one -> one.subject() == subject && one.way() == way)
        .findFirst();
  }

  /** The dataset's own metric of a subject. */
  public Optional<Figure> main(Subject subject, Way way) {
    return of(subject, way).map(one -> one.figure(measured.metric()));
  }

  /** The difference of two subjects, where both were measured in that way. */
  public Optional<Difference> difference(Subject of, Subject against, Way way) {
    return differences.stream()
        .filter(one -> one.of() == of && one.against() == against && one.way() == way)
        .findFirst();
  }

  /** The adapter, or the base where it was measured alone. */
  public Subject candidate() {
    return measured.adapter() == null ? Subject.BASE : Subject.ADAPTER;
  }
}
