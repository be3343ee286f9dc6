package io.qalam.dashboard.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chart as SVG, drawn by the server: bars or a line over values in a row, with their intervals.
 *
 * <p>Colours come from the style sheet by class, so that light and dark hold and no style stands in
 * the page. Time runs from left to right in every language.
 */
final class Chart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 180;
  private static final int LEFT = 44;
  private static final int BOTTOM = 24;
  private static final int TOP = 10;
  private static final int MOST_NAMES = 8;

  /** How much of the other side one side of zero has at least, so that both ends can be read. */
  private static final double LEAST_SIDE = 0.2;

  private final List<Point> points;
  private final String title;
  private final double most;
  private final double least;

  /**
   * One value.
   *
   * @param name what stands under it
   * @param value null where there is none: a gap
   * @param lower of its interval; null without one
   */
  record Point(
      String name, @Nullable Double value, @Nullable Double lower, @Nullable Double upper) {

    static Point of(String name, @Nullable Double value) {
      return new Point(name, value, null, null);
    }
  }

  private Chart(String title, List<Point> points) {
    this(title, points, points);
  }

  /**
   * @param scaled what the scale is of: these points, and those drawn beside them
   */
  private Chart(String title, List<Point> points, List<Point> scaled) {
    this.title = title;
    this.points = List.copyOf(points);
    double above = ceiling(scaled, 1);
    double below = isBelowZero(scaled) ? ceiling(scaled, -1) : 0;
    this.most = Math.max(above, below * LEAST_SIDE);
    this.least = below == 0 ? 0 : -Math.max(below, above * LEAST_SIDE);
  }

  /** Values as bars, from zero. */
  static String bars(String title, List<Point> points) {
    Chart chart = new Chart(title, points);
    StringBuilder drawn = new StringBuilder();
    double width = Math.max(1, chart.step() * 0.7);
    for (int i = 0; i < points.size(); i++) {
      Double value = points.get(i).value();
      if (value != null && value != 0) {
        double top = chart.y(Math.max(0, value));
        drawn.append(
            number(
                "<rect class=\"c-bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                chart.x(i) - width / 2, top, width, chart.y(Math.min(0, value)) - top));
      }
    }
    return chart.whole(drawn);
  }

  /** Values as a line that breaks where one is missing. */
  static String line(String title, List<Point> points) {
    Chart chart = new Chart(title, points);
    StringBuilder drawn = new StringBuilder();
    chart.drawLine(drawn);
    return chart.whole(drawn);
  }

  /** Two lines over the same names: the second one's class is {@code c-other}. */
  static String lines(String title, List<Point> points, List<Point> others) {
    List<Point> all = new ArrayList<>(points);
    all.addAll(others);
    Chart first = new Chart(title, points, all);
    StringBuilder drawn = new StringBuilder("<g class=\"c-other\">");
    new Chart(title, others, all).drawLine(drawn);
    drawn.append("</g>");
    first.drawLine(drawn);
    return first.whole(drawn);
  }

  /**
   * A line that no gap breaks, and the values in its gaps as dots of class {@code c-apart}.
   *
   * @param dots as many as points, with the same names
   */
  static String lineAmongDots(String title, List<Point> points, List<Point> dots) {
    List<Point> all = new ArrayList<>(points);
    all.addAll(dots);
    Chart line = new Chart(title, points, all);
    StringBuilder drawn = new StringBuilder("<g class=\"c-apart\">");
    new Chart(title, dots, all).drawDots(drawn);
    drawn.append("</g>");
    path(drawn, line.drawDots(drawn));
    return line.whole(drawn);
  }

  private void drawLine(StringBuilder drawn) {
    List<String> run = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).value() == null) {
        path(drawn, run);
      } else {
        run.add(dot(drawn, i));
      }
    }
    path(drawn, run);
  }

  /** The places of what is drawn. */
  private List<String> drawDots(StringBuilder drawn) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).value() != null) {
        places.add(dot(drawn, i));
      }
    }
    return places;
  }

  /** A value with its interval; gives its place. */
  private String dot(StringBuilder drawn, int i) {
    double y = y(Objects.requireNonNull(points.get(i).value()));
    interval(drawn, i);
    drawn.append(number("<circle class=\"c-dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", x(i), y));
    return number("%.1f,%.1f", x(i), y);
  }

  private static void path(StringBuilder drawn, List<String> run) {
    if (run.size() > 1) {
      drawn.append("<polyline class=\"c-line\" points=\"");
      drawn.append(String.join(" ", run)).append("\"/>");
    }
    run.clear();
  }

  private void interval(StringBuilder drawn, int i) {
    Double lower = points.get(i).lower();
    Double upper = points.get(i).upper();
    if (lower != null && upper != null) {
      drawn.append(
          number(
              "<line class=\"c-span\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$.1f\" y2=\"%3$.1f\"/>",
              x(i), y(lower), y(upper)));
    }
  }

  private String whole(StringBuilder drawn) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg class=\"c-chart\" role=\"img\" viewBox=\"0 0 %d %d\" direction=\"ltr\" aria-label=\""
            .formatted(WIDTH, HEIGHT));
    svg.append(escaped(title)).append("\">");
    for (double value : new double[] {least < 0 ? least : most / 2, 0, most}) {
      scale(svg, value);
    }
    svg.append(drawn);
    names(svg);
    return svg.append("</svg>").toString();
  }

  private void scale(StringBuilder svg, double value) {
    svg.append(
        number(
            "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%4$.1f\" y2=\"%4$.1f\"/>",
            value == 0 ? "c-rule c-zero" : "c-rule", LEFT, WIDTH, y(value)));
    svg.append(
        number(
            "<text class=\"c-text\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">",
            LEFT - 6, y(value) + 4));
    svg.append(number(most >= 10 ? "%.0f" : "%.2f", value)).append("</text>");
  }

  private void names(StringBuilder svg) {
    int every = Math.max(1, (points.size() + MOST_NAMES - 1) / MOST_NAMES);
    for (int i = 0; i < points.size(); i += every) {
      svg.append(
          number(
              "<text class=\"c-text\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">",
              x(i), HEIGHT - 6));
      svg.append(escaped(points.get(i).name())).append("</text>");
    }
  }

  private double step() {
    return (double) (WIDTH - LEFT) / Math.max(1, points.size());
  }

  private double x(int i) {
    return LEFT + step() * (i + 0.5);
  }

  private double y(double value) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (most - value) / (most - least);
  }

  private static boolean isBelowZero(List<Point> points) {
    return numbers(points).anyMatch(number -> number < 0);
  }

  private static DoubleStream numbers(List<Point> points) {
    return points.stream()
        .flatMap(point -> Stream.of(point.value(), point.lower(), point.upper()))
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue);
  }

  /**
   * The scale's end: 1, 2 or 5 times a power of ten that nothing is beyond.
   *
   * @param sign -1 for the end below zero, as its distance from there
   */
  private static double ceiling(List<Point> points, int sign) {
    double greatest = numbers(points).map(number -> sign * number).max().orElse(0);
    if (greatest <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(greatest)));
    for (int times : new int[] {1, 2, 5}) {
      if (greatest <= times * power) {
        return times * power;
      }
    }
    return 10 * power;
  }

  /** SVG writes numbers as English does, in every language. */
  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
