package io.qalam.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.dataset.DatasetManifest;
import io.qalam.trainer.dataset.DatasetSpec;
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

  private static final Preparation PREPARATION = Preparation.standard(1);

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
    dataset = PREPARATION.prepare(manifest.folder(), manifest.datasets()).get(0);
  }

  private List<JsonNode> built(String file) throws IOException {
    RecipeFolder recipe = new RecipeFolder(folder.resolve("out"));
    DatasetInstructions instructions =
        recipe.kept(dataset).orElse(DatasetInstructions.fromTemplates(dataset, false));
    recipe.write(dataset, instructions, PREPARATION);
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
    String first = DatasetInstructions.fromTemplates(dataset, false).first();

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
    edit("Say whether it is not-hateful.");
    assertThatThrownBy(() -> built("test.jsonl"))
        .hasMessageContaining("instructions.json: texts[0] does not name the label 'hateful'");
  }

  @Test
  void aBrokenInstructionsFileIsNamed() throws IOException {
    built("train.jsonl");
    for (String broken : List.of("{\"texts\":", "null", "{\"dataset\": \"d\", \"texts\": []}")) {
      Files.writeString(folder.resolve("out/hi/posts/instructions.json"), broken);
      assertThatThrownBy(() -> built("test.jsonl"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("instructions.json");
    }
  }

  @Test
  void aNameMakesNoPathAndTwoDatasetsNoFolder() throws IOException {
    PreparedDataset hostile = named("../../x");
    RecipeFolder recipe = new RecipeFolder(folder.resolve("out"));
    DatasetInstructions instructions = DatasetInstructions.fromTemplates(hostile, false);
    recipe.write(hostile, instructions, PREPARATION);
    assertThat(folder.resolve("out/hi/-..-x/train.jsonl")).exists();
    assertThatThrownBy(() -> recipe.expectOnly(List.of(hostile.spec(), named(".../..-x").spec())))
        .hasMessageContaining("two datasets of the manifest would lie there");
    assertThatThrownBy(() -> recipe.write(named(".."), instructions, PREPARATION))
        .hasMessageContaining("a folder cannot be named so");
  }

  @Test
  void aDatasetOfAnEarlierBuildThatIsNotNamedAnyMoreIsRefusedByItsFolder() throws IOException {
    RecipeFolder recipe = new RecipeFolder(folder.resolve("out"));
    PreparedDataset other = named("other");
    recipe.expectOnly(List.of(dataset.spec(), other.spec()));
    for (PreparedDataset one : List.of(dataset, other)) {
      recipe.write(one, DatasetInstructions.fromTemplates(one, false), PREPARATION);
    }
    recipe.expectOnly(List.of(dataset.spec(), other.spec()));
    assertThatThrownBy(() -> recipe.expectOnly(List.of(dataset.spec())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.resolve("out/hi/other") + ": holds a dataset that the");
  }

  private PreparedDataset named(String name) {
    DatasetSpec spec = dataset.spec();
    return new PreparedDataset(
        new DatasetSpec(
            name,
            spec.language(),
            spec.task(),
            spec.kind(),
            spec.labels(),
            spec.metric(),
            spec.positive(),
            spec.aliases(),
            spec.definition(),
            spec.files(),
            spec.fields()),
        dataset.labels(),
        dataset.rows(),
        dataset.report());
  }

  private void edit(String text) throws IOException {
    Files.writeString(
        folder.resolve("out/hi/posts/instructions.json"),
        JSON.writeValueAsString(new DatasetInstructions("posts", "a person", "en", List.of(text))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twentyDifferentInstructionsNameTaskAndLabels(boolean own) {
    DatasetInstructions instructions = DatasetInstructions.fromTemplates(dataset, own);
    assertThat(instructions.language()).isEqualTo(own ? "hi" : "en");
    assertThat(instructions.texts())
        .hasSize(DatasetInstructions.COUNT)
        .doesNotHaveDuplicates()
        .allMatch(text -> text.contains("hateful, not-hateful"))
        .noneMatch(text -> text.contains("{"));
  }

  @Test
  void everyKindHasTwentyTemplatesInEveryLanguageThatNameWhatTheyMust() {
    for (String language : List.of("en", "ar", "hi")) {
      for (String kind : List.of("labels", "several", "summary")) {
        List<String> templates = Resources.lines(kind + "_" + language + ".txt");
        assertThat(templates).as(kind + " " + language).hasSize(20).doesNotHaveDuplicates();
        assertThat(templates)
            .allMatch(text -> text.contains("{definition}") || text.contains("{task}"));
        assertThat(templates).allMatch(text -> kind.equals("summary") != text.contains("{labels}"));
      }
    }
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
