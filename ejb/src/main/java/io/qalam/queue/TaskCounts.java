package io.qalam.queue;

import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.queue.model.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks a project has in each state, without counting a million rows at every look.
 *
 * <p>A count that took long is kept for thirty times as long as it took, so that counting never
 * costs more than a thirtieth of one core a node; a small project is counted each time.
 */
@ApplicationScoped
class TaskCounts {

  private static final long LONG_NANOS = Duration.ofMillis(100).toNanos();
  private static final int KEPT = 30;

  @Inject private ReviewTaskRepository tasks;

  private final Map<UUID, Count> kept = new ConcurrentHashMap<>();

  private record Count(Map<TaskState, Long> byState, long until) {}

  Map<TaskState, Long> of(UUID projectId) {
    @Nullable Count known = kept.get(projectId);
    if (known != null && System.nanoTime() - known.until < 0) {
      return known.byState;
    }
    long began = System.nanoTime();
    Map<TaskState, Long> counted = tasks.counts(projectId);
    long took = System.nanoTime() - began;
    if (took > LONG_NANOS) {
      kept.put(projectId, new Count(counted, System.nanoTime() + KEPT * took));
    }
    return counted;
  }
}
