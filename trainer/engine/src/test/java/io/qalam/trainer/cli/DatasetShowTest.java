package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetShowTest {

  @Test
  void whatIsNoFolderAndNoOptionIsRefusedByName(@TempDir Path folder) {
    assertThatThrownBy(() -> DatasetShow.show(List.of("--yaml")))
        .hasMessage("Arguments found [--yaml], expected at most a folder and --json");
    assertThatThrownBy(() -> DatasetShow.show(List.of("a", "b", "--json")))
        .hasMessageContaining("expected at most a folder and --json");
    String missing = folder.resolve("missing").toString();
    assertThatThrownBy(() -> DatasetShow.show(List.of(missing)))
        .hasMessage(missing + " is no folder, expected one that ./qalam dataset build --out wrote");
  }
}
