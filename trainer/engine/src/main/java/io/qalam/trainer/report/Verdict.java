package io.qalam.trainer.report;

import static io.qalam.trainer.report.Subject.ADAPTER;
import static io.qalam.trainer.report.Subject.BASE;
import static io.qalam.trainer.report.Subject.YARDSTICK;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person should take from a dataset's figures, in plain words.
 *
 * <p>One is better than another where the 95 % interval of the difference leaves out zero.
 */
final class Verdict {

  private Verdict() {}

  /** One sentence for each comparison that was made. */
  static List<String> of(DatasetFigures figures) {
    List<String> sentences = new ArrayList<>();
    figures.difference(ADAPTER, BASE, Way.WRITTEN).ifPresent(d -> add(sentences, figures, d));
    Subject candidate = figures.candidate();
    Optional<Difference> written = figures.difference(candidate, YARDSTICK, Way.WRITTEN);
    written.ifPresentOrElse(
        d -> add(sentences, figures, d),
        () ->
            sentences.add(
                "There is no yardstick here: the training rows have fewer than two labels."));
    figures
        .difference(candidate, YARDSTICK, Way.SCORED)
        .ifPresent(d -> sentences.add("By its most probable label: " + sentence(d, figures)));
    published(figures).ifPresent(sentences::add);
    return sentences;
  }

  private static void add(List<String> sentences, DatasetFigures figures, Difference difference) {
    String sentence = sentence(difference, figures);
    sentences.add(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1));
  }

  private static String sentence(Difference difference, DatasetFigures figures) {
    Figure figure = difference.figure();
    String of = name(difference.of());
    String against = name(difference.against());
    if (figure.lower() > 0) {
      return better(of, against, figure) + ".";
    }
    if (figure.upper() < 0) {
      return better(against, of, figure.turned()) + consequence(difference, figures.measured());
    }
    if (figure.value() == 0 && figure.lower() == 0 && figure.upper() == 0) {
      return of + " and " + against + " are equally good on every draw of these rows.";
    }
    return "%s and %s cannot be told apart on these %s: %s %s."
        .formatted(
            of,
            against,
            rows(figures.rows()),
            Decimals.signed(figure.value()),
            Decimals.signedInterval(figure));
  }

  private static String better(String one, String other, Figure by) {
    return "%s is better than %s here by %s %s"
        .formatted(one, other, Decimals.plain(by.value()), Decimals.interval(by));
  }

  private static String consequence(Difference difference, Measured measured) {
    if (difference.against() != YARDSTICK) {
      return ": the adapter does harm here.";
    }
    return measured.isSummary()
        ? ": a user is served better by the text's first sentence."
        : ": with "
            + rows(measured.trainingRows())
            + " to learn from a user is served better by it.";
  }

  private static String rows(int rows) {
    return String.format(Locale.ROOT, rows == 1 ? "%,d row" : "%,d rows", rows);
  }

  private static Optional<String> published(DatasetFigures figures) {
    Double llamaLens = figures.published().llamaLens();
    if (llamaLens == null || !figures.published().isComparable()) {
      return Optional.empty();
    }
    return figures
        .main(figures.candidate(), Way.WRITTEN)
        .map(
            own ->
                "The published figure of LlamaLens, %s, is %s the interval of %s."
                    .formatted(
                        Decimals.plain(llamaLens),
                        place(llamaLens, own),
                        name(figures.candidate())));
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
