package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One stretch of the bench with its figures.
 *
 * <p>Times are those of requests that were answered. Tries that failed while the server was away
 * are counted apart, with the longest time that somebody waited for it to come back.
 */
final class Phase {

  final String name;
  final Latencies next = new Latencies();
  final Latencies submit = new Latencies();
  final AtomicInteger failedTries = new AtomicInteger();
  final AtomicInteger conflicts = new AtomicInteger();
  final AtomicInteger emptyHanded = new AtomicInteger();
  final AtomicLong longestOutageNanos = new AtomicLong();
  private final long began = System.nanoTime();
  private final long limit;
  private final int mostAnswers;
  private final AtomicLong firstEmpty = new AtomicLong();
  private volatile long answeredByThen;
  private volatile boolean over;
  private volatile long ended;

  Phase(String name, Duration length, int mostAnswers) {
    this.name = name;
    this.limit = length.toNanos();
    this.mostAnswers = mostAnswers;
  }

  boolean goesOn() {
    return !over && System.nanoTime() - began < limit && submit.count() < mostAnswers;
  }

  /** Ends it before its time: what it was for has happened. */
  void finish() {
    over = true;
  }

  /** Nothing is left for somebody: the rate of corrections counts up to here. */
  void ranDry() {
    emptyHanded.incrementAndGet();
    if (firstEmpty.compareAndSet(0, System.nanoTime())) {
      answeredByThen = submit.count();
    }
  }

  void waitedForServer(long nanos) {
    longestOutageNanos.accumulateAndGet(nanos, Math::max);
  }

  void end() {
    ended = System.nanoTime();
  }

  double seconds() {
    return ((ended == 0 ? System.nanoTime() : ended) - began) / 1e9;
  }

  double submitsPerSecond() {
    return firstEmpty.get() == 0
        ? submit.count() / seconds()
        : answeredByThen * 1e9 / (firstEmpty.get() - began);
  }

  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("phase", name)
            .put("seconds", seconds())
            .put("requestsPerSecond", (next.count() + submit.count()) / seconds())
            .put("submitsPerSecond", submitsPerSecond())
            .put("failedTries", failedTries.get())
            .put("conflicts", conflicts.get())
            .put("emptyHanded", emptyHanded.get())
            .put("longestOutageSeconds", longestOutageNanos.get() / 1e9);
    json.set("next", next.json());
    json.set("submit", submit.json());
    return json;
  }

  String lines() {
    String lines =
        String.format(
            Locale.ROOT,
            "%s: %.0f s, %.1f requests/s, %.1f corrections/s%n%s%n%s",
            name,
            seconds(),
            (next.count() + submit.count()) / seconds(),
            submitsPerSecond(),
            next.line("next"),
            submit.line("submit"));
    return lines
        + String.format(
            Locale.ROOT,
            "%n  %d refused with 409, %d times no task was left%s, %d tries failed, longest wait for the"
                + " server %.1f s",
            conflicts.get(),
            emptyHanded.get(),
            firstEmpty.get() == 0
                ? ""
                : String.format(
                    Locale.ROOT, " (first after %.0f s)", (firstEmpty.get() - began) / 1e9),
            failedTries.get(),
            longestOutageNanos.get() / 1e9);
  }
}
