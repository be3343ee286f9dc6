package io.qalam.overview.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file that a request asks for (RFC 9110, section 14): one range of bytes; a client
 * that asks for several is sent the whole file, as the RFC allows.
 *
 * @param from the first byte, counted from 0
 * @param to the last byte
 */
record ByteRange(long from, long to) {

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** How many bytes it has; none where the file has none of what is asked for. */
  long length() {
    return Math.max(0, to - from + 1);
  }

  /**
   * What a header asks for.
   *
   * @param header null where there is none
   * @param bytes of the whole file
   * @return empty where the whole file is to be sent; a range without length where the file has
   *     none of it
   */
  static Optional<ByteRange> of(@Nullable String header, long bytes) {
    Matcher range = ONE.matcher(header == null ? "" : header.replace(" ", ""));
    if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (range.group(1).isEmpty()) {
      long last = Long.parseLong(range.group(2));
      return Optional.of(new ByteRange(Math.max(0, bytes - last), last == 0 ? -1 : bytes - 1));
    }
    long from = Long.parseLong(range.group(1));
    long to = range.group(2).isEmpty() ? bytes - 1 : Long.parseLong(range.group(2));
    return to < from && !range.group(2).isEmpty()
        ? Optional.empty()
        : Optional.of(new ByteRange(from, Math.min(to, bytes - 1)));
  }
}
