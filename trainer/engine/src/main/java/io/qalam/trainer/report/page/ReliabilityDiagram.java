package io.qalam.trainer.report.page;

import io.qalam.trainer.eval.Calibration.Bin;
import io.qalam.trainer.report.Decimals;
import io.qalam.trainer.report.Subject;
import io.qalam.trainer.report.SubjectFigures.Reliability;
import java.util.List;
import java.util.Locale;

/**
 * How often the most probable label is right (up) against how probable it was (across), before and
 * after the temperature; on the broken line both are the same. A larger dot stands for more rows.
 */
record ReliabilityDiagram(Subject subject, Reliability reliability) {

  private static final double LEFT = 26;
  private static final double SIDE = 160;
  private static final double TOP = 6;

  String html() {
    String text =
        "calibration error %s; at temperature %s: %s"
            .formatted(
                Decimals.plain(reliability.errorAsTheyCome()),
                String.format(Locale.ROOT, "%.2f", reliability.temperature()),
                Decimals.plain(reliability.errorScaled()));
    return """
        <figure class="reliability"><figcaption>%s<br><small>%s</small></figcaption>\
        <svg viewBox="0 0 192 194" role="img" aria-label="%s">\
        <rect class="frame" x="26" y="6" width="160" height="160"/>\
        <line class="ideal" x1="26" y1="166" x2="186" y2="6"/>%s%s\
        <text x="22" y="169" text-anchor="end">0</text><text x="22" y="12" text-anchor="end">1</text>\
        <text x="26" y="177">0</text><text x="186" y="177" text-anchor="end">1</text>\
        <text x="106" y="189" text-anchor="middle">probability</text>\
        <text transform="translate(14 86) rotate(-90)" text-anchor="middle">share right</text>\
        </svg></figure>"""
        .formatted(
            Words.capital(Words.of(subject)),
            text,
            text,
            curve(reliability.binsAsTheyCome(), "before"),
            curve(reliability.binsScaled(), "after"));
  }

  private static String curve(List<Bin> bins, String style) {
    StringBuilder points = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    int all = bins.stream().mapToInt(Bin::posts).sum();
    for (Bin bin : bins) {
      if (bin.posts() > 0) {
        double x = LEFT + SIDE * bin.confidence();
        double y = TOP + SIDE * (1 - bin.right());
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        dots.append(
            String.format(
                Locale.ROOT,
                "<circle class=\"dot-%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
                style,
                x,
                y,
                1.5 + 5 * Math.sqrt((double) bin.posts() / all)));
      }
    }
    return "<polyline class=\"%s\" points=\"%s\"/>%s"
        .formatted(style, points.toString().strip(), dots);
  }
}
