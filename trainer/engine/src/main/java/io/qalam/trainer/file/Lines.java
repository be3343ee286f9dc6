package io.qalam.trainer.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A text file's lines in strict UTF-8, none of them longer than memory bears.
 *
 * <p>A mark that some editors put before the first line is no part of it. {@link #close()} closes
 * the file.
 */
public final class Lines implements AutoCloseable {
  private static final int MOST_CHARACTERS = 1 << 24;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final BufferedReader text;
  private int number;

  private Lines(BufferedReader text) {
    this.text = text;
  }

  public static Lines of(Path file) throws IOException {
    return new Lines(open(file));
  }

  /** Those of a stream, which is closed with them. */
  public static Lines of(InputStream stream) throws IOException {
    return new Lines(
        behindTheMark(
            new BufferedReader(
                new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()))));
  }

  /** A file's text behind the mark. */
  public static BufferedReader open(Path file) throws IOException {
    return behindTheMark(Files.newBufferedReader(file));
  }

  private static BufferedReader behindTheMark(BufferedReader text) throws IOException {
    try {
      text.mark(1);
      if (text.read() != BYTE_ORDER_MARK) {
        text.reset();
      }
      return text;
    } catch (IOException e) {
      text.close();
      throw e;
    }
  }

  /**
   * The next line, or null after the last.
   *
   * @throws IOException if it is too long, or is not UTF-8
   */
  public @Nullable String next() throws IOException {
    int character = text.read();
    if (character < 0) {
      return null;
    }
    number++;
    StringBuilder line = new StringBuilder();
    while (character >= 0 && character != '\n' && character != '\r') {
      if (line.length() == MOST_CHARACTERS) {
        throw new IOException(
            "line " + number + " has more than " + MOST_CHARACTERS + " characters");
      }
      line.append((char) character);
      character = text.read();
    }
    if (character == '\r') {
      text.mark(1);
      if (text.read() != '\n') {
        text.reset();
      }
    }
    return line.toString();
  }

  /** The number of the line that {@link #next()} gave last, from one on. */
  public int number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
