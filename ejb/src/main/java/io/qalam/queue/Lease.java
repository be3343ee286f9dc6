package io.qalam.queue;

import io.qalam.tenant.Conflict;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reviewer holds a task by: the fence, and the label schema that was on the screen.
 *
 * <p>To clients it is an opaque text. It proves nothing by itself: it is compared with the task's
 * row, which also knows the holder.
 *
 * @param fence the task's fence when it was given out
 * @param schemaVersion the label schema in force then
 */
public record Lease(long fence, int schemaVersion) {

  private static final Pattern TOKEN = Pattern.compile("([0-9a-z]{1,12})-([0-9a-z]{1,5})");

  /** The text that clients carry. */
  public String token() {
    return Long.toString(fence, Character.MAX_RADIX)
        + '-'
        + Integer.toString(schemaVersion, Character.MAX_RADIX);
  }

  /**
   * Reads a client's text.
   *
   * @throws Conflict when it never was a lease: it holds nothing, as one that has ended
   */
  public static Lease parse(String token) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      throw new Conflict(QueueWording.NO_LEASE);
    }
    return new Lease(
        Long.parseLong(parts.group(1), Character.MAX_RADIX),
        Integer.parseInt(parts.group(2), Character.MAX_RADIX));
  }
}
