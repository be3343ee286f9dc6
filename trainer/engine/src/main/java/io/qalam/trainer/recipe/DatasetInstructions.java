package io.qalam.trainer.recipe;

import io.qalam.trainer.dataset.DatasetSpec;
import io.qalam.trainer.dataset.DatasetSpec.Kind;
import io.qalam.trainer.dataset.PreparedDataset;
import java.util.List;
import java.util.Set;

/**
 * The twenty instructions of a dataset; a training row gets one of them at random, evaluation uses
 * the first.
 *
 * @param writer who wrote them: {@code templates}, or the name of a model
 * @param language they are written in
 */
public record Instructions(String dataset, String writer, String language, List<String> texts) {

  /** As many as the paper has, of both its writers together. */
  public static final int COUNT = 20;

  private static final Set<String> WRITTEN = Set.of("en", "ar", "hi");

  /**
   * @throws IllegalArgumentException when there is none, or one is blank
   */
  public Instructions {
    texts = List.copyOf(texts);
    if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "Instructions of " + dataset + ": expected at least one, and none of them blank");
    }
  }

  /** Those of our own templates, in English or in the dataset's language. */
  public static Instructions fromTemplates(PreparedDataset dataset, boolean inItsOwnLanguage) {
    DatasetSpec spec = dataset.spec();
    String language =
        inItsOwnLanguage && WRITTEN.contains(spec.language()) ? spec.language() : "en";
    String kind = spec.kind() == Kind.SUMMARY ? "summary" : "labels";
    String labels = String.join(", ", dataset.labels());
    RecipeTask task = RecipeTask.of(spec.task()).orElse(null);
    String name = task == null ? spec.task() : task.name(language);
    String definition = spec.definition();
    if (definition == null) {
      definition = task == null ? "" : task.definition(language);
    }
    String said = definition;
    return new Instructions(
        spec.name(),
        "templates",
        language,
        Resources.lines(kind + "_" + language + ".txt").stream()
            .map(
                template ->
                    template
                        .replace("{task}", name)
                        .replace("{definition}", said)
                        .replace("{labels}", labels)
                        .strip())
            .toList());
  }

  /** The one that evaluation asks with. */
  public String first() {
    return texts.get(0);
  }
}
