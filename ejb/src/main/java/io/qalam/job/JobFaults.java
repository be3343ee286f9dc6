package io.qalam.job;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How often faults that nobody foresaw ended the work on the jobs of this node. */
final class JobFaults {

  private static final int TRIES = 3;

  /**
   * Of one job.
   *
   * @param furthest that any of its tries began
   * @param times that a try ended so and the next one began no further
   */
  private record Faults(long furthest, int times) {

    static Faults oneMore(@Nullable Faults before, long begun) {
      return before == null || begun > before.furthest
          ? new Faults(begun, 1)
          : new Faults(before.furthest, before.times + 1);
    }
  }

  private final Map<UUID, Faults> met = new ConcurrentHashMap<>();

  /**
   * Counts a fault.
   *
   * @param begun how far the job was when the try began
   * @return whether the job was tried often enough without getting any further
   */
  boolean barTheWay(UUID job, long begun) {
    return met.compute(job, (id, before) -> Faults.oneMore(before, begun)).times() >= TRIES;
  }

  /** Forgets a job that goes on, ended, or is another node's. */
  void forget(UUID job) {
    met.remove(job);
  }
}
