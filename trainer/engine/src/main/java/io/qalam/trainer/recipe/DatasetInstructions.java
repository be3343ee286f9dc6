package io.qalam.trainer.recipe;

import io.qalam.trainer.dataset.DatasetSpec;
import io.qalam.trainer.dataset.DatasetSpec.Kind;
import io.qalam.trainer.dataset.PreparedDataset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The twenty instructions of a dataset; a training row gets one of them at random, evaluation uses
 * the first.
 *
 * @param writer who wrote them: {@code templates}, or the name of a model
 * @param language they are written in
 */
public record DatasetInstructions(
    String dataset, String writer, String language, List<String> texts) {

  /** As many as the paper has, of both its writers together. */
  public static final int COUNT = 20;

  private static final Set<String> WRITTEN = Set.of("en", "ar", "hi");

  /**
   * @throws IllegalArgumentException when there is none, or one is blank
   */
  public DatasetInstructions {
    texts = List.copyOf(texts);
    if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "DatasetInstructions of " + dataset + ": expected at least one, and none of them blank");
    }
  }

  /**
   * Those of our own templates, in English or in the dataset's language; labels stay as they are.
   */
  public static DatasetInstructions fromTemplates(
      PreparedDataset dataset, boolean inItsOwnLanguage) {
    DatasetSpec spec = dataset.spec();
    String language =
        inItsOwnLanguage && WRITTEN.contains(spec.language()) ? spec.language() : "en";
    Optional<RecipeTask> task = RecipeTask.of(spec.task());
    String name = task.map(known -> known.name(language)).orElse(spec.task());
    String definition = definition(spec, language);
    String labels = String.join(", ", dataset.labels());
    return new DatasetInstructions(
        spec.name(),
        "templates",
        language,
        Resources.lines(kind(spec.kind()) + "_" + language + ".txt").stream()
            .map(
                template ->
                    template
                        .replace("{task}", name)
                        .replace("{definition}", definition)
                        .replace("{labels}", labels)
                        .strip())
            .toList());
  }

  private static String kind(Kind kind) {
    return switch (kind) {
      case LABEL -> "labels";
      case LABELS -> "several";
      case SUMMARY -> "summary";
    };
  }

  /**
   * The dataset's own, else its task's.
   *
   * @throws IllegalArgumentException when it has neither
   */
  static String definition(DatasetSpec spec, String language) {
    return Optional.ofNullable(spec.definition())
        .or(() -> RecipeTask.of(spec.task()).map(task -> task.definition(language)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Dataset "
                        + spec.name()
                        + " needs a definition: its task '"
                        + spec.task()
                        + "' is none that ./qalam dataset show lists"));
  }

  /** The one that evaluation asks with. */
  public String first() {
    return texts.get(0);
  }
}
