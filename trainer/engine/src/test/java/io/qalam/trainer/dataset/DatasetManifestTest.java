package io.qalam.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetManifestTest {

  private static final String GOOD =
      """
      {"datasets": [{"name": "d", "language": "hi", "task": "t", "labels": ["a", "b"],
        "files": [{"path": "f.jsonl", "split": "train"}], "fields": {"text": "x", "label": "y"}}]}
      """;

  private static final String SEVERAL =
      GOOD.replace("\"labels\": [", "\"kind\": \"labels\", \"labels\": [")
          .replace("\"label\": \"y\"", "\"labels\": \"y\"");

  @TempDir private Path folder;

  private DatasetManifest read(String text) throws IOException {
    return DatasetManifest.read(Files.writeString(folder.resolve("m.json"), text));
  }

  private List<DatasetReader.Raw> read(DatasetSpec spec) {
    return DatasetReader.read(folder, spec, bytes -> {});
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
        "[\"a\", \"b\"] | [\"a\", \"a\"] | datasets[0].labels: expected labels that differ in lower case with hyphens, found a and a",
        "[\"a\", \"b\"] | [\"a_b\", \"A-b\"] | datasets[0].labels: expected labels that differ in lower case with hyphens, found a_b and A-b",
        "[\"a\", \"b\"] | {\"x\": \"a\", \"y\": \"b\"} | datasets[0].labels: expected a list of texts",
        "[\"a\", \"b\"] | \"a, b\" | datasets[0].labels: expected a list of texts",
        "\"f.jsonl\" | \"/\" | datasets[0].files[0].path: expected a file, found /",
        "\"task\": \"t\" | \"task\": \"t\", \"aliases\": {\"A\": \"b\"} | datasets[0].aliases.A: expected a spelling of one label, found b for what is already a",
        "\"task\": \"t\" | \"task\": \"t\", \"aliases\": {\"n_n\": \"a\", \"N-N\": \"b\"} | datasets[0].aliases.N-N: expected a spelling of one label, found b for what is already a",
        "\"task\": \"t\" | \"task\": \"t\", \"aliases\": {\"n\": [\"a\"]} | datasets[0].aliases.n: expected a text, found [\"a\"]",
        "\"x\", \"label\" | \"x\", \"where\": {\"s\": {}}, \"label\" | datasets[0].fields.where.s: expected a text, found {}",
        "\"split\": \"train\" | \"split\": \"x\" | datasets[0].files[0].split: expected train, test or development, found x",
        "\"label\": \"y\" | \"id\": \"y\" | datasets[0].fields.label: expected the field with the label",
        "\"task\": \"t\" | \"task\": \"t\", \"metric\": \"auc\" | datasets[0].metric: found auc, expected one of",
        "\"task\": \"t\" | \"task\": \"t\", \"metric\": \"rouge-2\" | datasets[0].metric: expected ROUGE_2 for a summary",
        "\"task\": \"t\" | \"task\": \"t\", \"metric\": \"positive-f1\" | datasets[0].positive: expected the label whose F1 is meant",
        "\"task\": \"t\" | \"task\": \"t\", \"aliases\": {\"z\": \"c\"} | datasets[0].aliases: expected values that are labels",
        "\"task\": \"t\" | \"task\": \"t\", \"label\": [] | datasets[0].label: expected one of",
        "{\"datasets\" | {\"sets\" | sets: expected one of [datasets]",
        "\"x\", \"label\" | \"x\", \"splt\": \"s\", \"label\" | datasets[0].fields.splt: expected one of",
        "\"x\", \"label\" | \"x\", \"where\": \"s\", \"label\" | datasets[0].fields.where: expected an object",
        "\"hi\" | \"../../x\" | datasets[0].language: expected a code as ar or hi-Latn",
        "]} | ] | cannot be read as JSON",
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
  void anAliasMaySpellItsOwnLabelAnew() throws IOException {
    String aliases = "\"aliases\": {\"A\": \"a\", \"n\": \"b\", \"N\": \"b\"}";
    DatasetSpec spec = read(GOOD.replace("\"labels\"", aliases + ", \"labels\"")).datasets().get(0);
    LabelNames names = new LabelNames(spec);
    assertThat(names.of("A")).contains("a");
    assertThat(names.of("N")).contains("b");
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
        "{\"x\": \"1\", \"y\": \"a\"}{\"x\": \"2\", \"y\": \"a\"} | f.jsonl, line 1: found more behind the end of the JSON value",
        "{\"x\": \"1\", \"y\": \"a\"} rest | f.jsonl, line 1: no JSON: Unrecognized token 'rest'",
        "{\"x\": \"1\", \"y\": \"a\", \"x\": \"2\"} | f.jsonl, line 1: no JSON: Duplicate field 'x'",
        "{\"x\": {\"text\": \"1\"}, \"y\": \"a\"} | f.jsonl, line 1, field x: found an object, expected a text",
        "{\"x\": [\"one\", \"two\"], \"y\": \"a\"} | f.jsonl, line 1, field x: found a list, expected a text",
        "{\"x\": \"1\", \"y\": [\"a\"]} | f.jsonl, line 1, field y: found a list, expected a text",
      })
  void aRowThatCannotBeReadIsNamedWithItsLine(String content, String message) throws IOException {
    Files.writeString(folder.resolve("f.jsonl"), content.replace("\\n", "\n"));
    DatasetSpec spec = read(GOOD).datasets().get(0);
    assertThatThrownBy(() -> read(spec)).hasMessageContaining(message);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "second | {\"x\": \"text\", \"y\": \"a\"} | f.jsonl, line 1: has no field z",
        "second | {\"x\": \"text\", \"y\": \"a\", \"z\": null} | f.jsonl, line 1: has no field z",
        "second | {\"x\": \"text\", \"y\": \"a\", \"z\": \" \"} | f.jsonl, line 1, field z: is blank, expected a text",
        "id | {\"x\": \"text\", \"y\": \"a\"} | f.jsonl, line 1: has no field z",
        "summary | {\"x\": \"text\"} | f.jsonl, line 1: has no field z",
        "summary | {\"x\": \"text\", \"z\": null} | f.jsonl, line 1: has no field z",
        "summary | {\"x\": \"text\", \"z\": \"\\t\"} | f.jsonl, line 1, field z: is blank, expected a text",
      })
  void aRowWithoutAFieldThatTheManifestNamesIsNamedWithItsLine(
      String field, String row, String message) throws IOException {
    Files.writeString(folder.resolve("f.jsonl"), row);
    String named = GOOD.replace("\"text\": \"x\"", "\"text\": \"x\", \"" + field + "\": \"z\"");
    String manifest =
        field.equals("summary")
            ? named.replace("\"labels\": [\"a\", \"b\"]", "\"kind\": \"summary\"")
            : named;
    DatasetSpec spec = read(manifest).datasets().get(0);
    assertThatThrownBy(() -> read(spec))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"\"", "\" , \""})
  void aRowOfNoLabelAtAllIsNamedWithItsLineAndTheWayOut(String none) throws IOException {
    Files.writeString(folder.resolve("f.jsonl"), "{\"x\": \"1\", \"y\": " + none + "}\n");
    DatasetSpec spec = read(SEVERAL).datasets().get(0);
    assertThatThrownBy(() -> read(spec))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("f.jsonl, line 1, field y: found no label, expected one or more")
        .hasMessageContaining("a label of its own for that, such as \"none\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "[[\"a\"]] | found a list, expected a text",
        "[{\"l\": \"a\"}] | found an object, expected a text",
        "{\"a\": true} | found an object, expected a text",
        "[\"a\", null] | found null, expected labels",
      })
  void aListThatHoldsMoreThanLabelsIsNamedWithItsLine(String list, String message)
      throws IOException {
    Files.writeString(folder.resolve("f.jsonl"), "{\"x\": \"1\", \"y\": " + list + "}\n");
    DatasetSpec spec = read(SEVERAL).datasets().get(0);
    assertThatThrownBy(() -> read(spec))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("f.jsonl, line 1, field y: " + message);
  }

  private List<DatasetReader.Raw> rows(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
    return read(read(GOOD.replace("f.jsonl", name)).datasets().get(0));
  }

  @Test
  void aQuoteInATabSeparatedFileIsText() throws IOException {
    byte[] content = "x\ty\n\"قال لا\ta\nقال \"نعم\"\tb\n".getBytes(StandardCharsets.UTF_8);
    assertThat(rows("f.tsv", content))
        .extracting(raw -> raw.row().text())
        .containsExactly("\"قال لا", "قال \"نعم\"");
    assertThatThrownBy(() -> rows("f.tsv", "x\ty\nno tab\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("f.tsv, line 2: found 1 fields, expected 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "f.csv | x,y\\none,a\\n\"half of a text,a\\ntwo,b\\n | f.csv, line 3: the file ends inside the quoted field that begins there",
        "f.csv | x,y\\r\\n\"l1\\r\\nl2\",a\\r\\na \"\" b,\"a\"\"\\r\\n | f.csv, line 4: the file ends inside the quoted field",
        "f.csv | \"x,y\\none,a\\n | f.csv, line 1: the file ends inside the quoted field",
        "f.csv | x,y\\none, two,a\\nthree, four,b\\n | f.csv, line 2: found 3 fields, expected 2",
        "f.csv | x,y,z\\none,a,b\\ntwo,a\\n | f.csv, line 3: found 2 fields, expected 3",
        "f.csv | x,y\\n\"one\"more,a\\n | started in line 2: Unexpected character after closing quote",
        "f.csv | x,y,x\\none,a,b\\n | f.csv: Exception when reading first record: Header contains duplicate fields: [x]",
        "f.tsv | x\\ty\\tx\\none\\ta\\tb\\n | f.tsv, line 1: found the name x twice, expected names that differ",
      })
  void aBrokenTableIsNamedWithItsLineAndItsFault(String name, String content, String message) {
    String text = content.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    assertThatThrownBy(() -> rows(name, text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aQuoteThatIsPartOfATextOpensNoField() throws IOException {
    byte[] content = "x,y\na \"b,a\n\"one\"\", \",b\n".getBytes(StandardCharsets.UTF_8);
    assertThat(rows("f.csv", content))
        .extracting(raw -> raw.row().text())
        .containsExactly("a \"b", "one\", ");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    byte[] content = "\ufeffx,y\n\"one, two\",a\n".getBytes(StandardCharsets.UTF_8);
    assertThat(rows("f.csv", content))
        .extracting(raw -> raw.row().text())
        .containsExactly("one, two");
  }

  @Test
  void aTableInAnotherEncodingIsNamed() {
    byte[] arabic = "x,y\nمنشور,a\n".getBytes(Charset.forName("windows-1256"));
    assertThatThrownBy(() -> rows("f.csv", arabic)).hasMessageContaining("f.csv: is not UTF-8");
  }

  @Test
  void severalLabelsAreReadFromAListOrFromCommas() throws IOException {
    Files.writeString(
        folder.resolve("f.jsonl"),
        "{\"x\": \"1\", \"y\": [\"a\", \"b\"]}\n{\"x\": \"2\", \"y\": \"b, a\"}\n");
    assertThat(read(read(SEVERAL).datasets().get(0)))
        .extracting(raw -> raw.row().labels())
        .containsExactly(List.of("a", "b"), List.of("b", "a"));
  }

  @Test
  void onlyRowsThatWhereNamesAreRead() throws IOException {
    String manifest = GOOD.replace("\"text\": \"x\"", "\"text\": \"x\", \"where\": {\"z\": \"1\"}");
    Files.writeString(
        folder.resolve("f.jsonl"),
        "{\"x\": \"1\", \"y\": \"a\", \"z\": \"1\"}\n{\"x\": \"2\", \"y\": \"a\", \"z\": \"2\"}\n");
    DatasetSpec spec = read(manifest).datasets().get(0);
    assertThat(read(spec)).hasSize(1);
    Files.writeString(folder.resolve("f.jsonl"), "{\"x\": \"1\", \"y\": \"a\"}\n");
    assertThatThrownBy(() -> read(spec)).hasMessageContaining("has no field z");
  }

  @Test
  void anotherEncodingIsNamed() throws IOException {
    Files.write(
        folder.resolve("f.jsonl"),
        "{\"x\": \"café\", \"y\": \"a\"}".getBytes(StandardCharsets.ISO_8859_1));
    DatasetSpec spec = read(GOOD).datasets().get(0);
    assertThatThrownBy(() -> read(spec)).hasMessageContaining("f.jsonl: is not UTF-8");
  }
}
