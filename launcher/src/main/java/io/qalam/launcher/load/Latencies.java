package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;

/** How long requests of one kind took; every one of them is kept, so that percentiles are exact. */
final class Latencies {

  private long[] nanos = new long[1024];
  private int count;

  synchronized void add(long taken) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = taken;
  }

  synchronized int count() {
    return count;
  }

  /** The smallest time that {@code share} of the requests did not exceed, in milliseconds. */
  synchronized double millis(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * count);
    return sorted[Math.max(1, rank) - 1] / 1e6;
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("requests", count())
        .put("p50Millis", millis(0.50))
        .put("p95Millis", millis(0.95))
        .put("p99Millis", millis(0.99))
        .put("mostMillis", millis(1));
  }

  String line(String name) {
    return String.format(
        Locale.ROOT,
        "  %-8s %8d requests   p50 %7.1f ms   p95 %7.1f ms   p99 %7.1f ms   most %8.1f ms",
        name,
        count(),
        millis(0.50),
        millis(0.95),
        millis(0.99),
        millis(1));
  }
}
