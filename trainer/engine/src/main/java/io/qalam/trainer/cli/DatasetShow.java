package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.qalam.trainer.recipe.Catalogue;
import io.qalam.trainer.recipe.RecipeFolder;
import io.qalam.trainer.recipe.StoredDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code ./qalam dataset show}: the paper's catalogue, or what lies in a folder that was built. */
public final class DatasetShow {

  static final String HELP =
      """
      ./qalam dataset show [DIR] [--json]
        without DIR, the catalogue of the LlamaLens paper: capability, task, language, dataset, label
        count, rows and published figures ("-" where a figure is not known); with DIR, the datasets
        that a build wrote there

        --json                the same as JSON: the catalogue one array, of DIR an object a line

        Example: ./qalam dataset show data
      """
          .stripTrailing();

  private static final String AS_JSON = "--json";

  private DatasetShow() {}

  public static void main(String[] arguments) {
    Command.run(arguments, HELP, () -> show(Arrays.asList(arguments)));
  }

  static void show(List<String> words) throws IOException {
    boolean json = words.contains(AS_JSON);
    List<String> folders = words.stream().filter(word -> !word.equals(AS_JSON)).toList();
    if (folders.size() > 1 || folders.stream().anyMatch(word -> word.startsWith("--"))) {
      throw new IllegalArgumentException(
          "Arguments found " + words + ", expected at most a folder and " + AS_JSON);
    }
    if (folders.isEmpty()) {
      showCatalogue(json);
      return;
    }
    Path folder = Path.of(folders.get(0));
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder + " is no folder, expected one that ./qalam dataset build --out wrote");
    }
    showFolder(new RecipeFolder(folder), json);
  }

  private static void showCatalogue(boolean json) throws IOException {
    if (json) {
      ObjectMapper mapper = new ObjectMapper().registerModule(new Jdk8Module());
      System.out.println(mapper.writeValueAsString(Catalogue.all()));
      return;
    }
    System.out.printf(
        "%-12s %-29s %-6s %-44s %6s %8s %8s %8s %-11s %6s %6s %6s%n",
        "capability",
        "task",
        "lang",
        "dataset",
        "labels",
        "train",
        "test",
        "dev",
        "metric",
        "sota",
        "base",
        "lens");
    for (Catalogue.Entry entry : Catalogue.all()) {
      System.out.printf(
          Locale.ROOT,
          "%-12s %-29s %-6s %-44s %6s %8s %8s %8s %-11s %6s %6s %6s%n",
          entry.task().capability().name().toLowerCase(Locale.ROOT),
          entry.task().id(),
          String.join(" ", entry.languages()),
          entry.dataset(),
          entry.labels().isEmpty() ? "-" : Integer.toString(entry.labels().size()),
          known(entry.train()),
          known(entry.test()),
          known(entry.development()),
          known(entry.metric()),
          known(entry.stateOfTheArt()),
          known(entry.llamaInstruct()),
          known(entry.llamaLens()));
    }
  }

  private static String known(Optional<?> figure) {
    return figure.map(Object::toString).orElse("-");
  }

  private static void showFolder(RecipeFolder folder, boolean json) throws IOException {
    for (StoredDataset dataset : folder.datasets()) {
      System.out.println(
          json ? dataset.description().toString() : dataset.description().toPrettyString());
    }
  }
}
