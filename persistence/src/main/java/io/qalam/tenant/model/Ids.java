package io.qalam.tenant.model;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the ids of all rows: UUID version 7, which sort by the time they were made.
 *
 * <p>Sorted ids keep index pages together and give a stable order to page by. Within one process
 * they grow strictly: the twelve bits after the milliseconds count (RFC 9562, section 6.2, method
 * 1). The last 62 bits are random, so that an id cannot be guessed from its neighbour.
 */
public final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Milliseconds since 1970 in the upper 52 bits, a count within the millisecond in the lower 12.
   */
  private static final AtomicLong LAST = new AtomicLong();

  private Ids() {}

  /** The next id. */
  public static UUID next() {
    long tick = LAST.updateAndGet(last -> Math.max(System.currentTimeMillis() << 12, last + 1));
    long high = (tick >>> 12) << 16 | 0x7000L | (tick & 0xFFFL);
    return new UUID(high, randomLow());
  }

  /** An id that looks as old as another one: of its millisecond and its count, else at random. */
  public static UUID asOldAs(UUID other) {
    return new UUID(other.getMostSignificantBits(), randomLow());
  }

  private static long randomLow() {
    return RANDOM.nextLong() >>> 2 | 1L << 63;
  }
}
