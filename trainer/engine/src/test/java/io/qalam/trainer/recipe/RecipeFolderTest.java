package io.qalam.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.dataset.DatasetManifest;
import io.qalam.trainer.dataset.Preparation;
import io.qalam.trainer.dataset.PreparedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeFolderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private PreparedDataset dataset;

  @BeforeEach
  void prepare() throws IOException {
    List<String> lines = new ArrayList<>(List.of("text\tlabel"));
    IntStream.range(0, 100)
        .forEach(
            i -> lines.add("पोस्ट क्रमांक " + i + "\t" + (i % 2 == 0 ? "hateful" : "not_hateful")));
    Files.write(folder.resolve("posts.tsv"), lines);
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"datasets": [{"name": "posts", "language": "hi", "task": "Hate Speech Detection",
          "labels": ["hateful", "not_hateful"], "files": [{"path": "posts.tsv"}],
          "fields": {"text": "text", "label": "label"}}]}
        """);
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    dataset = Preparation.standard(1).prepare(manifest.folder(), manifest.datasets().get(0));
  }

  private List<JsonNode> built(String file) throws IOException {
    RecipeFolder recipe = new RecipeFolder(folder.resolve("out"));
    recipe.write(dataset, Instructions.fromTemplates(dataset, false), 1);
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out/hi/posts").resolve(file))) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  @Test
  void trainingRowsDrawTheirInstructionAndTestRowsTakeTheFirst() throws IOException {
    List<JsonNode> train = built("train.jsonl");
    List<JsonNode> test = built("test.jsonl");
    String first = Instructions.fromTemplates(dataset, false).first();

    assertThat(train).hasSize(70);
    assertThat(train.stream().map(row -> row.get("instruction").asText()).distinct())
        .hasSizeGreaterThan(12);
    assertThat(test).hasSize(20).allMatch(row -> row.get("instruction").asText().equals(first));
  }

  @Test
  void aRowHasThePublishedFields() throws IOException {
    JsonNode row = built("train.jsonl").get(0);
    assertThat(row.fieldNames())
        .toIterable()
        .containsExactly(
            "id", "original_id", "input", "output", "dataset", "task", "language", "instruction");
    assertThat(row.get("input").asText()).startsWith("पोस्ट क्रमांक ");
    assertThat(row.get("output").asText()).isIn("hateful", "not-hateful");
    assertThat(row.get("original_id").asText()).startsWith("posts.tsv:");
  }

  @Test
  void aBuildWithOneSeedGivesTheSameRowsAgain() throws IOException {
    assertThat(built("train.jsonl")).isEqualTo(built("train.jsonl"));
  }

  @Test
  void instructionsThatAPersonEditedAreKept() throws IOException {
    built("train.jsonl");
    edit("Say whether it is hateful or not-hateful.");
    assertThat(built("test.jsonl").get(0).get("instruction").asText())
        .isEqualTo("Say whether it is hateful or not-hateful.");
  }

  @Test
  void anEditedInstructionThatLacksALabelIsNamed() throws IOException {
    built("train.jsonl");
    edit("Say whether it is hateful.");
    assertThatThrownBy(() -> built("test.jsonl"))
        .hasMessageContaining("instructions.json: texts[0] does not name the label 'not-hateful'");
  }

  private void edit(String text) throws IOException {
    Files.writeString(
        folder.resolve("out/hi/posts/instructions.json"),
        JSON.writeValueAsString(new Instructions("posts", "a person", "en", List.of(text))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twentyDifferentInstructionsNameTaskAndLabels(boolean own) {
    Instructions instructions = Instructions.fromTemplates(dataset, own);
    assertThat(instructions.language()).isEqualTo(own ? "hi" : "en");
    assertThat(instructions.texts())
        .hasSize(Instructions.COUNT)
        .doesNotHaveDuplicates()
        .allMatch(text -> text.contains("hateful, not-hateful"))
        .noneMatch(text -> text.contains("{"));
  }

  @Test
  void everyTaskHasItsNameAndDefinitionInThreeLanguages() {
    assertThat(RecipeTask.all()).hasSize(19);
    for (RecipeTask task : RecipeTask.all()) {
      assertThat(task.names()).containsOnlyKeys("en", "ar", "hi");
      assertThat(task.definitions()).containsOnlyKeys("en", "ar", "hi");
    }
    assertThat(RecipeTask.all().stream().map(RecipeTask::capability).distinct()).hasSize(5);
  }

  @Test
  void theCatalogueTellsWhatIsPublishedAndWhatIsNotKnown() {
    assertThat(Catalogue.all()).hasSize(53);
    Catalogue.Entry known =
        Catalogue.all().stream()
            .filter(entry -> entry.dataset().equals("hate-speech-detection"))
            .findFirst()
            .orElseThrow();
    assertThat(known.languages()).containsExactly("hi");
    assertThat(known.stateOfTheArt()).contains(.639);
    assertThat(known.llamaLens()).contains(.994);
    assertThat(known.train()).isEqualTo(Optional.empty());
  }
}
