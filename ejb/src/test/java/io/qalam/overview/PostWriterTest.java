package io.qalam.overview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.labelschema.model.Answer;
import io.qalam.overview.PostDetail.AdjudicationDetail;
import io.qalam.overview.PostDetail.AnnotationDetail;
import io.qalam.overview.PostDetail.PredictionDetail;
import io.qalam.review.model.Decision;
import io.qalam.tenant.Invalid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostWriterTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final UUID ADAPTER = new UUID(1, 2);
  private static final UUID BULK = new UUID(8, 8);
  private static final ProjectExport PROJECT =
      new ProjectExport(
          new UUID(4, 4),
          "Tom\"s: Feedback",
          "sentiment",
          List.of("ar"),
          List.of("إيجابي", "سلبي", "محايد"),
          false,
          Answer.LABEL);

  private static final PredictionDetail PREDICTION =
      new PredictionDetail(
          new UUID(5, 5), "سلبي", null, Map.of("سلبي", 0.7), 0.4f, ADAPTER, "mini", 2, NOON);

  private static final AnnotationDetail ANNOTATION = withCounted("إيجابي", null);

  private static final AdjudicationDetail ADJUDICATION =
      new AdjudicationDetail(
          new UUID(7, 7), "editor", "محايد", "محايد", null, "note", 2, NOON, NOON, null);

  @Test
  void whatWasSaidStandsBesideWhatItCountsAs() throws IOException {
    AnnotationDetail renamed = withCounted("جيد", null);
    AnnotationDetail split = withCounted(null, NOON);
    List<NamedCsvRecord> rows = csv(post("مرحبا", List.of(renamed, split), List.of()));
    assertThat(rows.get(0).getFieldsAsMap())
        .containsEntry("label", "إيجابي")
        .containsEntry("schema_version", "2")
        .containsEntry("counted_label", "جيد")
        .containsEntry("superseded_at", "");
    assertThat(rows.get(1).getFieldsAsMap())
        .containsEntry("label", "إيجابي")
        .containsEntry("counted_label", "")
        .containsEntry("superseded_at", "2026-11-23T12:00:00Z");
  }

  @Test
  void labelStudioGetsWhatCountsAndNothingThatDoesNoLonger() throws IOException {
    PostDetail post =
        post("مرحبا", List.of(withCounted("جيد", null), withCounted(null, NOON)), List.of());
    List<String> labels =
        LabelStudioPost.of(exported(post), false).annotations().stream()
            .flatMap(annotation -> annotation.result().stream())
            .flatMap(choice -> choice.value().choices().stream())
            .toList();
    assertThat(labels).containsExactly("سلبي", "جيد");
  }

  private static AnnotationDetail withCounted(
      @Nullable String counted, @Nullable Instant supersededAt) {
    return new AnnotationDetail(
        new UUID(6, 6),
        "nour",
        Decision.CORRECTED,
        "إيجابي",
        counted,
        null,
        null,
        null,
        new UUID(5, 5),
        "سلبي",
        ADAPTER,
        false,
        "STRATEGY",
        BULK,
        2,
        1_500,
        NOON,
        null,
        supersededAt);
  }

  @Test
  void csvHasARowForEveryDeedWithItsWholeProvenance() throws IOException {
    List<NamedCsvRecord> rows =
        csv(post("مرحبا,\n\"عالم\" 😀", List.of(ANNOTATION), List.of(ADJUDICATION)));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getFieldsAsMap())
        .containsEntry("text", "مرحبا,\n\"عالم\" 😀")
        .containsEntry("split", "TRAIN")
        .containsEntry("final_label", "إيجابي")
        .containsEntry("final_label_source", "CORRECTED")
        .containsEntry("gold_label", "سلبي")
        .containsEntry("training_sets", "ab".repeat(32))
        .containsEntry("predicted_label", "سلبي")
        .containsEntry("adapter_id", ADAPTER.toString())
        .containsEntry("kind", "annotation")
        .containsEntry("decision", "CORRECTED")
        .containsEntry("label", "إيجابي")
        .containsEntry("user", "nour")
        .containsEntry("created_at", "2026-11-23T12:00:00Z")
        .containsEntry("shown_label", "سلبي")
        .containsEntry("shown_adapter_id", ADAPTER.toString())
        .containsEntry("duration_millis", "1500")
        .containsEntry("prediction_id", new UUID(5, 5).toString())
        .containsEntry("bulk_id", BULK.toString());
    assertThat(rows.get(1).getFieldsAsMap())
        .containsEntry("kind", "adjudication")
        .containsEntry("label", "محايد")
        .containsEntry("user", "editor")
        .containsEntry("bulk_id", "")
        .containsEntry("undone_at", "2026-11-23T12:00:00Z");
  }

  @Test
  void aPostWithoutDeedsIsOneRowOfTheSameWidth() throws IOException {
    List<NamedCsvRecord> rows = csv(post("text", List.of(), List.of()));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getFieldCount()).isEqualTo(39);
    assertThat(rows.get(0).getField("kind")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n@a"})
  void aCellThatASpreadsheetWouldRunIsDefused(String text) throws IOException {
    assertThat(csv(post(text, List.of(), List.of())).get(0).getField("text")).isEqualTo("'" + text);
  }

  @Test
  void aCellThatOnlyHoldsSuchACharacterStaysAsItIs() throws IOException {
    assertThat(csv(post("a=b", List.of(), List.of())).get(0).getField("text")).isEqualTo("a=b");
  }

  @Test
  void jsonLinesHaveEveryPredictionAnnotationAndAdjudication() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PostWriter writer = ExportFormat.JSONL.writer(PROJECT, out);
    writer.begin(0);
    writer.write(
        List.of(
            exported(post("=a\nb", List.of(ANNOTATION), List.of(ADJUDICATION))),
            exported(post("c", List.of(), List.of()))));
    writer.end();
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("text").asText()).isEqualTo("=a\nb");
    assertThat(first.at("/predictions/0/adapterId").asText()).isEqualTo(ADAPTER.toString());
    assertThat(first.at("/annotations/0/createdAt").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(first.at("/annotations/0/bulkId").asText()).isEqualTo(BULK.toString());
    assertThat(first.at("/adjudications/0/label").asText()).isEqualTo("محايد");
    assertThat(first.at("/annotations/0/shownAdapterId").asText()).isEqualTo(ADAPTER.toString());
    assertThat(first.get("goldLabel").asText()).isEqualTo("سلبي");
    assertThat(first.get("finalLabelSource").asText()).isEqualTo("CORRECTED");
    assertThat(first.at("/trainingSets/0").asText()).isEqualTo("ab".repeat(32));
    assertThat(first.at("/absentTrainingSets/0").asText()).isEqualTo("cd".repeat(32));
  }

  @Test
  void aTsvCellHoldsNoTabAndNoLineEndAndRunsNoFormula() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PostWriter writer = ExportFormat.TSV.writer(PROJECT, out);
    writer.begin(0);
    writer.write(List.of(exported(post("=one\ttwo\r\nthree \"four\"", List.of(), List.of()))));
    writer.end();

    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1).split("\t", -1)).hasSize(39).contains("'=one two three \"four\"");
  }

  @Test
  void aDatasetForHuggingFaceHasAFileForEachPartAndACardThatNamesThem() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PostWriter writer = ExportFormat.HUGGING_FACE.writer(PROJECT, out);
    for (int pass = 0; pass < writer.passes().size(); pass++) {
      writer.begin(pass);
      if (pass == 0) {
        writer.write(List.of(exported(post("نص\n1", List.of(ANNOTATION), List.of()))));
      }
    }
    writer.end();

    Map<String, String> files = unzipped(out.toByteArray());
    assertThat(files)
        .containsOnlyKeys(
            "data/train.jsonl", "data/validation.jsonl", "data/test.jsonl", "README.md");
    JsonNode row = new ObjectMapper().readTree(files.get("data/train.jsonl"));
    assertThat(row.get("text").asText()).isEqualTo("نص\n1");
    assertThat(row.get("label").asText()).isEqualTo("إيجابي");
    assertThat(row.get("labelSource").asText()).isEqualTo("CORRECTED");
    assertThat(files.get("data/test.jsonl")).isEmpty();
    assertThat(files.get("README.md"))
        .startsWith("---\npretty_name: \"Tom\\u0022s\\u003a Feedback\"\nlanguage: [\"ar\"]\n")
        .contains("  data_files:\n  - {split: train, path: data/train.jsonl}\ndataset_info:")
        .contains("| train | 1 |", "| test | 0 |");
  }

  @Test
  void aDatasetOfPostsWithSeveralLabelsHasAListOfThemInEachRowAndSaysSo() throws IOException {
    ProjectExport several =
        new ProjectExport(
            new UUID(4, 4),
            "e",
            "emotion",
            List.of("ar"),
            List.of("joy", "anger"),
            true,
            Answer.LABEL);

    Map<String, String> files = dataset(several, labelled("anger, joy"), labelled("joy"));

    assertThat(files.get("data/train.jsonl").lines().map(PostWriterTest::label))
        .containsExactly("[\"anger\",\"joy\"]", "[\"joy\"]");
    assertThat(files.get("README.md"))
        .contains("  - {name: label, sequence: string}\n", "`label` is the list of all of them")
        .doesNotContain("{name: label, dtype: string}");
  }

  @Test
  void aDatasetOfPostsWithOneLabelHasItAsAText() throws IOException {
    Map<String, String> files = dataset(PROJECT, labelled("one, with a comma"));

    assertThat(label(files.get("data/train.jsonl"))).isEqualTo("\"one, with a comma\"");
    assertThat(files.get("README.md"))
        .contains("  - {name: label, dtype: string}\n", "a column of numbers");
  }

  private static String label(String row) {
    try {
      return new ObjectMapper().readTree(row).get("label").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(row, e);
    }
  }

  /** The files of a dataset whose training part has these posts. */
  private static Map<String, String> dataset(ProjectExport project, ExportedPost... posts)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PostWriter writer = ExportFormat.HUGGING_FACE.writer(project, out);
    for (int pass = 0; pass < writer.passes().size(); pass++) {
      writer.begin(pass);
      writer.write(pass == 0 ? List.of(posts) : List.of());
    }
    writer.end();
    return unzipped(out.toByteArray());
  }

  private static ExportedPost labelled(String label) {
    return exported(
        new PostDetail(
            new UUID(3, 3),
            new UUID(4, 4),
            null,
            "نص",
            null,
            "ar",
            PostState.LABELLED,
            Split.TRAIN,
            label,
            null,
            NOON,
            null,
            List.of(),
            List.of(),
            List.of(),
            null));
  }

  @Test
  void aDatasetOfSummariesHasThemInTheLabelsPlace() throws IOException {
    ProjectExport project =
        new ProjectExport(
            new UUID(4, 4),
            "News",
            "summarization",
            List.of("ar"),
            List.of(),
            false,
            Answer.SUMMARY);
    PostDetail post =
        new PostDetail(
            new UUID(3, 3),
            new UUID(4, 4),
            null,
            "نص",
            null,
            "ar",
            PostState.ADJUDICATED,
            Split.TRAIN,
            null,
            "ملخّص",
            NOON,
            null,
            List.of(),
            List.of(),
            List.of(),
            null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PostWriter writer = ExportFormat.HUGGING_FACE.writer(project, out);
    for (int pass = 0; pass < writer.passes().size(); pass++) {
      writer.begin(pass);
      if (pass == 0) {
        writer.write(
            List.of(
                new ExportedPost(
                    post, null, null, null, "ADJUDICATED", new UUID(7, 7), List.of(), List.of())));
      }
    }
    writer.end();

    Map<String, String> files = unzipped(out.toByteArray());
    JsonNode row = new ObjectMapper().readTree(files.get("data/train.jsonl"));
    assertThat(row.get("summary").asText()).isEqualTo("ملخّص");
    assertThat(row.get("summarySource").asText()).isEqualTo("ADJUDICATED");
    assertThat(row.has("label")).isFalse();
    assertThat(files.get("README.md"))
        .contains("task_categories: [summarization]")
        .contains("  - {name: summary, dtype: string}")
        .contains("Posts summed up in Qalam. Task: summarization.")
        .doesNotContain("Labels:", "labelSource");
  }

  private static Map<String, String> unzipped(byte[] bytes) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }

  @Test
  void aTaskForLabelStudioHasWhoAnsweredWhatAndWhatWasPredicted() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PostWriter writer = ExportFormat.LABEL_STUDIO.writer(PROJECT, out);
    writer.begin(0);
    writer.write(List.of(exported(post("a", List.of(ANNOTATION), List.of(ADJUDICATION)))));
    writer.write(List.of(exported(post("b", List.of(), List.of()))));
    writer.end();

    JsonNode tasks = new ObjectMapper().readTree(out.toByteArray());
    assertThat(tasks).hasSize(2);
    JsonNode task = tasks.get(0);
    assertThat(task.at("/data/text").asText()).isEqualTo("a");
    assertThat(task.at("/data/id").asText()).isEqualTo("ext-1");
    assertThat(task.at("/annotations/0/ground_truth").asBoolean()).isTrue();
    JsonNode annotation = task.at("/annotations/1");
    assertThat(annotation.get("annotator").asText()).isEqualTo("nour");
    assertThat(annotation.has("completed_by")).as("nobody that Label Studio knows").isFalse();
    assertThat(annotation.at("/result/0/value/choices/0").asText()).isEqualTo("إيجابي");
    assertThat(annotation.at("/result/0/from_name").asText()).isEqualTo("label");
    assertThat(annotation.at("/lead_time").asDouble()).isEqualTo(1.5);
    assertThat(annotation.at("/was_cancelled").asBoolean(true)).isFalse();
    assertThat(task.at("/predictions/0/model_version").asText()).isEqualTo(ADAPTER.toString());
    assertThat(task.at("/predictions/0/score").asDouble()).isEqualTo(0.7);
    assertThat(task.get("annotations")).as("an undone decision is none").hasSize(2);
  }

  @Test
  void aFormatThatIsNoneIsRefused() {
    assertThat(ExportFormat.of(null)).isEqualTo(ExportFormat.JSONL);
    assertThat(ExportFormat.of("CSV")).isEqualTo(ExportFormat.CSV);
    assertThatThrownBy(() -> ExportFormat.of("xml")).isInstanceOf(Invalid.class);
  }

  private static ExportedPost exported(PostDetail post) {
    boolean labelled = !post.annotations().isEmpty();
    return new ExportedPost(
        post,
        "سلبي",
        "سيئ",
        null,
        labelled ? "CORRECTED" : null,
        new UUID(7, 7),
        List.of("ab".repeat(32)),
        List.of("cd".repeat(32)));
  }

  private static List<NamedCsvRecord> csv(PostDetail post) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PostWriter writer = ExportFormat.CSV.writer(PROJECT, out);
    writer.begin(0);
    writer.write(List.of(exported(post)));
    writer.end();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(out.toString(UTF_8))) {
      return reader.stream().toList();
    }
  }

  private static PostDetail post(
      String text, List<AnnotationDetail> annotations, List<AdjudicationDetail> adjudications) {
    return new PostDetail(
        new UUID(3, 3),
        new UUID(4, 4),
        "ext-1",
        text,
        null,
        "ar",
        PostState.LABELLED,
        Split.TRAIN,
        "إيجابي",
        null,
        NOON,
        PREDICTION,
        List.of(PREDICTION),
        annotations,
        adjudications,
        null);
  }

  @Test
  void labelStudioGetsEveryLabelOfASetAsAChoice() throws IOException {
    ProjectExport several =
        new ProjectExport(
            new UUID(4, 4),
            "e",
            "emotion",
            List.of("ar"),
            List.of("joy", "anger"),
            true,
            Answer.LABEL);
    AdjudicationDetail decided =
        new AdjudicationDetail(
            new UUID(7, 7), "editor", "anger, joy", "anger, joy", null, null, 2, NOON, null, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PostWriter writer = ExportFormat.LABEL_STUDIO.writer(several, out);
    writer.begin(0);
    writer.write(List.of(exported(post("a", List.of(), List.of(decided)))));
    writer.end();
    JsonNode task = new ObjectMapper().readTree(out.toByteArray()).get(0);
    assertThat(task.at("/annotations/1/result/0/value/choices").toString())
        .isEqualTo("[\"anger\",\"joy\"]");
  }
}
