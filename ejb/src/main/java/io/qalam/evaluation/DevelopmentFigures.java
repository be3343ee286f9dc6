package io.qalam.evaluation;

import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.Part;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Macro-F1, or ROUGE-2 of summaries, of the three models of a report on its development posts: over
 * all languages where there is such a row, else the mean of the rows by their posts.
 *
 * @param live of the adapter, or the base model, that the candidate was measured against
 * @param yardstick null where it was not measured on every one of these posts
 */
public record DevelopmentFigures(float candidate, float live, @Nullable Float yardstick) {

  /** The report's figures; empty where no development post was measured. */
  public static Optional<DevelopmentFigures> of(List<Evaluation> report) {
    List<Evaluation> rows = rows(report);
    if (rows.stream().mapToLong(Evaluation::getPosts).sum() == 0) {
      return Optional.empty();
    }
    boolean measured = rows.stream().allMatch(row -> row.getYardstick() != null);
    return Optional.of(
        new DevelopmentFigures(
            mean(rows, row -> row.getCandidate().figure()),
            mean(rows, row -> row.getLive().figure()),
            measured ? mean(rows, DevelopmentFigures::yardstick) : null));
  }

  private static List<Evaluation> rows(List<Evaluation> report) {
    List<Evaluation> development =
        report.stream().filter(row -> row.getPart() == Part.DEVELOPMENT).toList();
    List<Evaluation> whole = development.stream().filter(Evaluation::coversAllLanguages).toList();
    return whole.isEmpty() ? development : whole;
  }

  private static double yardstick(Evaluation row) {
    return Objects.requireNonNull(row.getYardstick()).figure();
  }

  private static float mean(List<Evaluation> rows, ToDoubleFunction<Evaluation> figure) {
    long posts = rows.stream().mapToLong(Evaluation::getPosts).sum();
    double sum = rows.stream().mapToDouble(row -> row.getPosts() * figure.applyAsDouble(row)).sum();
    return (float) (sum / posts);
  }
}
