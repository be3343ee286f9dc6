package io.qalam.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSettingsTest {
  @TempDir private Path folder;

  private static ObjectNode rows(int rows) {
    return new ObjectMapper().createObjectNode().put("rows", rows);
  }

  @Test
  void resultsOfOtherSettingsAreNotTakenUp() throws IOException {
    Path out = folder.resolve("out");
    KeptSettings.require(out, rows(8));
    KeptSettings.require(out, rows(8));

    assertThat(out.resolve("settings.json")).exists();
    assertThatThrownBy(() -> KeptSettings.require(out, rows(40)))
        .hasMessageEndingWith(
            "out: found results of {\"rows\":8}, expected those of {\"rows\":40} or a new folder");
  }

  @Test
  void aFolderThatHoldsSomethingElseIsNotTaken() throws IOException {
    Files.writeString(folder.resolve("adapter"), "");
    assertThatThrownBy(() -> KeptSettings.require(folder, rows(8)))
        .hasMessageContaining("found files and no settings.json");
  }
}
