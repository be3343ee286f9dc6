package io.qalam.trainer.report.page;

import io.qalam.trainer.report.Measured;
import io.qalam.trainer.report.SubjectFigures;
import java.util.List;
import java.util.Locale;

/** What was answered to the rows of each label; darker is a larger share of the label's rows. */
record ConfusionTable(Measured measured, SubjectFigures figures) {

  private static final int MANY = 7;
  private static final double DEEP = .8;

  String html() {
    String name = Words.of(figures.subject(), figures.way());
    return "<figure><figcaption>"
        + name
        + "</figcaption><div class=\"scroll\">"
        + (measured.hasSeveralLabels() ? eachLabel() : goldByAnswer())
        + "</div></figure>";
  }

  private String goldByAnswer() {
    List<String> labels = measured.labels();
    StringBuilder html =
        new StringBuilder(
            "<table class=\"confusion%s\"><thead><tr><th class=\"corner\">gold ↓ answer →</th>"
                .formatted(labels.size() > MANY ? " many" : ""));
    labels.forEach(label -> html.append("<th>").append(Html.isolated(label)).append("</th>"));
    html.append("<th>no label</th></tr></thead><tbody>");
    for (int gold = 0; gold < labels.size(); gold++) {
      html.append(head(gold));
      List<Integer> counts = figures.confusion().get(gold);
      int rows = counts.stream().mapToInt(Integer::intValue).sum();
      for (int answer = 0; answer < counts.size(); answer++) {
        String style = answer == gold ? "right" : answer == labels.size() ? "none" : "";
        html.append(cell(counts.get(answer), rows, style));
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  /** Where a row may have several labels: right, missed and wrongly given, of each. */
  private String eachLabel() {
    StringBuilder html =
        new StringBuilder(
            "<table class=\"confusion\"><thead><tr><th></th><th>right</th><th>missed</th>"
                + "<th>wrongly given</th></tr></thead><tbody>");
    for (int label = 0; label < measured.labels().size(); label++) {
      List<Integer> counts = figures.confusion().get(label);
      int rows = counts.stream().mapToInt(Integer::intValue).sum();
      html.append(head(label)).append(cell(counts.get(0), rows, "right"));
      html.append(cell(counts.get(1), rows, "none")).append(cell(counts.get(2), rows, ""));
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private String head(int label) {
    return "<tr><th>" + Html.isolated(measured.labels().get(label)) + "</th>";
  }

  private static String cell(int count, int rows, String style) {
    double share = rows == 0 ? 0 : (double) count / rows;
    String deep = share > DEEP ? " deep" : "";
    return String.format(
        Locale.ROOT,
        "<td class=\"%s\" style=\"--s:%.2f\">%,d</td>",
        (style + deep).strip(),
        share,
        count);
  }
}
