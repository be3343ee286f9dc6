package io.qalam.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.dataset.DatasetSpec.Kind;
import io.qalam.trainer.file.Damage;
import io.qalam.trainer.file.Refusals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedDatasetTest {
  private static final String MANIFEST =
      """
      {"datasets": [{"name": "posts", "language": "hi", "task": "Hate Speech Detection", "kind": "label",
        "labels": ["a", "b"], "metric": "positive-f1", "positive": "a", "aliases": {"c": "b"},
        "definition": "What is it?", "files": [{"path": "FILE"}],
        "fields": {"text": "text", "second": "more", "label": "label", "id": "id", "split": "split",
          "where": {"kept": "yes"}}}]}
      """;

  private static final List<String> FIELDS =
      List.of("id", "text", "more", "label", "split", "kept");

  private static final List<List<String>> ROWS =
      List.of(
          List.of("1", "منشور عن الطقس, اليوم", "غدا", "a", "train", "yes"),
          List.of("2", "\"आज का मौसम\"", "और", "b", "test", "yes"),
          List.of("3", "the office opens at nine", "x", "c", "all", "no"));

  @TempDir private Path folder;

  private DatasetManifest manifest(String data) throws IOException {
    return DatasetManifest.read(
        Files.writeString(folder.resolve("manifest.json"), MANIFEST.replace("FILE", data)));
  }

  private List<DatasetReader.Raw> read(DatasetSpec spec) {
    return DatasetReader.read(folder, spec, bytes -> {});
  }

  private static String content(String end) {
    StringBuilder text = new StringBuilder();
    if (!end.equals("jsonl")) {
      text.append(String.join(end.equals("csv") ? "," : "\t", FIELDS)).append('\n');
    }
    for (List<String> row : ROWS) {
      text.append(
              switch (end) {
                case "tsv" -> String.join("\t", row);
                case "csv" ->
                    "\""
                        + String.join("\u0001", row)
                            .replace("\"", "\"\"")
                            .replace("\u0001", "\",\"")
                        + "\"";
                default -> json(row);
              })
          .append('\n');
    }
    return text.toString();
  }

  private static String json(List<String> row) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < row.size(); i++) {
      text.append(i == 0 ? "" : ",")
          .append('"' + FIELDS.get(i) + "\":\"" + row.get(i).replace("\"", "\\\"") + '"');
    }
    return text.append('}').toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "tsv", "jsonl"})
  void aDamagedFileOfRowsIsRefusedOrRead(String end) throws IOException {
    DatasetSpec spec = manifest("posts." + end).datasets().get(0);
    byte[] good = content(end).getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("posts." + end), good);
    assertThat(read(spec)).hasSize(2);
    Refusals refusals = new Refusals(file, DatasetException.class);
    int refused = refusals.of(Damage.bytes(good, 9, 200), () -> read(spec));
    assertThat(refused).isGreaterThan(50);
    refusals.ofAnOversizedFile(() -> read(spec));
  }

  @Test
  void aLineOfDamagedJsonIsRefusedOrRead() throws IOException {
    DatasetSpec spec = manifest("posts.jsonl").datasets().get(0);
    Path file = folder.resolve("posts.jsonl");
    byte[] good = json(ROWS.get(0)).getBytes(StandardCharsets.UTF_8);
    Refusals refusals = new Refusals(file, DatasetException.class);
    assertThat(refusals.of(Damage.json(good, 10, 200), () -> read(spec))).isGreaterThan(75);
  }

  /** A line of tabs may end anywhere and still be one: its last field may be any text. */
  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl"})
  void aFileThatEndsTooSoonIsRefusedOrGivesItsFirstRowsWhole(String end) throws IOException {
    DatasetSpec spec = manifest("posts." + end).datasets().get(0);
    byte[] good = content(end).getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("posts." + end), good);
    List<DatasetReader.Raw> whole = read(spec);
    List<byte[]> begun =
        IntStream.range(0, good.length).mapToObj(length -> Arrays.copyOf(good, length)).toList();
    Refusals refusals = new Refusals(file, DatasetException.class);
    int refused =
        refusals.of(
            begun,
            () -> {
              List<DatasetReader.Raw> rows = read(spec);
              assertThat(rows).isEqualTo(whole.subList(0, rows.size()));
            });
    assertThat(refused).isGreaterThan(good.length / 2);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDamagedLineIsRefusedOrHasAllThatItsKindNeeds(Kind kind) throws IOException {
    String answers =
        switch (kind) {
          case LABEL -> "\"labels\": [\"a\", \"b\"], \"fields\": {\"label\": \"answer\"";
          case LABELS -> "\"labels\": [\"a\", \"b\"], \"fields\": {\"labels\": \"answer\"";
          case SUMMARY -> "\"fields\": {\"summary\": \"answer\"";
        };
    Path manifest =
        Files.writeString(
            folder.resolve("manifest.json"),
            "{\"datasets\": [{\"name\": \"d\", \"language\": \"ar\", \"task\": \"t\", \"kind\": \""
                + kind
                + "\", \"files\": [{\"path\": \"posts.jsonl\"}], "
                + answers
                + ", \"text\": \"text\", \"second\": \"more\"}}]}");
    DatasetSpec spec = DatasetManifest.read(manifest).datasets().get(0);
    String answer = kind == Kind.LABELS ? "[\"a\", \"b\"]" : "\"a\"";
    byte[] good =
        ("{\"text\": \"منشور عن الطقس\", \"more\": \"غدا\", \"answer\": " + answer + "}")
            .getBytes(StandardCharsets.UTF_8);
    Refusals refusals = new Refusals(folder.resolve("posts.jsonl"), DatasetException.class);
    int refused =
        refusals.of(
            Damage.json(good, 16, 300),
            () ->
                assertThat(read(spec))
                    .extracting(DatasetReader.Raw::row)
                    .allMatch(row -> row.second().filter(text -> !text.isBlank()).isPresent())
                    .allMatch(row -> row.labels().isEmpty() == (kind == Kind.SUMMARY))
                    .allMatch(row -> row.summary().isPresent() == (kind == Kind.SUMMARY))
                    .allMatch(row -> row.summary().stream().noneMatch(String::isBlank)));
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void aDamagedManifestIsRefusedOrTaken() throws IOException {
    manifest("posts.tsv");
    Path file = folder.resolve("manifest.json");
    Refusals refusals = new Refusals(file, DatasetException.class);
    List<byte[]> variants = Damage.json(Files.readAllBytes(file), 11, 300);
    int refused =
        refusals.of(
            variants,
            () -> {
              for (DatasetSpec spec : DatasetManifest.read(file).datasets()) {
                LabelNames names = new LabelNames(spec);
                assertThat(names.labels())
                    .allMatch(label -> names.of(label).orElseThrow().equals(label));
                assertThat(names.labels()).doesNotHaveDuplicates();
                assertThat(spec.files()).allMatch(one -> one.path().getFileName() != null);
              }
            });
    assertThat(refused).isGreaterThan(150);
    refusals.ofAnOversizedFile(() -> DatasetManifest.read(file));
  }
}
