package io.qalam.launcher.home;

import io.qalam.launcher.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where free ports are picked from, both ends included. */
public record PortRange(int first, int last) {

  /** Below Linux's outgoing connections, above the well-known servers. */
  public static final PortRange DEFAULT = new PortRange(20_000, 31_999);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

  public PortRange {
    if (first < 1024 || last > 65_535 || first > last) {
      throw Refusal.because(
          "QALAM_PORT_RANGE must lie within 1024-65535, not " + first + "-" + last);
    }
  }

  /** Reads {@code 21000-21499}. */
  public static PortRange parse(String text) {
    Matcher range = TEXT.matcher(text);
    if (!range.matches()) {
      throw Refusal.because("QALAM_PORT_RANGE must look like 21000-21499, not " + text);
    }
    return new PortRange(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
  }
}
