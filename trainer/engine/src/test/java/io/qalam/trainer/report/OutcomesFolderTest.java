package io.qalam.trainer.report;

import static io.qalam.trainer.report.TestOutcomes.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesFolderTest {

  @TempDir private Path place;
  private OutcomesFolder folder;
  private DatasetOutcomes outcomes;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    folder = new OutcomesFolder(place);
    outcomes =
        new TestOutcomes()
            .gold(List.of(0), List.of(1))
            .answers(Subject.BASE, 1.5, label(0, .75f, .25f), label(1, .5f, .5f))
            .outcomes();
    folder.write(outcomes);
    file = place.resolve("ar-posts.json");
  }

  @Test
  void whatWasWrittenIsReadAgain() throws IOException {
    assertThat(OutcomesFolder.read(file)).isEqualTo(outcomes);
    assertThat(folder.files()).containsExactly(file);
    assertThat(folder.done("ar", "posts", "f00d")).contains(outcomes);
  }

  @Test
  void otherSettingsAreNotDone() throws IOException {
    assertThat(folder.done("ar", "posts", "beef")).isEmpty();
    assertThat(folder.done("hi", "posts", "f00d")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"gold\":[1]`     | `\"gold\":[7]`       | rows[1].gold: found [7], expected one index from 0 to 1",
        "`\"gold\":[1]`     | `\"gold\":\"x\"`     | at rows[1].gold",
        "`\"gold\":[1]`     | `\"golden\":[1]`     | DatasetOutcomes.rows[].gold is missing",
        "`\"gold\":[1]`     | `\"gold\":[null]`    | DatasetOutcomes.rows[].gold[] is missing",
        "`evaluation-2`     | `evaluation-9`       | format: found qalam-evaluation-9, expected qalam-evaluation-2",
        "`\"BASE\"`         | `\"SOMEBODY\"`       | at answers[0].subject",
        "`[0.75,0.25]`      | `[0.75]`             | answers[0].given[0].probabilities: found [0.75], expected one for each label",
        "`\"macro-f1\"`     | `\"rouge-2\"`        | measured.metric: found rouge-2, expected one of [macro-f1",
        "`\"kind\":\"label\"` | `\"kind\":\"poem\"` | measured.kind: found poem",
        "`\"labels\":[0]`   | `\"labels\":[5]`     | answers[0].given[0].labels: found [5], expected indices from 0 to 1",
      })
  void aDamagedFileIsNamedWithItsField(String right, String wrong, String message)
      throws IOException {
    String json = Files.readString(file);
    assertThat(json).contains(right);
    Files.writeString(file, json.replaceFirst(java.util.regex.Pattern.quote(right), wrong));

    assertThatThrownBy(() -> OutcomesFolder.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ar-posts.json: ")
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsCutOffOrForeignIsNamed() throws IOException {
    Files.writeString(file, Files.readString(file).substring(0, 100));
    assertThatThrownBy(() -> OutcomesFolder.read(file))
        .hasMessageContaining("ar-posts.json: no DatasetOutcomes: ");
    Files.writeString(file, "{\"datasets\": []}");
    assertThatThrownBy(() -> OutcomesFolder.read(file))
        .hasMessageContaining("ar-posts.json: DatasetOutcomes.format is missing");
  }

  @Test
  void aFolderWithoutOutcomesSaysHowToMakeSome() {
    Path empty = place.resolve("empty");
    assertThatThrownBy(() -> new OutcomesFolder(empty).files())
        .hasMessageContaining("empty: is no folder");
    assertThat(empty.toFile().mkdir()).isTrue();
    assertThatThrownBy(() -> new OutcomesFolder(empty).files())
        .hasMessageContaining("holds no outcomes; ./qalam eval --out");
  }

  @Test
  void aNameMakesNoPath() {
    assertThat(folder.file("hi", "../../x").getParent()).isEqualTo(place);
  }
}
