package io.qalam.trainer.report.page;

import io.qalam.trainer.report.DatasetFigures;
import io.qalam.trainer.report.Figure;
import io.qalam.trainer.report.Measured;
import io.qalam.trainer.report.Subject;
import io.qalam.trainer.report.Way;
import java.util.List;

/** Every dataset on one line, with its own metric. */
record DatasetTable(List<DatasetFigures> datasets, List<Subject> subjects) {

  String html() {
    StringBuilder html = new StringBuilder("<table class=\"figures\"><thead><tr><th></th>");
    subjects.forEach(subject -> html.append("<th>").append(Words.of(subject)).append("</th>"));
    html.append("<th>LlamaLens</th><th>state of the art</th></tr></thead><tbody>");
    datasets.forEach(one -> html.append(row(one)));
    return html.append("</tbody></table>").toString();
  }

  private String row(DatasetFigures one) {
    StringBuilder html = new StringBuilder("<tr><td>").append(link(one.measured()));
    html.append(
        "<small>%s, %s</small></td>"
            .formatted(Words.rows(one.rows()), Words.metric(one.measured().metric())));
    double best =
        subjects.stream()
            .flatMap(subject -> one.main(subject, Way.WRITTEN).stream())
            .mapToDouble(Figure::value)
            .max()
            .orElse(0);
    for (Subject subject : subjects) {
      var figure = one.main(subject, Way.WRITTEN);
      boolean isBest = figure.filter(f -> f.value() == best).isPresent();
      html.append(Cells.cell(Words.of(subject), Cells.figure(figure, isBest, Words.NOT_MEASURED)));
    }
    html.append(
        Cells.cell(
            "LlamaLens", OverviewTable.published(one.published(), one.published().llamaLens())));
    html.append(
        Cells.cell(
            "state of the art",
            OverviewTable.published(one.published(), one.published().stateOfTheArt())));
    return html.append("</tr>").toString();
  }

  /** The dataset's name, which leads to its section, and its language. */
  static String link(Measured measured) {
    return "<a href=\"#%s\">%s</a> <span class=\"chip\">%s</span>"
        .formatted(
            Html.anchor(measured.language(), measured.dataset()),
            Html.isolated(measured.dataset()),
            Html.text(measured.language()));
  }
}
