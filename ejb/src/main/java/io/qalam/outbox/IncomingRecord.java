package io.qalam.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A record of a topic as it was read.
 *
 * @param value null is a tombstone
 * @param utf8 whether the value is what came, and not only what could be read of it
 */
public record IncomingRecord(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    @Nullable String value,
    boolean utf8) {

  /** Where it stands, for a log line. */
  public String position() {
    return topic + "-" + partition + "@" + offset;
  }
}
