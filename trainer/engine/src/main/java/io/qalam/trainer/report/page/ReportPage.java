package io.qalam.trainer.report.page;

import static io.qalam.trainer.report.Subject.ADAPTER;
import static io.qalam.trainer.report.Subject.BASE;
import static io.qalam.trainer.report.Subject.YARDSTICK;

import io.qalam.trainer.report.DatasetFigures;
import io.qalam.trainer.report.Difference;
import io.qalam.trainer.report.Measured;
import io.qalam.trainer.report.Overview;
import io.qalam.trainer.report.Subject;
import io.qalam.trainer.report.Verdict;
import io.qalam.trainer.report.Verdict.Standing;
import io.qalam.trainer.report.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The whole report, as one HTML document. */
public final class ReportPage {

  private final List<DatasetFigures> datasets;
  private final List<Subject> subjects;

  private ReportPage(List<DatasetFigures> datasets) {
    this.datasets = List.copyOf(datasets);
    this.subjects = OverviewTable.subjects(datasets);
  }

  /**
   * The page of these datasets, in their order.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static String of(List<DatasetFigures> datasets) {
    if (datasets.isEmpty()) {
      throw new IllegalArgumentException("ReportPage needs at least one dataset");
    }
    return new ReportPage(datasets).html();
  }

  private String html() {
    String title = title();
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style></head><body>
        <header><span class="mark" aria-hidden="true">ق</span><b>Qalam</b><span>Evaluation</span></header>
        <main><h1>%s</h1>
        %s
        <section class="card"><ul class="lead">%s</ul></section>
        <section class="card"><h2>Overview</h2><p class="faint">Means over datasets, each by its own \
        metric, of written answers; in small print of scored ones.</p>%s</section>
        <section class="card"><h2>Datasets</h2><p class="faint">Written answers, with 95 %% intervals; \
        the best of the measured in bold.</p>%s</section>
        %s
        %s
        %s
        </main></body></html>
        """
        .formatted(
            title,
            css(),
            title,
            facts(),
            lead(),
            new OverviewTable(Overview.of(datasets), subjects).html(),
            new DatasetTable(datasets, subjects).html(),
            forest(),
            datasets.stream()
                .map(one -> new DatasetSection(one).html())
                .collect(Collectors.joining()),
            METHOD);
  }

  private String title() {
    String names = subjects.stream().map(Words::of).collect(Collectors.joining(", "));
    return Words.capital(names.replaceFirst(", (\\w+)$", " and $1"))
        + " on "
        + Words.count(datasets.size(), "dataset", "datasets");
  }

  private String facts() {
    return "<dl class=\"facts\"><div><dt>Base model</dt><dd>%s</dd></div><div><dt>Adapter</dt><dd>%s</dd></div><div><dt>Rows</dt><dd>%s</dd></div></dl>"
        .formatted(
            all(one -> "<code>" + Html.text(one.baseModel()) + "</code>"),
            all(ReportPage::adapter),
            Html.text(
                "%,d, %s"
                    .formatted(
                        datasets.stream().mapToInt(DatasetFigures::rows).sum(),
                        all(Measured::split))));
  }

  private static String adapter(Measured measured) {
    String adapter = measured.adapter();
    return adapter == null ? "none measured" : "<code>" + Html.text(adapter) + "</code>";
  }

  /** What the datasets have; where they differ, all of it. */
  private String all(Function<Measured, String> what) {
    return datasets.stream()
        .map(DatasetFigures::measured)
        .map(what)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String lead() {
    return (subjects.contains(ADAPTER) ? compared(ADAPTER, BASE) : "")
        + compared(subjects.contains(ADAPTER) ? ADAPTER : BASE, YARDSTICK);
  }

  /** On how many datasets one is better than the other, worse, or neither. */
  private String compared(Subject of, Subject against) {
    List<Difference> all =
        datasets.stream()
            .flatMap(one -> one.difference(of, against, Way.WRITTEN).stream())
            .toList();
    if (all.isEmpty()) {
      return "";
    }
    long better = count(all, Standing.BETTER);
    long worse = count(all, Standing.WORSE);
    return "<li>Against the %s, the %s is better on %d of %s, worse on %d, and cannot be told from it on %d.</li>"
        .formatted(
            Words.of(against),
            Words.of(of),
            better,
            Words.count(all.size(), "dataset", "datasets"),
            worse,
            all.size() - better - worse);
  }

  private static long count(List<Difference> all, Standing standing) {
    return all.stream().filter(d -> Verdict.standing(d.figure()) == standing).count();
  }

  private String forest() {
    String plots =
        new ForestPlot(datasets, ADAPTER, BASE).html()
            + new ForestPlot(datasets, ADAPTER, YARDSTICK).html()
            + (subjects.contains(ADAPTER) ? "" : new ForestPlot(datasets, BASE, YARDSTICK).html());
    return plots.isEmpty()
        ? ""
        : "<section class=\"card\"><h2>Differences</h2><p class=\"faint\">By each dataset's own"
            + " metric, on the same rows, with 95 % intervals; grey where they hold zero.</p>"
            + plots
            + "</section>";
  }

  private static final String METHOD =
      """
      <section class="card"><h2>How this was measured</h2><ul class="method">
      <li>As the LlamaLens paper measures (Kmainasi et al. 2024, arXiv:2410.15308): the dataset's first instruction, \
      temperature 0, top_p 1; labels are read from what is written by pattern; a summary ends at its first full stop or the end token.</li>
      <li>An answer that is no label is wrong. It is never replaced by a random label.</li>
      <li>“Scored” is the label that is most probable as a whole, as Qalam's worker predicts.</li>
      <li>The yardstick is what a user would pick instead: TF-IDF of words and characters with logistic regression, trained on the \
      dataset's training rows, settings by cross-validation; one a label where a row may have several; for summaries the text's first sentence.</li>
      <li>Intervals are of 95 %, by the bootstrap over rows with 1,000 draws; those of differences are paired. One is called better where the \
      interval of the difference leaves out zero. Many datasets are compared: one in twenty such calls would be made by chance alone.</li>
      <li>Calibration: expected calibration error over 15 bins; the temperature is fitted on development rows and changes no answer.</li>
      <li>What a base or an adapter saw when it was trained is not known here: where that held the rows that are measured, it looks better \
      than it is.</li>
      <li>ROUGE-2 is the F-measure of word pairs, in any script, nothing stemmed.</li>
      <li>Published figures count where metric, task, label count and test rows are known to be the same; elsewhere they are shown as not comparable.</li>
      </ul></section>
      """;

  private static String css() {
    try (InputStream in = ReportPage.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("The build lacks io/qalam/trainer/report/page/page.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
