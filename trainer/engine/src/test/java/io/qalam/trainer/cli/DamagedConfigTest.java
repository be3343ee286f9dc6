package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.file.Damage;
import io.qalam.trainer.file.Refusals;
import io.qalam.trainer.recipe.RecipeRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a run as a person may write them. */
class DamagedConfigTest {
  private static final RecipeRun STANDARD = RecipeRun.standard(4096, false);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("config.json");
  }

  private RecipeRun read() {
    return Train.configured(STANDARD, file);
  }

  @Test
  void damagedSettingsAreRefusedOrTaken() throws IOException {
    Refusals refusals = new Refusals(file, IllegalArgumentException.class);
    byte[] good = STANDARD.json().toPrettyString().getBytes(StandardCharsets.UTF_8);
    assertThat(refusals.of(Damage.json(good, 17, 300), this::read)).isGreaterThan(150);
    refusals.ofAnOversizedFile(this::read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'epochs': 3, 'epochs': 7} | Duplicate field 'epochs'",
        "{'epochs': 3} trailing | cannot be read as JSON",
        "{'epochs': 3} {} | found more behind the end of the JSON value",
        "{'epochs': 2.9} | epochs found 2.9, expected such as 2",
        "{'lora': {'targets': [null]}} | lora.targets found [null], expected such as",
        "'' | found no JSON value",
      })
  void whatCouldBeReadInTwoWaysIsRefusedByFileAndField(String text, String message)
      throws IOException {
    Files.writeString(file, text.replace("{'", "{\"").replace("':", "\":").replace(", '", ", \""));
    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void aFolderInThePlaceOfTheFileIsNamed() throws IOException {
    Files.createDirectory(file);
    assertThatThrownBy(this::read).hasMessageStartingWith(file + ": cannot be read: ");
  }
}
