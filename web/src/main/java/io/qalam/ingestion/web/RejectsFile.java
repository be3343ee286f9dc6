package io.qalam.ingestion.web;

import io.qalam.ingestion.RejectList;
import io.qalam.ingestion.model.RejectedPost;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list of rejects as a CSV file, written while it is read. */
final class RejectsFile {

  private RejectsFile() {}

  /**
   * @param of the project or import, for the file's name
   * @param locale the language of the reasons
   * @param pages the rejects after one of this id; null asks for the first
   */
  static Response of(UUID of, Locale locale, Function<@Nullable UUID, List<RejectedPost>> pages) {
    StreamingOutput body =
        out ->
            RejectList.write(out, locale, last -> pages.apply(last == null ? null : last.getId()));
    return Response.ok(body, "text/csv;charset=utf-8")
        .header(
            "Content-Disposition", "attachment; filename=\"qalam-%s-rejected.csv\"".formatted(of))
        .build();
  }
}
