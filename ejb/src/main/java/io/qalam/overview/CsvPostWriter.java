package io.qalam.overview;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.qalam.overview.PostDetail.AdjudicationDetail;
import io.qalam.overview.PostDetail.AnnotationDetail;
import io.qalam.overview.PostDetail.PredictionDetail;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts as rows of a table: one for each annotation and adjudication, and one for a post that has
 * none.
 *
 * <p>A cell that a spreadsheet would run as a formula gets an apostrophe before it.
 */
final class CsvPostWriter implements PostWriter {

  private static final List<String> HEADER =
      List.of(
          "post_id",
          "external_id",
          "text",
          "lang",
          "split",
          "state",
          "final_label",
          "predicted_label",
          "margin",
          "adapter_id",
          "base_model",
          "kind",
          "decision",
          "label",
          "user",
          "created_at",
          "undone_at",
          "duration_millis",
          "blind",
          "arm",
          "shown_label",
          "shown_adapter_id",
          "schema_version",
          "comment");

  /** Columns that tell of the post and not of an annotation. */
  private static final int POST_COLUMNS = HEADER.indexOf("kind");

  private final CsvWriter csv;

  CsvPostWriter(OutputStream out) {
    csv = CsvWriter.builder().build(new OutputStreamWriter(out, UTF_8));
  }

  @Override
  public void begin() throws IOException {
    csv.writeRecord(HEADER);
    csv.flush();
  }

  @Override
  public void write(List<PostDetail> posts) throws IOException {
    for (PostDetail post : posts) {
      for (List<@Nullable Object> deed : deeds(post)) {
        List<@Nullable Object> row = new ArrayList<>(post(post));
        row.addAll(deed);
        csv.writeRecord(row.stream().map(CsvPostWriter::cell).toList());
      }
    }
    csv.flush();
  }

  private static List<@Nullable Object> post(PostDetail post) {
    PredictionDetail prediction = post.prediction();
    return row(
        post.id(),
        post.externalId(),
        post.text(),
        post.lang(),
        post.split(),
        post.state(),
        post.finalLabel(),
        prediction == null ? null : prediction.label(),
        prediction == null ? null : prediction.margin(),
        prediction == null ? null : prediction.adapterId(),
        prediction == null ? null : prediction.baseModel());
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
        annotation.user(),
        annotation.createdAt(),
        annotation.undoneAt(),
        annotation.durationMillis(),
        annotation.blind(),
        annotation.arm(),
        annotation.shownLabel(),
        annotation.shownAdapterId(),
        annotation.schemaVersion(),
        annotation.comment());
  }

  private static List<@Nullable Object> deed(AdjudicationDetail adjudication) {
    return row(
        "adjudication",
        null,
        adjudication.label(),
        adjudication.user(),
        adjudication.createdAt(),
        adjudication.undoneAt(),
        null,
        null,
        null,
        null,
        null,
        adjudication.schemaVersion(),
        adjudication.note());
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    List<@Nullable Object> row = new ArrayList<>();
    for (@Nullable Object cell : cells) {
      row.add(cell);
    }
    return row;
  }

  /** The value as text that no spreadsheet runs. */
  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
