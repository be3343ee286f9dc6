package io.qalam.trainer.report.page;

import io.qalam.trainer.report.DatasetFigures;
import io.qalam.trainer.report.Decimals;
import io.qalam.trainer.report.Overview;
import io.qalam.trainer.report.Overview.By;
import io.qalam.trainer.report.Overview.Group;
import io.qalam.trainer.report.Overview.Mean;
import io.qalam.trainer.report.Published;
import io.qalam.trainer.report.Subject;
import io.qalam.trainer.report.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Means over datasets: of all, by capability, by task, by language. */
record OverviewTable(List<Overview> overviews, List<Subject> subjects) {

  private static final int COLUMNS_BESIDE_SUBJECTS = 3;

  /** The subjects that were measured on any of the datasets, in their order. */
  static List<Subject> subjects(List<DatasetFigures> datasets) {
    List<Subject> found = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      if (datasets.stream().anyMatch(one -> one.of(subject, Way.WRITTEN).isPresent())) {
        found.add(subject);
      }
    }
    return found;
  }

  String html() {
    StringBuilder html = new StringBuilder("<table class=\"figures\"><thead><tr><th></th>");
    subjects.forEach(subject -> html.append("<th>").append(Words.of(subject)).append("</th>"));
    html.append("<th>LlamaLens</th><th>state of the art</th></tr></thead>");
    overviews.forEach(overview -> html.append(body(overview)));
    return html.append("</table>").toString();
  }

  private String body(Overview overview) {
    StringBuilder html = new StringBuilder("<tbody>");
    if (overview.by() != By.ALL) {
      html.append(
          "<tr><td class=\"by\" colspan=\"%d\">by %s</td></tr>"
              .formatted(subjects.size() + COLUMNS_BESIDE_SUBJECTS, Words.of(overview.by())));
    }
    overview.groups().forEach(group -> html.append(row(overview.by(), group)));
    return html.append("</tbody>").toString();
  }

  private String row(By by, Group group) {
    StringBuilder html = new StringBuilder("<tr><td>").append(name(by, group));
    html.append("<small>" + Words.count(group.datasets(), "dataset", "datasets") + "</small></td>");
    double best =
        subjects.stream()
            .flatMap(subject -> group.of(subject, Way.WRITTEN).stream())
            .mapToDouble(Mean::value)
            .max()
            .orElse(0);
    for (Subject subject : subjects) {
      html.append(Cells.cell(Words.of(subject), subject(group, subject, best)));
    }
    html.append(Cells.cell("LlamaLens", published(group, group.llamaLens())));
    html.append(Cells.cell("state of the art", published(group, group.stateOfTheArt())));
    return html.append("</tr>").toString();
  }

  private static String name(By by, Group group) {
    return by == By.LANGUAGE
        ? Html.text(Words.language(group.name()))
        : Html.isolated(group.name());
  }

  private static String subject(Group group, Subject subject, double best) {
    Optional<Mean> written = group.of(subject, Way.WRITTEN);
    if (written.isEmpty()) {
      return Cells.unknown(Words.NOT_MEASURED);
    }
    Optional<Mean> scored = group.of(subject, Way.SCORED);
    return Cells.value(written.get().value(), written.get().value() == best)
        + of(group, written.get())
        + scored
            .map(
                mean ->
                    "<small>scored " + Decimals.plain(mean.value()) + of(group, mean) + "</small>")
            .orElse("");
  }

  /** Where a mean is of fewer datasets than its neighbours, it says so. */
  private static String of(Group group, Mean mean) {
    return mean.datasets() == group.datasets() ? "" : " <small>of " + mean.datasets() + "</small>";
  }

  private static String published(Group group, @Nullable Mean mean) {
    return mean == null
        ? Cells.unknown(group.notComparable() > 0 ? Words.NOT_COMPARABLE : Words.NOT_KNOWN)
        : Decimals.plain(mean.value())
            + of(group, mean)
            + (group.sameRows() ? "" : "<small>" + Words.PERHAPS_OTHER_ROWS + "</small>");
  }

  /** A published figure of one dataset, or why none stands there. */
  static String published(Published published, @Nullable Double figure) {
    if (figure == null) {
      return Cells.unknown(Words.NOT_KNOWN);
    }
    return published.isComparable()
        ? Decimals.plain(figure)
            + (published.sameRows() ? "" : "<small>" + Words.PERHAPS_OTHER_ROWS + "</small>")
        : "<span class=\"unknown\">"
            + Decimals.plain(figure)
            + "<small>"
            + Words.NOT_COMPARABLE
            + "</small></span>";
  }
}
