package io.qalam.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetManifestTest {

  private static final String GOOD =
      """
      {"datasets": [{"name": "d", "language": "hi", "task": "t", "labels": ["a", "b"],
        "files": [{"path": "f.jsonl", "split": "train"}], "fields": {"text": "x", "label": "y"}}]}
      """;

  @TempDir private Path folder;

  private DatasetManifest read(String text) throws IOException {
    return DatasetManifest.read(Files.writeString(folder.resolve("m.json"), text));
  }

  @Test
  void aShortManifestHasTheUsualMetric() throws IOException {
    DatasetSpec spec = read(GOOD).datasets().get(0);
    assertThat(spec.metric()).isEqualTo(DatasetSpec.Metric.MACRO_F1);
    assertThat(spec.kind()).isEqualTo(DatasetSpec.Kind.LABEL);
    assertThat(spec.files().get(0).split()).isEqualTo(Split.TRAIN);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "\"name\": \"d\", | | datasets[0].name: expected a text",
        "[\"a\", \"b\"] | [\"a\"] | datasets[0].labels: expected at least two labels, found [a]",
        "[\"a\", \"b\"] | [\"a\", \"a\"] | datasets[0].labels: expected labels that differ",
        "\"split\": \"train\" | \"split\": \"x\" | datasets[0].files[0].split: expected train, test or development, found x",
        "\"label\": \"y\" | \"id\": \"y\" | datasets[0].fields.label: expected the field with the label",
        "\"task\": \"t\" | \"task\": \"t\", \"metric\": \"auc\" | datasets[0].metric: found auc, expected one of",
        "\"task\": \"t\" | \"task\": \"t\", \"metric\": \"rouge-2\" | datasets[0].metric: expected ROUGE_2 for a summary",
        "\"task\": \"t\" | \"task\": \"t\", \"metric\": \"positive-f1\" | datasets[0].positive: expected the label whose F1 is meant",
        "\"task\": \"t\" | \"task\": \"t\", \"aliases\": {\"z\": \"c\"} | datasets[0].aliases: expected values that are labels",
        "\"task\": \"t\" | \"task\": \"t\", \"label\": [] | datasets[0].label: expected one of",
        "{\"datasets\" | {\"sets\" | datasets: expected a list of at least one dataset",
        "]} | ] | no JSON",
      })
  void whatIsWrongIsNamedWithItsPlace(String good, String bad, String message) {
    String text = GOOD.strip().replace(good.strip(), bad == null ? "" : bad.strip());
    assertThat(text).isNotEqualTo(GOOD.strip());
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("m.json")
        .hasMessageContaining(message);
  }

  @Test
  void aManifestThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> DatasetManifest.read(folder.resolve("none.json")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("none.json: cannot be read");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"x\": \"text\", \"y\": \"a\"}\\n{\"x\": | f.jsonl, line 2: no JSON",
        "[1] | f.jsonl, line 1: expected a JSON object",
        "{\"x\": \"text\"} | f.jsonl, line 1: has no field y",
        "{\"y\": \"a\"} | f.jsonl, line 1: has no field x",
      })
  void aRowThatCannotBeReadIsNamedWithItsLine(String content, String message) throws IOException {
    Files.writeString(folder.resolve("f.jsonl"), content.replace("\\n", "\n"));
    DatasetSpec spec = read(GOOD).datasets().get(0);
    assertThatThrownBy(() -> DatasetReader.read(folder, spec)).hasMessageContaining(message);
  }

  @Test
  void anotherEncodingIsNamed() throws IOException {
    Files.write(
        folder.resolve("f.jsonl"),
        "{\"x\": \"café\", \"y\": \"a\"}".getBytes(StandardCharsets.ISO_8859_1));
    DatasetSpec spec = read(GOOD).datasets().get(0);
    assertThatThrownBy(() -> DatasetReader.read(folder, spec))
        .hasMessageContaining("f.jsonl: is not UTF-8");
  }
}
