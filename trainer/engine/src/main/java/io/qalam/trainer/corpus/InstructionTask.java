package io.qalam.trainer.corpus;

import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task the base is instruction-tuned on: its rows, several wordings, and other names for its
 * labels.
 *
 * <p>Every drawn example gets one wording, one naming and an order of its own, so that the model
 * learns to read the list of labels rather than to remember it.
 *
 * @param drawn examples per epoch, the same number for every label
 * @param label the row's label, or null where the row has none for this task
 * @param namings label lists that name {@code labels} in the same order; the first is the labels
 *     themselves
 */
record InstructionTask(
    String name,
    String language,
    String dataset,
    int drawn,
    Function<SourceRow, @Nullable String> label,
    List<String> wordings,
    List<List<String>> namings) {

  private static final float OTHER_NAMING = 0.2f;

  List<String> labels() {
    return namings.get(0);
  }

  /** What is asked, whatever of: sentiment towards a target is sentiment, hate speech offends. */
  String type() {
    return switch (name) {
      case "sentiment-target" -> "sentiment";
      case "hate" -> "offensive";
      default -> name;
    };
  }

  /** One epoch's examples, every label equally often. */
  List<TrainingExample> draw(List<SourceRow> rows, Random random) {
    Map<String, List<SourceRow>> byLabel = byLabel(rows);
    List<TrainingExample> examples = new ArrayList<>();
    for (Map.Entry<String, List<SourceRow>> group : byLabel.entrySet()) {
      List<SourceRow> pool = new ArrayList<>(group.getValue());
      Collections.shuffle(pool, random);
      int wanted = Math.min(drawn / byLabel.size(), pool.size() * 4);
      for (int i = 0; i < wanted; i++) {
        examples.add(example(pool.get(i % pool.size()), group.getKey(), random));
      }
    }
    return examples;
  }

  private Map<String, List<SourceRow>> byLabel(List<SourceRow> rows) {
    Map<String, List<SourceRow>> byLabel = new LinkedHashMap<>();
    for (SourceRow row : rows) {
      String found = row.dataset().equals(dataset) ? label.apply(row) : null;
      if (found != null && labels().contains(found)) {
        byLabel.computeIfAbsent(found, l -> new ArrayList<>()).add(row);
      }
    }
    return byLabel;
  }

  private TrainingExample example(SourceRow row, String found, Random random) {
    List<String> naming =
        namings.size() > 1 && random.nextFloat() < OTHER_NAMING
            ? namings.get(1 + random.nextInt(namings.size() - 1))
            : labels();
    String named = naming.get(labels().indexOf(found));
    List<String> order = new ArrayList<>(naming);
    Collections.shuffle(order, random);
    String wording = wording(wordings.get(random.nextInt(wordings.size())), row);
    return new TrainingExample(new LabelTask(name, language, wording, order), post(row), named);
  }

  /** Development examples with the first wording, for measuring; at most the given number. */
  List<TrainingExample> development(List<SourceRow> rows, int limit) {
    List<TrainingExample> examples = new ArrayList<>();
    for (SourceRow row : rows) {
      String found = row.dataset().equals(dataset) ? label.apply(row) : null;
      if (found != null && labels().contains(found) && examples.size() < limit) {
        LabelTask task = new LabelTask(name, language, wording(wordings.get(0), row), labels());
        examples.add(new TrainingExample(task, post(row), found));
      }
    }
    return examples;
  }

  private static String wording(String wording, SourceRow row) {
    return wording.replace("{target}", row.field("target"));
  }

  private static String post(SourceRow row) {
    return row.text().replace("[SEP]", "\n");
  }
}
