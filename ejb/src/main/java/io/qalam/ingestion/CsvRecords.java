package io.qalam.ingestion;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.qalam.ingestion.Utf8Lines.Line;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV file: lines are joined while a quote is open, and FastCSV takes each row apart.
 *
 * <p>A row of RFC 4180 ends at the first line end after an even number of quotes. FastCSV alone
 * would stop for good at the first broken row, and take the rest of the file for one field where a
 * quote is never closed; given one row at a time it cannot. A line whose quoting is broken is
 * refused alone, and reading goes on with the line after it.
 */
final class CsvRecords implements TableRecords {

  /** Lines that one quoted field may run over. */
  private static final int MAX_LINES = 10_000;

  private static final CsvReader.CsvReaderBuilder PARSER =
      CsvReader.builder().skipEmptyLines(false).detectBomHeader(false);

  private final Utf8Lines lines;
  private final Deque<Line> pending = new ArrayDeque<>();

  CsvRecords(Utf8Lines lines) {
    this.lines = lines;
  }

  @Override
  public Optional<Row> next() throws IOException {
    Optional<Line> first = take();
    return first.isEmpty() ? Optional.empty() : Optional.of(rowFrom(first.get()));
  }

  private Optional<Line> take() throws IOException {
    return pending.isEmpty() ? lines.next() : Optional.of(pending.removeFirst());
  }

  private Row rowFrom(Line first) throws IOException {
    if (first.fault() != null) {
      return Row.broken(first, first.fault());
    }
    List<Line> joined = new ArrayList<>(List.of(first));
    if (!joinToClosingQuote(joined)) {
      return refuseFirst(joined, IngestionWording.QUOTE_OPEN);
    }
    String source = source(joined);
    Optional<List<String>> fields = fields(source);
    return fields.isPresent()
        ? new Row(first.number(), source, fields.get(), null)
        : refuseFirst(joined, IngestionWording.QUOTING);
  }

  /** The fields of a row; empty when the text is not exactly one row. */
  private static Optional<List<String>> fields(String source) {
    if (source.isEmpty()) {
      return Optional.of(List.of(""));
    }
    try (CsvReader<CsvRecord> parser = PARSER.ofCsvRecord(source)) {
      List<CsvRecord> rows = parser.stream().limit(2).toList();
      return rows.size() == 1 ? Optional.of(rows.get(0).getFields()) : Optional.empty();
    } catch (CsvParseException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("A string could not be read", e);
    }
  }

  /** Appends lines until no quote is open; false when that never comes. */
  private boolean joinToClosingQuote(List<Line> joined) throws IOException {
    boolean open = hasOddQuotes(joined.get(0));
    long length = joined.get(0).text().length();
    while (open) {
      Optional<Line> line = take();
      if (line.isEmpty()) {
        return false;
      }
      joined.add(line.get());
      length += line.get().text().length() + 1;
      boolean usable = line.get().fault() == null;
      if (!usable || length > Utf8Lines.MAX_CHARS || joined.size() > MAX_LINES) {
        return false;
      }
      open ^= hasOddQuotes(line.get());
    }
    return true;
  }

  private static boolean hasOddQuotes(Line line) {
    return line.text().chars().filter(c -> c == '"').count() % 2 == 1;
  }

  /** Refuses the first line and gives the others back to be read anew. */
  private Row refuseFirst(List<Line> joined, Wording reason) {
    for (int i = joined.size() - 1; i > 0; i--) {
      pending.addFirst(joined.get(i));
    }
    return Row.broken(joined.get(0), Sentence.of(reason));
  }

  private static String source(List<Line> joined) {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < joined.size(); i++) {
      source.append(joined.get(i).text());
      if (i < joined.size() - 1) {
        source.append(joined.get(i).ending());
      }
    }
    return source.toString();
  }
}
