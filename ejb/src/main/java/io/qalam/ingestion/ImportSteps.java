package io.qalam.ingestion;

import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.account.model.Role;
import io.qalam.ingestion.model.ImportJob;
import io.qalam.ingestion.model.ImportJobRepository;
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

/** Takes an import for this node, and writes down how it ended. */
@ApplicationScoped
class ImportSteps {

  /** How long a node may be silent; it says something at every batch. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private final String node = System.getenv().getOrDefault("QALAM_NODE", "server-1");

  @Inject private TenantRunner runner;
  @Inject private TenantContext context;
  @Inject private ImportJobRepository jobs;
  @Inject private AccountRepository accounts;

  /**
   * An import that this node works on.
   *
   * @param records that are dealt with already
   * @param caller whoever began it, with the rights they have now
   */
  record Taken(
      UUID id, UUID projectId, PostFormat format, String fileName, long records, Caller caller) {}

  /** The name of this node, by which it holds an import. */
  String node() {
    return node;
  }

  /** Takes an import that nobody else works on; fails it when its beginner may import no longer. */
  Optional<Taken> take(UUID tenantId, UUID jobId) {
    return runner.inTenant(
        tenantId,
        "timer",
        () -> jobs.lock(jobId).filter(job -> job.isFree(node, Instant.now())).flatMap(this::take));
  }

  private Optional<Taken> take(ImportJob job) {
    Optional<Account> beginner =
        accounts
            .find(job.getStartedBy())
            .filter(account -> account.isEnabled() && account.getRole().includes(Role.EDITOR));
    if (beginner.isEmpty()) {
      job.fail(StoredSentence.write(Sentence.of(IngestionWording.MAY_NO_LONGER)));
      return Optional.empty();
    }
    job.hold(node, Instant.now().plus(LEASE));
    return Optional.of(
        new Taken(
            job.getId(),
            job.getProjectId(),
            PostFormat.valueOf(job.getFormat()),
            job.getFileName(),
            job.getRecords(),
            caller(beginner.get())));
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

  void finish(UUID tenantId, UUID jobId) {
    end(tenantId, jobId, ImportJob::finish);
  }

  void fail(UUID tenantId, UUID jobId, String why) {
    end(tenantId, jobId, job -> job.fail(why));
  }

  private void end(UUID tenantId, UUID jobId, Consumer<ImportJob> ending) {
    runner.inTenant(
        tenantId,
        "timer",
        () -> jobs.lock(jobId).filter(job -> job.isHeldBy(node)).ifPresent(ending));
  }
}
