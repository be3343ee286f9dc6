package io.qalam.job;

import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.account.model.Role;
import io.qalam.job.model.Job;
import io.qalam.job.model.JobRepository;
import io.qalam.tenant.Caller;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.StoredSentence;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Takes a job for this node, and writes down how it ended. */
@ApplicationScoped
public class JobSteps {

  /** How long a node may be silent; it says something at every step. */
  public static final Duration LEASE = Duration.ofMinutes(2);

  private final String node = System.getenv().getOrDefault("QALAM_NODE", "server-1");

  @Inject private TenantRunner runner;
  @Inject private TenantContext context;
  @Inject private AccountRepository accounts;

  /**
   * A job that this node works on.
   *
   * @param job as it was when it was taken; no transaction follows what is done to it
   * @param caller whoever began it, with the rights they have now
   */
  record Taken<J>(J job, Caller caller) {}

  /** The name of this node, by which it holds a job. */
  public String node() {
    return node;
  }

  /**
   * Takes a job that nobody else works on.
   *
   * @param work what fails with its {@code mayNoLonger} when its beginner is an editor no more
   */
  <J extends Job> Optional<Taken<J>> take(JobWork<J> work, UUID tenantId, UUID jobId) {
    return runner.inTenant(
        tenantId,
        "timer",
        () ->
            work.jobs()
                .lock(jobId)
                .filter(job -> job.isFree(node, Instant.now()))
                .flatMap(job -> take(work, job)));
  }

  private <J extends Job> Optional<Taken<J>> take(JobWork<J> work, J job) {
    Optional<Account> beginner =
        accounts
            .find(job.getStartedBy())
            .filter(account -> account.isEnabled() && account.getRole().includes(Role.EDITOR));
    if (beginner.isEmpty()) {
      job.fail(StoredSentence.write(Sentence.of(work.mayNoLonger())));
      work.ended(job);
      return Optional.empty();
    }
    job.hold(node, Instant.now().plus(LEASE));
    return Optional.of(new Taken<>(job, caller(beginner.get())));
  }

  private Caller caller(Account account) {
    return new Caller(
        context.tenantId(),
        context.tenantName(),
        account.getId(),
        account.getUserName(),
        account.getRole(),
        account.getLocale());
  }

  /**
   * Changes the row of a job in a transaction of its own.
   *
   * @param taken the job as this node took it
   * @throws JobStoppedException when this node works on it no longer; nothing is changed
   */
  public <J extends Job> void change(
      JobRepository<J> jobs, UUID tenantId, J taken, Consumer<J> change) {
    runner.inTenant(tenantId, "timer", () -> change.accept(held(jobs, taken)));
  }

  /**
   * The row of a job, locked until the caller's transaction ends.
   *
   * @param taken the job as this node took it
   * @throws JobStoppedException when this node works on it no longer
   */
  public static <J extends Job> J held(JobRepository<J> jobs, J taken) {
    return jobs.lock(taken.getId())
        .filter(job -> job.isStillHeldAs(taken))
        .orElseThrow(JobStoppedException::new);
  }
}
