package io.qalam.trainer.base;

import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mean over the labels that occur of each one's F1. */
public final class MacroF1 {
  private final Map<String, int[]> counts = new HashMap<>();

  private MacroF1() {}

  /** Scores the examples with an engine, task by task. */
  public static double of(
      Engine engine, @Nullable LoraAdapter adapter, List<TrainingExample> examples) {
    Map<LabelTask, List<TrainingExample>> byTask = new LinkedHashMap<>();
    examples.forEach(
        example -> byTask.computeIfAbsent(example.task(), t -> new ArrayList<>()).add(example));
    MacroF1 f1 = new MacroF1();
    byTask.forEach(
        (task, rows) -> {
          List<LabelScore> scores =
              engine.score(adapter, task, rows.stream().map(TrainingExample::text).toList());
          for (int i = 0; i < rows.size(); i++) {
            f1.count(rows.get(i).label(), task.labels().get(scores.get(i).best()));
          }
        });
    return f1.mean();
  }

  private void count(String gold, String predicted) {
    if (gold.equals(predicted)) {
      mine(gold)[0]++;
    } else {
      mine(predicted)[1]++;
      mine(gold)[2]++;
    }
  }

  /** Hits, false alarms and misses of a label. */
  private int[] mine(String label) {
    return counts.computeIfAbsent(label, l -> new int[3]);
  }

  private double mean() {
    return counts.values().stream()
        .filter(c -> c[0] + c[2] > 0)
        .mapToDouble(c -> 2.0 * c[0] / (2.0 * c[0] + c[1] + c[2]))
        .average()
        .orElse(0);
  }
}
