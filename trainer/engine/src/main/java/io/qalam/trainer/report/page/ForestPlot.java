package io.qalam.trainer.report.page;

import io.qalam.trainer.report.DatasetFigures;
import io.qalam.trainer.report.Decimals;
import io.qalam.trainer.report.Difference;
import io.qalam.trainer.report.Figure;
import io.qalam.trainer.report.Subject;
import io.qalam.trainer.report.Verdict;
import io.qalam.trainer.report.Way;
import java.util.List;
import java.util.stream.DoubleStream;

/** The differences of two subjects on all datasets, with their intervals, on one axis. */
record ForestPlot(List<DatasetFigures> datasets, Subject of, Subject against) {

  private static final double WIDTH = 1000;
  private static final double TICK = .1;

  /** The plot; nothing where the two were measured together on no dataset. */
  String html() {
    List<DatasetFigures> both =
        datasets.stream()
            .filter(one -> one.difference(of, against, Way.WRITTEN).isPresent())
            .toList();
    if (both.isEmpty()) {
      return "";
    }
    double reach = reach(both);
    StringBuilder html =
        new StringBuilder(
            "<h3>%s − %s</h3>".formatted(Words.capital(Words.of(of)), Words.of(against)));
    html.append("<ul class=\"forest\">").append(axis(reach));
    for (DatasetFigures one : both) {
      one.difference(of, against, Way.WRITTEN).ifPresent(d -> html.append(row(one, d, reach)));
    }
    return html.append("</ul>").toString();
  }

  /** How far the axis goes on either side: over all bounds, in whole tenths. */
  private double reach(List<DatasetFigures> both) {
    double widest =
        both.stream()
            .flatMap(one -> one.difference(of, against, Way.WRITTEN).stream())
            .flatMapToDouble(d -> DoubleStream.of(d.figure().lower(), d.figure().upper()))
            .map(Math::abs)
            .max()
            .orElse(TICK);
    return Math.max(TICK, Math.ceil(widest / TICK) * TICK);
  }

  private String axis(double reach) {
    return ("<li class=\"axis\"><span></span><span class=\"axis-labels\"><span>%s</span><span>%s"
            + " better · 0 · %s better</span><span>%s</span></span><span></span></li>")
        .formatted(
            Decimals.signed(-reach), Words.of(against), Words.of(of), Decimals.signed(reach));
  }

  private static String row(DatasetFigures one, Difference difference, double reach) {
    Figure figure = difference.figure();
    String kind = Words.of(Verdict.standing(figure)).replace(' ', '-');
    String text = Decimals.signed(figure.value()) + " " + Decimals.signedInterval(figure);
    return """
        <li class="%s"><span class="name">%s</span>\
        <svg viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" aria-label="%s">\
        <line class="nought" x1="500" y1="-4" x2="500" y2="24"/>\
        <rect class="band" x="%.1f" y="6" width="%.1f" height="8"/>\
        <line class="value" x1="%.1f" y1="2" x2="%.1f" y2="18"/></svg>\
        <span class="number">%s</span></li>"""
        .formatted(
            kind,
            DatasetTable.link(one.measured()),
            text,
            x(figure.lower(), reach),
            x(figure.upper(), reach) - x(figure.lower(), reach),
            x(figure.value(), reach),
            x(figure.value(), reach),
            text);
  }

  private static double x(double value, double reach) {
    return WIDTH / 2 * (1 + value / reach);
  }
}
