package io.qalam.ingestion;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.qalam.ingestion.model.RejectedPost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A project's rejects as a CSV file, written while they are read. */
public final class RejectList {

  private static final List<String> HEADER =
      List.of("source", "line", "reason", "record", "created_at");

  private RejectList() {}

  /**
   * Writes pages until one is empty, and leaves the stream open.
   *
   * @param locale the language of the reasons
   * @param pages the rejects after the last one of the page before; null asks for the first
   */
  public static void write(
      OutputStream out, Locale locale, Function<@Nullable RejectedPost, List<RejectedPost>> pages)
      throws IOException {
    CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    csv.writeRecord(HEADER);
    List<RejectedPost> page = pages.apply(null);
    while (!page.isEmpty()) {
      page.forEach(reject -> csv.writeRecord(row(reject, locale)));
      page = pages.apply(page.get(page.size() - 1));
    }
    csv.flush();
  }

  private static List<String> row(RejectedPost reject, Locale locale) {
    return Stream.of(
            SpreadsheetCell.of(reject.getSource()),
            SpreadsheetCell.of(reject.getLine()),
            SpreadsheetCell.of(RejectReasons.of(reject, locale)),
            SpreadsheetCell.of(reject.getRecord()),
            SpreadsheetCell.of(reject.getCreatedAt()))
        .toList();
  }
}
