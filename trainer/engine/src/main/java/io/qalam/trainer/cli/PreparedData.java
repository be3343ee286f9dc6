package io.qalam.trainer.cli;

import io.qalam.trainer.recipe.RecipeFolder;
import io.qalam.trainer.recipe.StoredDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The datasets that {@code --data} and {@code --only} name. */
final class PreparedData {
  private PreparedData() {}

  static List<StoredDataset> datasets(Options options) throws IOException {
    if (!Files.isDirectory(options.path("--data"))) {
      throw new IllegalArgumentException(
          "Option --data: "
              + options.text("--data")
              + " is no folder, expected one that ./qalam dataset build --out wrote");
    }
    List<StoredDataset> all = new RecipeFolder(options.path("--data")).datasets();
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          options.text("--data") + ": no dataset there; ./qalam dataset build writes some");
    }
    if (!options.has("--only")) {
      return all;
    }
    List<StoredDataset> chosen = new ArrayList<>();
    for (String name : options.text("--only").split(",", -1)) {
      List<StoredDataset> named =
          all.stream().filter(one -> names(one).anyMatch(name::equals)).toList();
      if (named.isEmpty()) {
        throw new IllegalArgumentException(
            "Option --only found '"
                + name
                + "', expected some of "
                + all.stream().map(one -> one.language() + "/" + one.name()).toList());
      }
      chosen.addAll(named);
    }
    return chosen.stream().distinct().toList();
  }

  private static Stream<String> names(StoredDataset dataset) {
    return Stream.of(dataset.name(), dataset.language() + "/" + dataset.name());
  }
}
