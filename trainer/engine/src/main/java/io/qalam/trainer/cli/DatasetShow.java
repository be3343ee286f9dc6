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
      """
          .stripTrailing();

  private DatasetShow() {}

  public static void main(String[] arguments) throws IOException {
    List<String> words = Arrays.asList(arguments);
    if (words.contains("--help")) {
      System.out.println(HELP);
      return;
    }
    boolean json = words.contains("--json");
    long folders = words.stream().filter(word -> !word.startsWith("--")).count();
    if (folders + (json ? 1 : 0) < words.size()) {
      System.err.println("qalam: unknown option among " + words + "\n" + HELP);
      System.exit(2);
    }
    Optional<String> folder = words.stream().filter(word -> !word.startsWith("--")).findFirst();
    if (folder.isEmpty()) {
      showCatalogue(json);
    } else if (Files.isDirectory(Path.of(folder.get()))) {
      showFolder(new RecipeFolder(Path.of(folder.get())), json);
    } else {
      System.err.println(
          "qalam: " + folder.get() + " is no folder; build one: " + DatasetBuild.HELP);
      System.exit(1);
    }
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
