package io.qalam.trainer.report;

import io.qalam.trainer.recipe.Catalogue;
import io.qalam.trainer.recipe.RecipeTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is published of a dataset, as the LlamaLens paper gives it.
 *
 * @param metric of the figures; absent where it is not known
 * @param stateOfTheArt before the paper; absent where it is not known, as are the others
 * @param llamaInstruct Llama-3.1-8B-Instruct's, untuned
 * @param llamaLens the paper's model's
 * @param differs why our figures and these cannot be compared; nothing where they can
 * @param sameRows whether theirs are known to be of the same rows
 */
public record Published(
    @Nullable String metric,
    @Nullable Double stateOfTheArt,
    @Nullable Double llamaInstruct,
    @Nullable Double llamaLens,
    List<String> differs,
    boolean sameRows) {

  static final Published NOTHING = new Published(null, null, null, null, List.of(), false);

  /** Whether any figure is known. */
  public boolean isKnown() {
    return stateOfTheArt != null || llamaInstruct != null || llamaLens != null;
  }

  /** Whether our figures may stand beside these. */
  public boolean isComparable() {
    return isKnown() && differs.isEmpty();
  }

  /** What the catalogue has of a dataset, found by its name and language. */
  static Published of(Measured measured, int rows, List<Catalogue.Entry> catalogue) {
    return catalogue.stream()
        .filter(entry -> entry.dataset().equalsIgnoreCase(measured.dataset()))
        .filter(entry -> entry.languages().contains(measured.language()))
        .findFirst()
        .map(entry -> of(measured, rows, entry))
        .orElse(NOTHING);
  }

  private static Published of(Measured measured, int rows, Catalogue.Entry entry) {
    Published figures =
        new Published(
            entry.metric().orElse(null),
            entry.stateOfTheArt().orElse(null),
            entry.llamaInstruct().orElse(null),
            entry.llamaLens().orElse(null),
            List.of(),
            entry.test().equals(Optional.of(rows)));
    return figures.isKnown()
        ? new Published(
            figures.metric,
            figures.stateOfTheArt,
            figures.llamaInstruct,
            figures.llamaLens,
            differs(measured, rows, entry),
            figures.sameRows)
        : figures;
  }

  private static List<String> differs(Measured measured, int rows, Catalogue.Entry entry) {
    List<String> differs = new ArrayList<>();
    if (!entry.metric().equals(Optional.of(measured.metric()))) {
      differs.add(
          "ours is " + measured.metric() + ", theirs " + entry.metric().orElse("not known"));
    }
    if (!RecipeTask.of(measured.task()).equals(Optional.of(entry.task()))) {
      differs.add("ours is " + measured.task() + ", theirs " + entry.task().id());
    }
    if (entry.labels().size() != measured.labels().size()) {
      differs.add(
          "ours has %d labels, theirs %d"
              .formatted(measured.labels().size(), entry.labels().size()));
    }
    if (!measured.split().equals("test")) {
      differs.add("ours is the " + measured.split() + " split");
    } else if (entry.test().isPresent()
        && !entry.test().equals(Optional.of(measured.rowsInSplit()))) {
      differs.add(
          rows("ours has %s test rows, theirs %s", measured.rowsInSplit(), entry.test().get()));
    }
    if (rows < measured.rowsInSplit()) {
      differs.add(rows("ours are %s of %s rows", rows, measured.rowsInSplit()));
    }
    return differs;
  }

  private static String rows(String text, int first, int second) {
    return text.formatted(
        String.format(Locale.ROOT, "%,d", first), String.format(Locale.ROOT, "%,d", second));
  }
}
