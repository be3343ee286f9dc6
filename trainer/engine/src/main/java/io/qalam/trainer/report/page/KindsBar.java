package io.qalam.trainer.report.page;

import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.report.SubjectFigures;
import io.qalam.trainer.report.SubjectFigures.Unread;
import java.util.Locale;
import java.util.Map;

/** Of which kind the written answers were, and what was written where it was no label. */
record KindsBar(SubjectFigures figures) {

  String html() {
    int all = figures.kinds().values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder bar = new StringBuilder();
    StringBuilder legend = new StringBuilder();
    for (Map.Entry<AnswerKind, Integer> kind : figures.kinds().entrySet()) {
      double percent = 100.0 * kind.getValue() / all;
      bar.append(
          String.format(
              Locale.ROOT,
              "<i class=\"%s\" style=\"width:%.2f%%\"></i>",
              style(kind.getKey()),
              percent));
      legend.append(
          String.format(
              Locale.ROOT,
              "<li class=\"%s\">%s %,d <span class=\"faint\">%.0f %%</span></li>",
              style(kind.getKey()),
              name(kind.getKey()),
              kind.getValue(),
              percent));
    }
    return "<figure class=\"kinds\"><figcaption>%s</figcaption><div class=\"bar\">%s</div><ul class=\"legend\">%s</ul></figure>%s"
        .formatted(Words.capital(Words.of(figures.subject())), bar, legend, unread());
  }

  private String unread() {
    if (figures.unread().isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<ul class=\"unread\">");
    for (Unread one : figures.unread()) {
      String written =
          one.written().isEmpty() ? Cells.unknown("nothing") : Html.isolated(one.written());
      html.append(
          "<li>%s <span class=\"faint\">× %,d, %s</span></li>"
              .formatted(written, one.times(), name(one.kind())));
    }
    return html.append("</ul>").toString();
  }

  private static String style(AnswerKind kind) {
    return "k-" + Words.of(kind).replace(' ', '-');
  }

  /** What a person calls it. */
  static String name(AnswerKind kind) {
    return switch (kind) {
      case LABEL -> "a label";
      case MIXED_SCRIPT -> "a label with letters of another script";
      case REFUSAL -> "refusal";
      case UNDECIDED -> "cannot decide";
      case WRONG_LANGUAGE -> "wrong language";
      case SEVERAL_LABELS -> "several labels";
      case EMPTY -> "nothing";
      case NO_LABEL -> "no label";
      case SUMMARY -> "a summary";
      case CUT_OFF -> "cut off at the most tokens";
    };
  }
}
