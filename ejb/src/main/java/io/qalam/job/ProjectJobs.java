package io.qalam.job;

import io.qalam.job.model.Job;
import io.qalam.job.model.JobRepository;
import io.qalam.job.model.JobState;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Thing;
import io.qalam.tenant.Wording;
import java.util.UUID;

/**
 * Finds, stops and resumes the jobs of a project, within the caller's transaction.
 *
 * @param <J> their kind
 */
public final class ProjectJobs<J extends Job> {

  private final JobRepository<J> jobs;
  private final Thing kind;

  /**
   * @param kind what one of them is called when it is not there
   */
  public ProjectJobs(JobRepository<J> jobs, Thing kind) {
    this.jobs = jobs;
    this.kind = kind;
  }

  /**
   * A job of the project.
   *
   * @throws NotFound when the project has none of that id
   */
  public J find(UUID projectId, UUID id) {
    return jobs.find(id)
        .filter(job -> job.getProjectId().equals(projectId))
        .orElseThrow(() -> new NotFound(kind, id));
  }

  /** The same, locked until the transaction ends. */
  public J lock(UUID projectId, UUID id) {
    return jobs.lock(id)
        .filter(job -> job.getProjectId().equals(projectId))
        .orElseThrow(() -> new NotFound(kind, id));
  }

  /** Stops a job after the step it is at; one that has ended is left as it is. */
  public J cancel(UUID projectId, UUID id) {
    J job = lock(projectId, id);
    if (job.getState() == JobState.RUNNING) {
      job.cancel();
    }
    return job;
  }

  /**
   * Lets a stopped job go on behind its last step.
   *
   * @param notStopped what is said of one that was not stopped
   * @throws Conflict when it was not
   */
  public J resume(UUID projectId, UUID id, Wording notStopped) {
    J job = lock(projectId, id);
    if (job.getState() != JobState.CANCELLED) {
      throw new Conflict(notStopped);
    }
    job.resume();
    return job;
  }
}
