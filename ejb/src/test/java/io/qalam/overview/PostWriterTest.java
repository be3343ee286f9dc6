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
import io.qalam.overview.PostDetail.AdjudicationDetail;
import io.qalam.overview.PostDetail.AnnotationDetail;
import io.qalam.overview.PostDetail.PredictionDetail;
import io.qalam.review.model.Decision;
import io.qalam.tenant.Invalid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostWriterTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final UUID ADAPTER = new UUID(1, 2);

  private static final PredictionDetail PREDICTION =
      new PredictionDetail(
          new UUID(5, 5), "سلبي", Map.of("سلبي", 0.7), 0.4f, ADAPTER, "mini", 2, NOON);

  private static final AnnotationDetail ANNOTATION =
      new AnnotationDetail(
          new UUID(6, 6),
          "nour",
          Decision.CORRECTED,
          "إيجابي",
          null,
          new UUID(5, 5),
          "سلبي",
          ADAPTER,
          false,
          "STRATEGY",
          2,
          1_500,
          NOON,
          null);

  private static final AdjudicationDetail ADJUDICATION =
      new AdjudicationDetail(new UUID(7, 7), "editor", "محايد", "note", 2, NOON, NOON);

  @Test
  void csvHasARowForEveryDeedWithItsWholeProvenance() throws IOException {
    List<NamedCsvRecord> rows =
        csv(post("مرحبا,\n\"عالم\" 😀", List.of(ANNOTATION), List.of(ADJUDICATION)));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getFieldsAsMap())
        .containsEntry("text", "مرحبا,\n\"عالم\" 😀")
        .containsEntry("split", "TRAIN")
        .containsEntry("final_label", "إيجابي")
        .containsEntry("predicted_label", "سلبي")
        .containsEntry("adapter_id", ADAPTER.toString())
        .containsEntry("kind", "annotation")
        .containsEntry("decision", "CORRECTED")
        .containsEntry("label", "إيجابي")
        .containsEntry("user", "nour")
        .containsEntry("created_at", "2026-11-23T12:00:00Z")
        .containsEntry("shown_label", "سلبي")
        .containsEntry("shown_adapter_id", ADAPTER.toString())
        .containsEntry("duration_millis", "1500");
    assertThat(rows.get(1).getFieldsAsMap())
        .containsEntry("kind", "adjudication")
        .containsEntry("label", "محايد")
        .containsEntry("user", "editor")
        .containsEntry("undone_at", "2026-11-23T12:00:00Z");
  }

  @Test
  void aPostWithoutDeedsIsOneRowOfTheSameWidth() throws IOException {
    List<NamedCsvRecord> rows = csv(post("text", List.of(), List.of()));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getFieldCount()).isEqualTo(24);
    assertThat(rows.get(0).getField("kind")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
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
    PostWriter writer = ExportFormat.JSONL.writer(out);
    writer.begin();
    writer.write(
        List.of(
            post("=a\nb", List.of(ANNOTATION), List.of(ADJUDICATION)),
            post("c", List.of(), List.of())));
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("text").asText()).isEqualTo("=a\nb");
    assertThat(first.at("/predictions/0/adapterId").asText()).isEqualTo(ADAPTER.toString());
    assertThat(first.at("/annotations/0/createdAt").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(first.at("/adjudications/0/label").asText()).isEqualTo("محايد");
  }

  @Test
  void aFormatThatIsNoneIsRefused() {
    assertThat(ExportFormat.of(null)).isEqualTo(ExportFormat.JSONL);
    assertThat(ExportFormat.of("CSV")).isEqualTo(ExportFormat.CSV);
    assertThatThrownBy(() -> ExportFormat.of("xml")).isInstanceOf(Invalid.class);
  }

  private static List<NamedCsvRecord> csv(PostDetail post) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PostWriter writer = ExportFormat.CSV.writer(out);
    writer.begin();
    writer.write(List.of(post));
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
        "ar",
        PostState.LABELLED,
        Split.TRAIN,
        "إيجابي",
        NOON,
        PREDICTION,
        List.of(PREDICTION),
        annotations,
        adjudications);
  }
}
