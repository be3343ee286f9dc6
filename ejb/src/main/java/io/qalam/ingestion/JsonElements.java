package io.qalam.ingestion;

import io.qalam.tenant.Sentence;
import io.qalam.tenant.Wording;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a JSON array, cut out of a stream by their brackets and quotes, each with the
 * line it begins on.
 *
 * <p>A parser stops for good at the first error. Cut first, an element that is broken, too long or
 * not UTF-8 is refused alone, and never more than one is held.
 */
final class JsonElements {

  /** Bytes of one element, at most; longer ones are read over. */
  static final int MAX_BYTES = 3 * Utf8Lines.MAX_CHARS;

  private static final int END = -1;

  private final InputStream in;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long line = 1;
  private boolean ended;

  /**
   * Reads up to the array's first element.
   *
   * @throws UnreadableFileException when the stream does not begin with an array
   */
  JsonElements(InputStream in) throws IOException {
    this.in = new BufferedInputStream(in, 1 << 16);
    skipByteOrderMark();
    int first = afterSpace();
    if (first != '[') {
      throw new UnreadableFileException(
          first == END ? IngestionWording.NO_TASKS : IngestionWording.NO_ARRAY);
    }
  }

  private void skipByteOrderMark() throws IOException {
    in.mark(3);
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      in.reset();
    }
  }

  /**
   * One element.
   *
   * @param line where it begins, counted from 1
   * @param fault why it cannot be used; null when it can
   */
  record Element(long line, String text, @Nullable Sentence fault) {}

  /** The next element, or empty after the last one. */
  Optional<Element> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    int b = afterSpace();
    while (b == ',') {
      b = afterSpace();
    }
    if (b == ']' || b == END) {
      ended = true;
      return b == ']' ? afterTheArray() : fault(IngestionWording.ARRAY_OPEN);
    }
    return Optional.of(element(b));
  }

  private Optional<Element> afterTheArray() throws IOException {
    return afterSpace() == END ? Optional.empty() : fault(IngestionWording.AFTER_ARRAY);
  }

  private Optional<Element> fault(Wording reason) {
    return Optional.of(new Element(line, "", Sentence.of(reason)));
  }

  private Element element(int first) throws IOException {
    long begins = line;
    kept.reset();
    boolean whole = cut(first);
    String shown = kept.toString(StandardCharsets.UTF_8);
    if (!whole) {
      ended = true;
      return new Element(begins, shown, Sentence.of(IngestionWording.TASK_CUT));
    }
    if (kept.size() >= MAX_BYTES || shown.length() > Utf8Lines.MAX_CHARS) {
      Sentence fault = Sentence.of(IngestionWording.TASK_TOO_LONG, Utf8Lines.MAX_CHARS);
      return new Element(begins, shown, fault);
    }
    return new Element(
        begins, shown, isUtf8() ? null : Sentence.of(IngestionWording.TASK_NOT_UTF8));
  }

  /** Keeps everything up to the element's end; false when the stream ends before. */
  private boolean cut(int first) throws IOException {
    int depth = 0;
    boolean quoted = false;
    for (int b = first; b != END; b = read()) {
      keep(b);
      if (quoted) {
        if (b == '\\') {
          keep(Math.max(0, read()));
        }
        quoted = b != '"';
      } else if (b == '"') {
        quoted = true;
      } else {
        depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
      }
      if (!quoted && depth <= 0 && endsHere()) {
        return true;
      }
    }
    return false;
  }

  /** Whether what follows cannot belong to the element. */
  private boolean endsHere() throws IOException {
    in.mark(1);
    int next = in.read();
    in.reset();
    return next == END || next == ',' || next == ']' || next == '{' || isSpace(next);
  }

  private void keep(int b) {
    if (kept.size() < MAX_BYTES) {
      kept.write(b);
    }
  }

  private boolean isUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(kept.toByteArray()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private int afterSpace() throws IOException {
    int b = read();
    while (isSpace(b)) {
      b = read();
    }
    return b;
  }

  private static boolean isSpace(int b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int read() throws IOException {
    int b = in.read();
    if (b == '\n') {
      line++;
    }
    return b;
  }
}
