package io.qalam.trainer.report.page;

import io.qalam.trainer.recipe.RecipeTask;
import io.qalam.trainer.report.DatasetFigures;
import io.qalam.trainer.report.Decimals;
import io.qalam.trainer.report.Figure;
import io.qalam.trainer.report.Measured;
import io.qalam.trainer.report.Published;
import io.qalam.trainer.report.Subject;
import io.qalam.trainer.report.SubjectFigures;
import io.qalam.trainer.report.SubjectFigures.Reliability;
import io.qalam.trainer.report.Verdict;
import io.qalam.trainer.report.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All of one dataset: the verdict, the figures, and what the answers were. */
record DatasetSection(DatasetFigures figures) {

  String html() {
    Measured measured = figures.measured();
    return """
        <section class="card" id="%s"><h2>%s</h2><p class="chips">%s</p><ul class="verdicts">%s</ul>
        <p class="faint">%s</p>
        %s
        %s
        %s%s%s</section>
        """
        .formatted(
            Html.anchor(measured.language(), measured.dataset()),
            Html.isolated(measured.dataset()),
            chips(measured),
            figures.verdicts().stream().map(DatasetSection::item).collect(Collectors.joining()),
            how(measured),
            table(measured),
            published(figures.published()),
            confusion(measured),
            kinds(),
            reliability());
  }

  private static String item(Verdict verdict) {
    return "<li class=\"%s\">%s</li>"
        .formatted(Words.of(verdict.standing()).replace(' ', '-'), Html.text(verdict.sentence()));
  }

  private static String chips(Measured measured) {
    List<String> chips = new ArrayList<>();
    chips.add(Html.text(Words.language(measured.language())));
    chips.add(Html.isolated(measured.task()));
    RecipeTask.of(measured.task()).ifPresent(task -> chips.add(Words.of(task.capability())));
    if (measured.hasSeveralLabels()) {
      chips.add("several labels a row");
    }
    return chips.stream()
        .map(chip -> "<span class=\"chip\">" + chip + "</span>")
        .collect(Collectors.joining());
  }

  private String how(Measured measured) {
    StringBuilder text = new StringBuilder();
    int rows = figures.rows();
    text.append(
        rows == measured.rowsInSplit()
            ? "All " + Words.rows(rows) + " of the " + measured.split() + " split"
            : "The first %,d of %s of the %s split"
                .formatted(rows, Words.rows(measured.rowsInSplit()), measured.split()));
    text.append("; at most ").append(Words.count(measured.mostTokens(), "token", "tokens"));
    text.append(" an answer");
    if (!measured.hasSummaries()) {
      text.append("; the yardstick learnt from ").append(Words.rows(measured.trainingRows()));
    }
    if (measured.developmentRows() > 0) {
      text.append("; temperatures fitted on ");
      text.append(
          measured.split().equals("development")
              ? "these same rows"
              : measured.developmentRows() + " of the development split");
    }
    return Html.text(text.append(".").toString());
  }

  private String table(Measured measured) {
    List<String> names = List.copyOf(figures.subjects().get(0).figures().keySet());
    StringBuilder html = new StringBuilder("<table class=\"figures\"><thead><tr><th></th>");
    for (String name : names) {
      html.append(name.equals(measured.metric()) ? "<th class=\"own\">" : "<th>");
      html.append(column(measured, name)).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (SubjectFigures one : figures.subjects()) {
      html.append("<tr><td>").append(Words.of(one.subject(), one.way())).append("</td>");
      for (String name : names) {
        Figure figure = one.figure(name);
        html.append(
            "<td data-name=\"%s\"%s>%s<small>%s</small></td>"
                .formatted(
                    Html.text(Words.metric(name)),
                    name.equals(measured.metric()) ? " class=\"own\"" : "",
                    Decimals.plain(figure.value()),
                    Decimals.interval(figure)));
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static String column(Measured measured, String name) {
    String positive = measured.positive();
    if (name.equals("positive-f1") && positive != null) {
      return "F1 of " + Html.isolated(positive);
    }
    return measured.hasSeveralLabels() && name.equals("accuracy")
        ? "exact matches"
        : Words.metric(name);
  }

  private static String published(Published published) {
    String metric = published.metric() == null ? "" : ", " + Words.metric(published.metric());
    String figures =
        "<p>Published%s: LlamaLens %s · Llama-3.1-8B-Instruct %s · state of the art before %s."
            .formatted(
                Html.text(metric),
                known(published.llamaLens()),
                known(published.llamaInstruct()),
                known(published.stateOfTheArt()));
    String remark =
        published.isComparable()
            ? published.sameRows() ? "" : "Whether of the same test rows is not known."
            : "Not comparable: " + String.join("; ", published.differs()) + ".";
    return figures
        + (published.isKnown() && !remark.isEmpty()
            ? " <span class=\"faint\">" + Html.text(remark) + "</span></p>"
            : "</p>");
  }

  private static String known(@Nullable Double figure) {
    return figure == null ? Words.NOT_KNOWN : Decimals.plain(figure);
  }

  private String confusion(Measured measured) {
    if (measured.hasSummaries()) {
      return "";
    }
    String title =
        measured.hasSeveralLabels() ? "Right and wrong, label by label" : "Gold labels and answers";
    return figures.subjects().stream()
        .filter(one -> one.way() == Way.WRITTEN)
        .map(one -> new ConfusionTable(measured, one).html())
        .collect(Collectors.joining("", "<h3>" + title + "</h3><div class=\"side\">", "</div>"));
  }

  private String kinds() {
    return figures.subjects().stream()
        .filter(one -> !one.kinds().isEmpty())
        .map(one -> new KindsBar(one).html())
        .collect(Collectors.joining("", "<h3>What was written</h3>", ""));
  }

  private String reliability() {
    StringBuilder diagrams = new StringBuilder();
    for (SubjectFigures one : figures.subjects()) {
      Reliability reliability = one.reliability();
      if (reliability != null) {
        diagrams.append(new ReliabilityDiagram(one.subject(), reliability).html());
      }
    }
    boolean scored = figures.of(Subject.BASE, Way.SCORED).isPresent();
    if (diagrams.isEmpty()) {
      return scored
          ? "<h3>Calibration</h3><p>Not known: there are no development rows to fit a temperature"
              + " on.</p>"
          : "";
    }
    return "<h3>Calibration <small><span class=\"key-before\">as they come</span> "
        + "<span class=\"key-after\">at the temperature</span></small></h3><div class=\"side\">"
        + diagrams
        + "</div>";
  }
}
