package io.qalam.adapter.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.training.model.TrainingLoss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loss by step, as Chart.js takes it: every step's value faintly, and their running mean.
 *
 * <p>A long run is thinned to a few hundred points, which is more than a screen can tell apart.
 */
final class LossChart {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_POINTS = 300;
  private static final String LINE = "#2a8f77";

  /** Weight of the newest value in the running mean. */
  private static final double NEWEST = 0.15;

  private LossChart() {}

  /** The chart's configuration. */
  static String of(List<TrainingLoss> losses, int steps, String lossLabel, String stepLabel) {
    Map<String, Object> data =
        Map.of(
            "datasets",
            List.of(
                line(thinned(points(losses)), 1, LINE + "55"),
                line(thinned(smoothed(points(losses))), 2.5, LINE)));
    Map<String, Object> options =
        Map.of(
            "animation", false,
            "responsive", true,
            "maintainAspectRatio", false,
            "parsing", false,
            "plugins", Map.of("legend", Map.of("display", false)),
            "scales",
                Map.of(
                    "x",
                        axis(
                            stepLabel,
                            Map.of("type", "linear", "min", 1, "max", Math.max(2, steps))),
                    "y", axis(lossLabel, Map.of("type", "linear"))));
    return json(Map.of("type", "line", "data", data, "options", options));
  }

  private record Point(int x, double y) {}

  private static List<Point> points(List<TrainingLoss> losses) {
    return losses.stream().map(loss -> new Point(loss.getStep(), loss.getLoss())).toList();
  }

  private static List<Point> smoothed(List<Point> points) {
    List<Point> smooth = new ArrayList<>();
    double mean = 0;
    for (Point point : points) {
      mean = smooth.isEmpty() ? point.y() : mean + NEWEST * (point.y() - mean);
      smooth.add(new Point(point.x(), mean));
    }
    return smooth;
  }

  private static List<Point> thinned(List<Point> points) {
    int every = Math.max(1, (points.size() + MOST_POINTS - 1) / MOST_POINTS);
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i % every == 0 || i == points.size() - 1) {
        kept.add(points.get(i));
      }
    }
    return kept;
  }

  private static Map<String, Object> line(List<Point> points, double width, String colour) {
    return Map.of(
        "data", points.stream().map(point -> Map.of("x", point.x(), "y", point.y())).toList(),
        "borderColor", colour,
        "borderWidth", width,
        "pointRadius", points.size() > 1 ? 0 : 3,
        "pointBackgroundColor", colour);
  }

  private static Map<String, Object> axis(String label, Map<String, Object> scale) {
    String faint = "#8a857a";
    Map<String, Object> axis = new LinkedHashMap<>(scale);
    axis.put("title", Map.of("display", true, "text", label, "color", faint));
    axis.put("ticks", Map.of("color", faint, "maxTicksLimit", 7));
    axis.put("grid", Map.of("color", faint + "33"));
    return axis;
  }

  private static String json(Map<String, Object> config) {
    try {
      return JSON.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
