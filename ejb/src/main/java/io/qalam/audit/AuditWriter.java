package io.qalam.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.TenantWording;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A format that the audit is exported in: one deed a line.
 *
 * <p>In CSV a cell that a spreadsheet would run as a formula gets an apostrophe before it; a
 * comment is written by anybody who may annotate.
 */
public enum AuditWriter {
  /** JSON objects. */
  JSONL("application/x-ndjson"),
  /** A table, with the detail as JSON in its last column. */
  CSV("text/csv");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final String HEADER = "at,actor,action,subject,detail\r\n";
  private static final String RUN_BY_SPREADSHEETS = "=+-@\t\r";

  private final String mediaType;

  AuditWriter(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The format of that name; JSONL where none is given.
   *
   * @throws Invalid when there is no such format
   */
  public static AuditWriter of(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return JSONL;
    }
    return Stream.of(values())
        .filter(format -> format.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(() -> new Invalid("format", TenantWording.ONE_OF, List.of("jsonl", "csv")));
  }

  /** The media type with its character set. */
  public String mediaType() {
    return mediaType + ";charset=utf-8";
  }

  /** The end of a file's name, without the dot. */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Writes what comes before the first deed. */
  public void begin(OutputStream out) throws IOException {
    if (this == CSV) {
      out.write(HEADER.getBytes(UTF_8));
    }
  }

  /** Writes deeds and hands them on; whoever opened the stream closes it. */
  public void write(List<AuditLine> lines, OutputStream out) throws IOException {
    if (this == CSV) {
      table(lines, out);
    } else {
      for (AuditLine line : lines) {
        out.write(JSON.writeValueAsBytes(line));
        out.write('\n');
      }
    }
    out.flush();
  }

  @SuppressWarnings("resource")
  private static void table(List<AuditLine> lines, OutputStream out) throws IOException {
    CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, UTF_8));
    for (AuditLine line : lines) {
      csv.writeRecord(
          Stream.of(
                  line.at().toString(),
                  line.actor(),
                  line.action(),
                  line.subject(),
                  JSON.writeValueAsString(line.detail()))
              .map(AuditWriter::cell)
              .toList());
    }
    csv.flush();
  }

  private static String cell(String text) {
    return !text.isEmpty() && RUN_BY_SPREADSHEETS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
