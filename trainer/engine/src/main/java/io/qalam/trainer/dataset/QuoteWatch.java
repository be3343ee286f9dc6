package io.qalam.trainer.dataset;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.OptionalInt;

/**
 * A table's text, watched for a quote that never closes.
 *
 * <p>FastCSV takes what is left of such a file as the field's text. A quote opens a field only as
 * its first character, two in it are one of its text, and lines are counted as FastCSV counts them.
 */
final class QuoteWatch extends FilterReader {

  private enum State {
    FIELD_BEGINS,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private State state = State.FIELD_BEGINS;
  private int line = 1;
  private int opened;
  private int before;
  private boolean ended;

  QuoteWatch(Reader text) {
    super(text);
  }

  /** The line in which the quote opened that was open at the end of the text. */
  OptionalInt neverClosed() {
    return ended && state == State.QUOTED ? OptionalInt.of(opened) : OptionalInt.empty();
  }

  @Override
  public int read() throws IOException {
    int character = super.read();
    if (character < 0) {
      ended = true;
    } else {
      see((char) character);
    }
    return character;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    ended |= count < 0;
    for (int i = offset; i < offset + count; i++) {
      see(buffer[i]);
    }
    return count;
  }

  private void see(char character) {
    state =
        switch (state) {
          case QUOTED -> character == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
          case QUOTE_IN_QUOTED -> character == '"' ? State.QUOTED : behind(character);
          case FIELD_BEGINS -> character == '"' ? opened() : behind(character);
          case PLAIN -> behind(character);
        };
    if (character == '\r' || character == '\n' && before != '\r') {
      line++;
    }
    before = character;
  }

  private State opened() {
    opened = line;
    return State.QUOTED;
  }

  private static State behind(char character) {
    return character == ',' || character == '\n' || character == '\r'
        ? State.FIELD_BEGINS
        : State.PLAIN;
  }
}
