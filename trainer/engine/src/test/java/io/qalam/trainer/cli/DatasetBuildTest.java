package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetBuildTest {

  @TempDir private Path folder;

  private void build(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(
          folder.resolve(name + ".csv"),
          IntStream.range(0, 40)
              .mapToObj(i -> "post of " + name + " number " + i + (i % 2 == 0 ? ",a\n" : ",b\n"))
              .collect(Collectors.joining("", "text,label\n", "")));
    }
    Files.writeString(
        folder.resolve("manifest.json"),
        Stream.of(names)
            .map(DatasetBuildTest::dataset)
            .collect(Collectors.joining(",", "{\"datasets\": [", "]}")));
    String[] arguments = {
      "--manifest", folder.resolve("manifest.json").toString(),
      "--out", folder.resolve("out").toString()
    };
    DatasetBuild.build(new Options(arguments, Set.of("--manifest", "--out"), Set.of()));
  }

  private static String dataset(String name) {
    return """
        {"name": "NAME", "language": "en", "task": "sentiment", "definition": "Which is it?",
          "labels": ["a", "b"], "files": [{"path": "NAME.csv"}],
          "fields": {"text": "text", "label": "label"}}"""
        .replace("NAME", name);
  }

  @Test
  void aBuildOfFewerDatasetsIntoTheSameFolderIsRefusedAndChangesNothing() throws IOException {
    build("one", "two");
    Path rows = folder.resolve("out/en/one/train.jsonl");
    String before = Files.readString(rows);
    Files.writeString(rows, "");
    assertThatThrownBy(() -> build("one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder.resolve("out/en/two") + ": holds a dataset");
    assertThat(rows).isEmptyFile();
    build("one", "two", "three");
    assertThat(rows).hasContent(before);
  }
}
