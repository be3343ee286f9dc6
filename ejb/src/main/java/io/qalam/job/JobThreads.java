package io.qalam.job;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The jobs of one kind that this node works on, each on a thread of its own.
 *
 * <p>What finds no room here waits in the database until a node has room.
 */
@Dependent
public class JobThreads {

  private static final Logger LOG = Logger.getLogger(JobThreads.class.getName());
  private static final int AT_ONCE = 4;

  @Resource private ManagedThreadFactory threads;

  private final Map<UUID, Thread> running = new ConcurrentHashMap<>();

  /** Works on a job, where there is room and this node does not work on it already. */
  public synchronized void begin(JobWork<?> work, UUID tenantId, UUID jobId) {
    if (running.size() >= AT_ONCE || running.containsKey(jobId)) {
      return;
    }
    Thread thread = threads.newThread(() -> run(work, tenantId, jobId));
    thread.setName("qalam-job-" + jobId);
    running.put(jobId, thread);
    thread.start();
  }

  private void run(JobWork<?> work, UUID tenantId, UUID jobId) {
    try {
      work.run(tenantId, jobId);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "Job " + jobId + " cannot go on now; trying again", e);
    } finally {
      running.remove(jobId);
    }
  }
}
