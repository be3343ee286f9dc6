package io.qalam.ingestion;

import io.qalam.tenant.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a UTF-8 stream, each with its number, in constant memory.
 *
 * <p>A line ends at LF, CR LF or CR. One that is too long is counted and skipped without being
 * kept, however long it is; one that is not UTF-8 is told apart from its neighbours. A byte order
 * mark at the start is not part of the text.
 */
final class Utf8Lines {

  /** Longest line, in UTF-16 units. */
  static final int MAX_CHARS = 1 << 20;

  /** Bytes that {@link #MAX_CHARS} can take at most: three for one unit, four for two. */
  private static final int MAX_BYTES = 3 * MAX_CHARS;

  /** How much of a line at fault is shown. */
  private static final int SHOWN_BYTES = 8_000;

  private static final int BUFFER = 1 << 16;
  private static final int END = -1;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private byte[] line = new byte[1 << 10];
  private int length;
  private boolean overlong;
  private long number;

  /**
   * Reads the start of the stream.
   *
   * @throws UnreadableFileException when it begins like UTF-16 or UTF-32
   */
  Utf8Lines(InputStream in) throws IOException {
    this.in = in;
    limit = in.readNBytes(buffer, 0, BUFFER);
    if (startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE)) {
      throw new UnreadableFileException(IngestionWording.UTF16);
    }
    if (startsWith(0xEF, 0xBB, 0xBF)) {
      position = 3;
    }
  }

  private boolean startsWith(int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= limit || (buffer[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * One line without its end.
   *
   * @param number counted from 1
   * @param text the line, or what can be shown of one at fault
   * @param ending what ended it: LF, CR LF, CR, or nothing at the end of the stream
   * @param fault why the line cannot be used; null when it can
   */
  record Line(long number, String text, String ending, @Nullable Sentence fault) {}

  /** The next line, or empty at the end. */
  Optional<Line> next() throws IOException {
    length = 0;
    overlong = false;
    int b = read();
    if (b == END) {
      return Optional.empty();
    }
    number++;
    while (b != '\n' && b != '\r' && b != END) {
      keep((byte) b);
      keepUpToLineEnd();
      b = read();
    }
    return Optional.of(decode(ending(b)));
  }

  private String ending(int b) throws IOException {
    if (b != '\r') {
      return b == '\n' ? "\n" : "";
    }
    if (peek() == '\n') {
      read();
      return "\r\n";
    }
    return "\r";
  }

  /** Takes what the buffer holds of this line in one go. */
  private void keepUpToLineEnd() {
    int from = position;
    while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
      position++;
    }
    int count = position - from;
    if (length + count > MAX_BYTES) {
      overlong = true;
    }
    if (!overlong) {
      grow(count);
      System.arraycopy(buffer, from, line, length, count);
      length += count;
    }
  }

  private void keep(byte b) {
    if (length >= MAX_BYTES) {
      overlong = true;
    }
    if (!overlong) {
      grow(1);
      line[length++] = b;
    }
  }

  private void grow(int count) {
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, line.length * 2));
    }
  }

  private Line decode(String ending) {
    CharBuffer text = CharBuffer.allocate(Math.min(length, MAX_CHARS + 1));
    ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult outcome = decoder.decode(bytes, text, true);
    if (overlong || outcome.isOverflow() || text.position() > MAX_CHARS) {
      Sentence fault = Sentence.of(IngestionWording.LINE_TOO_LONG, MAX_CHARS);
      return new Line(number, shown(), ending, fault);
    }
    if (outcome.isError()) {
      Sentence fault = Sentence.of(IngestionWording.LINE_NOT_UTF8, bytes.position() + 1);
      return new Line(number, shown(), ending, fault);
    }
    return new Line(number, text.flip().toString(), ending, null);
  }

  private String shown() {
    return new String(line, 0, Math.min(length, SHOWN_BYTES), StandardCharsets.UTF_8);
  }

  private int read() throws IOException {
    int b = peek();
    if (b != END) {
      position++;
    }
    return b;
  }

  private int peek() throws IOException {
    if (position == limit) {
      limit = in.read(buffer, 0, BUFFER);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        return END;
      }
    }
    return buffer[position] & 0xFF;
  }
}
