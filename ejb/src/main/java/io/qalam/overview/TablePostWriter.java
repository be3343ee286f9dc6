package io.qalam.overview;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.qalam.ingestion.SpreadsheetCell;
import io.qalam.overview.PostDetail.AdjudicationDetail;
import io.qalam.overview.PostDetail.AnnotationDetail;
import io.qalam.overview.PostDetail.PredictionDetail;
import java.io.BufferedWriter;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts as rows of a table: one for each annotation and adjudication, and one for a post that has
 * none.
 *
 * <p>A cell that a spreadsheet would run as a formula gets an apostrophe before it ({@link
 * SpreadsheetCell}).
 */
final class TablePostWriter implements PostWriter {

  private static final List<String> HEADER =
      List.of(
          "post_id",
          "external_id",
          "text",
          "second_text",
          "lang",
          "split",
          "state",
          "final_label",
          "final_summary",
          "final_label_source",
          "gold_label",
          "gold_summary",
          "cluster_id",
          "training_sets",
          "predicted_label",
          "predicted_summary",
          "margin",
          "adapter_id",
          "base_model",
          "stored_at",
          "kind",
          "decision",
          "label",
          "summary",
          "rating",
          "user",
          "created_at",
          "undone_at",
          "duration_millis",
          "blind",
          "arm",
          "shown_label",
          "shown_adapter_id",
          "schema_version",
          "comment",
          "counted_label",
          "superseded_at",
          "prediction_id",
          "bulk_id");

  /** Columns that tell of the post and not of an annotation. */
  private static final int POST_COLUMNS = HEADER.indexOf("kind");

  private final Rows rows;

  private TablePostWriter(Rows rows) {
    this.rows = rows;
  }

  /** Takes rows, and hands them on when it is told to. */
  private interface Rows extends Flushable {
    void add(List<String> cells) throws IOException;
  }

  static TablePostWriter csv(OutputStream out) {
    CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, UTF_8));
    return new TablePostWriter(
        new Rows() {
          @Override
          public void add(List<String> cells) {
            csv.writeRecord(cells);
          }

          @Override
          public void flush() throws IOException {
            csv.flush();
          }
        });
  }

  /** A cell of a TSV file ends at a tab or a line's end: in it they become a space. */
  static TablePostWriter tsv(OutputStream out) {
    Writer tsv = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    return new TablePostWriter(
        new Rows() {
          @Override
          public void add(List<String> cells) throws IOException {
            tsv.write(
                cells.stream()
                    .map(cell -> cell.replaceAll("[\\t\\r\\n]+", " "))
                    .collect(Collectors.joining("\t", "", "\n")));
          }

          @Override
          public void flush() throws IOException {
            tsv.flush();
          }
        });
  }

  @Override
  public void begin(int pass) throws IOException {
    rows.add(HEADER);
    rows.flush();
  }

  @Override
  public void write(List<ExportedPost> posts) throws IOException {
    for (ExportedPost post : posts) {
      for (List<@Nullable Object> deed : deeds(post.post())) {
        List<@Nullable Object> row = new ArrayList<>(post(post));
        row.addAll(deed);
        rows.add(row.stream().map(SpreadsheetCell::of).toList());
      }
    }
    rows.flush();
  }

  private static List<@Nullable Object> post(ExportedPost exported) {
    PostDetail post = exported.post();
    PredictionDetail prediction = post.prediction();
    return row(
        post.id(),
        post.externalId(),
        post.text(),
        post.secondText(),
        post.lang(),
        post.split(),
        post.state(),
        post.finalLabel(),
        post.finalSummary(),
        exported.finalLabelSource(),
        exported.goldLabel(),
        exported.goldSummary(),
        exported.clusterId(),
        String.join(" ", exported.trainingSets()),
        prediction == null ? null : prediction.label(),
        prediction == null ? null : prediction.summary(),
        prediction == null ? null : prediction.margin(),
        prediction == null ? null : prediction.adapterId(),
        prediction == null ? null : prediction.baseModel(),
        post.createdAt());
  }

  private static List<List<@Nullable Object>> deeds(PostDetail post) {
    List<List<@Nullable Object>> deeds = new ArrayList<>();
    post.annotations().forEach(annotation -> deeds.add(deed(annotation)));
    post.adjudications().forEach(adjudication -> deeds.add(deed(adjudication)));
    if (deeds.isEmpty()) {
      deeds.add(row(new @Nullable Object[HEADER.size() - POST_COLUMNS]));
    }
    return deeds;
  }

  private static List<@Nullable Object> deed(AnnotationDetail annotation) {
    return row(
        "annotation",
        annotation.decision(),
        annotation.label(),
        annotation.summary(),
        annotation.rating(),
        annotation.user(),
        annotation.createdAt(),
        annotation.undoneAt(),
        annotation.durationMillis(),
        annotation.blind(),
        annotation.arm(),
        annotation.shownLabel(),
        annotation.shownAdapterId(),
        annotation.schemaVersion(),
        annotation.comment(),
        annotation.countedLabel(),
        annotation.supersededAt(),
        annotation.predictionId(),
        annotation.bulkId());
  }

  private static List<@Nullable Object> deed(AdjudicationDetail adjudication) {
    return row(
        "adjudication",
        null,
        adjudication.label(),
        adjudication.summary(),
        null,
        adjudication.user(),
        adjudication.createdAt(),
        adjudication.undoneAt(),
        null,
        null,
        null,
        null,
        null,
        adjudication.schemaVersion(),
        adjudication.note(),
        adjudication.countedLabel(),
        adjudication.supersededAt(),
        null,
        null);
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    List<@Nullable Object> row = new ArrayList<>();
    for (@Nullable Object cell : cells) {
      row.add(cell);
    }
    return row;
  }
}
