package io.qalam.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.dataset.DatasetManifest;
import io.qalam.trainer.dataset.Preparation;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.file.Damage;
import io.qalam.trainer.file.Refusals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person may edit, or bring, in a folder of prepared datasets. */
class DamagedRecipeTest {
  @TempDir private Path folder;
  private PreparedDataset dataset;
  private RecipeFolder recipe;
  private Path place;

  @BeforeEach
  void build() throws IOException {
    List<String> lines = new ArrayList<>(List.of("text\tlabel"));
    for (int i = 0; i < 40; i++) {
      lines.add("पोस्ट क्रमांक " + i + "\t" + (i % 2 == 0 ? "hateful" : "fine"));
    }
    Files.write(folder.resolve("posts.tsv"), lines);
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"datasets": [{"name": "posts", "language": "hi", "task": "Hate Speech Detection",
          "labels": ["hateful", "fine"], "files": [{"path": "posts.tsv"}],
          "fields": {"text": "text", "label": "label"}}]}
        """);
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    Preparation preparation = Preparation.standard(1);
    dataset = preparation.prepare(manifest.folder(), manifest.datasets()).get(0);
    recipe = new RecipeFolder(folder.resolve("out"));
    recipe.write(dataset, DatasetInstructions.fromTemplates(dataset, false), preparation);
    place = folder.resolve("out/hi/posts");
  }

  @Test
  void damagedInstructionsAreRefusedOrKept() throws IOException {
    Path file = place.resolve("instructions.json");
    Refusals refusals = new Refusals(file, IllegalArgumentException.class);
    List<byte[]> variants = Damage.json(Files.readAllBytes(file), 12, 150);
    assertThat(refusals.of(variants, () -> recipe.kept(dataset))).isGreaterThan(50);
    refusals.ofAnOversizedFile(() -> recipe.kept(dataset));
  }

  @Test
  void aDamagedDescriptionIsRefusedOrTaken() throws IOException {
    Path file = place.resolve("dataset.json");
    Refusals refusals = new Refusals(file, IllegalArgumentException.class);
    List<byte[]> variants = Damage.json(Files.readAllBytes(file), 13, 150);
    assertThat(
            refusals.of(
                variants, () -> recipe.datasets().forEach(d -> d.labels().size() /* reads them */)))
        .isGreaterThan(50);
    refusals.ofAnOversizedFile(recipe::datasets);
  }

  @Test
  void aDamagedRowIsRefusedOrTaken() throws IOException {
    Path file = place.resolve("train.jsonl");
    StoredDataset stored = recipe.datasets().get(0);
    byte[] row = Files.readAllLines(file).get(0).getBytes(StandardCharsets.UTF_8);
    Refusals refusals = new Refusals(file, IllegalArgumentException.class);
    List<byte[]> variants = Damage.json(row, 14, 150);
    assertThat(refusals.of(variants, () -> stored.rows(Split.TRAIN))).isGreaterThan(50);
    refusals.ofAnOversizedFile(() -> stored.rows(Split.TRAIN));
  }

  @Test
  void twoRowsOnALineAreNotTakenForOne() throws IOException {
    Path file = place.resolve("train.jsonl");
    StoredDataset stored = recipe.datasets().get(0);
    Files.writeString(file, Files.readString(file).replaceFirst("}\n", "}"));
    assertThatThrownBy(() -> stored.rows(Split.TRAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "train.jsonl, line 1: is no row: found more behind the end of the JSON value");
  }

  @Test
  void aDamagedListOfWritersIsRefusedOrTaken() throws IOException {
    Path file = folder.resolve("writers.json");
    byte[] good =
        """
        {"writers": [{"form": "openai", "url": "https://one/v1", "model": "m", "keyVariable": "KEY"},
          {"form": "anthropic", "url": "https://two/v1", "model": "n", "keyVariable": "KEY"}]}
        """
            .getBytes(StandardCharsets.UTF_8);
    Refusals refusals = new Refusals(file, IllegalArgumentException.class);
    assertThat(
            refusals.of(
                Damage.json(good, 15, 150),
                () -> InstructionWriters.read(file, Map.of("KEY", "k"))))
        .isGreaterThan(50);
    refusals.ofAnOversizedFile(() -> InstructionWriters.read(file, Map.of()));
  }
}
