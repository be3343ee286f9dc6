package io.qalam.trainer.recipe;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The datasets of the LlamaLens paper, with what is published of them.
 *
 * <p>A figure that is not known is empty. The list has 53 entries where the paper counts 52.
 */
public final class Catalogue {

  private static final List<Entry> ENTRIES = read();

  private Catalogue() {}

  /**
   * A dataset of the paper.
   *
   * @param languages codes; two for code-mixed text
   * @param labels the label space as published; empty for a summary
   * @param metric the one its state of the art is given in
   * @param stateOfTheArt the best figure published before the paper
   * @param llamaInstruct Llama-3.1-8B-Instruct's, untuned
   * @param llamaLens the paper's model's
   */
  public record Entry(
      List<String> languages,
      RecipeTask task,
      String dataset,
      List<String> labels,
      Optional<Integer> train,
      Optional<Integer> test,
      Optional<Integer> development,
      Optional<String> metric,
      Optional<Double> stateOfTheArt,
      Optional<Double> llamaInstruct,
      Optional<Double> llamaLens) {}

  public static List<Entry> all() {
    return ENTRIES;
  }

  private static List<Entry> read() {
    return CsvReader.builder()
        .ofNamedCsvRecord(Resources.text(Resources.SHARED + "catalogue.csv"))
        .stream()
        .map(Catalogue::entry)
        .toList();
  }

  private static Entry entry(NamedCsvRecord row) {
    return new Entry(
        words(row.getField("languages"), " "),
        RecipeTask.of(row.getField("task")).orElseThrow(),
        row.getField("dataset"),
        words(row.getField("labels"), "\\|"),
        known(row, "train").map(Integer::valueOf),
        known(row, "test").map(Integer::valueOf),
        known(row, "development").map(Integer::valueOf),
        known(row, "metric"),
        known(row, "state_of_the_art").map(Double::valueOf),
        known(row, "llama_instruct").map(Double::valueOf),
        known(row, "llamalens").map(Double::valueOf));
  }

  private static List<String> words(String text, String separator) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator, -1));
  }

  private static Optional<String> known(NamedCsvRecord row, String field) {
    return Optional.of(row.getField(field)).filter(text -> !text.isEmpty());
  }
}
