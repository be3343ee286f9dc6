package io.qalam.trainer.report;

import static io.qalam.trainer.report.Subject.ADAPTER;
import static io.qalam.trainer.report.Subject.BASE;
import static io.qalam.trainer.report.Subject.YARDSTICK;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person should take from a dataset's figures, in plain words.
 *
 * <p>One is better than another where the 95 % interval of the difference leaves out zero.
 *
 * @param standing of the adapter, or of the base where it was measured alone
 */
public record Verdict(Standing standing, String sentence) {

  private static final int FEW = 30;

  /** How the measured model stands against something. */
  public enum Standing {
    BETTER,
    WORSE,
    /** The difference may be chance. */
    NOT_TOLD_APART,
    /** Nothing was compared with a test. */
    NOTE
  }

  /** One for each comparison that was made. */
  static List<Verdict> of(DatasetFigures figures) {
    List<Verdict> verdicts = new ArrayList<>();
    Subject candidate = figures.candidate();
    figures
        .difference(ADAPTER, BASE, Way.WRITTEN)
        .ifPresent(difference -> verdicts.add(of("", difference, figures)));
    figures
        .difference(candidate, YARDSTICK, Way.WRITTEN)
        .ifPresentOrElse(
            difference -> verdicts.add(of("", difference, figures)),
            () ->
                verdicts.add(
                    new Verdict(
                        Standing.NOTE,
                        "There is no yardstick here: the training rows have fewer than two"
                            + " labels.")));
    figures
        .difference(candidate, YARDSTICK, Way.SCORED)
        .ifPresent(
            difference -> verdicts.add(of("By the most probable label, ", difference, figures)));
    if (figures.rows() < FEW) {
      verdicts.add(
          new Verdict(
              Standing.NOTE,
              "So few rows ("
                  + figures.rows()
                  + ") make intervals look narrower than they are: nothing should rest on them."));
    }
    addPublished(verdicts, figures, "LlamaLens", figures.published().llamaLens());
    addPublished(
        verdicts, figures, "the state of the art before it", figures.published().stateOfTheArt());
    return verdicts;
  }

  private static Verdict of(String before, Difference difference, DatasetFigures figures) {
    String sentence = before + sentence(difference, figures);
    return new Verdict(
        standing(difference.figure()),
        sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1));
  }

  /** How the first of a difference's two stands. */
  public static Standing standing(Figure difference) {
    if (difference.lower() > 0) {
      return Standing.BETTER;
    }
    return difference.upper() < 0 ? Standing.WORSE : Standing.NOT_TOLD_APART;
  }

  private static String sentence(Difference difference, DatasetFigures figures) {
    Figure figure = difference.figure();
    String of = name(difference.of());
    String against = name(difference.against());
    return switch (standing(figure)) {
      case BETTER -> better(of, against, figure) + ".";
      case WORSE ->
          better(against, of, figure.turned()) + consequence(difference, figures.measured());
      default ->
          "%s and %s cannot be told apart on %s: %s %s."
              .formatted(
                  of,
                  against,
                  figures.rows() == 1 ? "this one row" : "these " + rows(figures.rows()),
                  Decimals.signed(figure.value()),
                  Decimals.signedInterval(figure));
    };
  }

  private static String better(String one, String other, Figure by) {
    return "%s is better than %s here by %s %s"
        .formatted(one, other, Decimals.plain(by.value()), Decimals.interval(by));
  }

  private static String consequence(Difference difference, Measured measured) {
    if (difference.against() != YARDSTICK) {
      return ": the adapter does harm here.";
    }
    return measured.hasSummaries()
        ? ": a user is served better by the text's first sentence."
        : ": with "
            + rows(measured.trainingRows())
            + " to learn from a user is served better by it.";
  }

  private static String rows(int rows) {
    return String.format(Locale.ROOT, rows == 1 ? "%,d row" : "%,d rows", rows);
  }

  /** Where a published figure lies, if it may stand beside ours. */
  private static void addPublished(
      List<Verdict> verdicts, DatasetFigures figures, String whose, @Nullable Double published) {
    Optional<Figure> own = figures.main(figures.candidate(), Way.WRITTEN);
    if (published != null && own.isPresent() && figures.published().isComparable()) {
      verdicts.add(
          new Verdict(
              Standing.NOTE,
              "The published figure of %s, %s%s, is %s the interval of %s."
                  .formatted(
                      whose,
                      Decimals.plain(published),
                      figures.published().sameRows() ? "" : " on rows that may be others",
                      place(published, own.get()),
                      name(figures.candidate()))));
    }
  }

  private static String place(double value, Figure interval) {
    return value > interval.upper() ? "above" : value < interval.lower() ? "below" : "inside";
  }

  private static String name(Subject subject) {
    return switch (subject) {
      case BASE -> "the base";
      case ADAPTER -> "the adapter";
      case YARDSTICK -> "the yardstick";
    };
  }
}
