package io.qalam.ingestion;

import io.qalam.ingestion.model.ImportJob;
import io.qalam.ingestion.model.ImportJobRepository;
import io.qalam.job.JobSteps;
import io.qalam.job.JobThreads;
import io.qalam.job.JobWork;
import io.qalam.job.model.JobRepository;
import io.qalam.tenant.Wording;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** The imports that this node works on. */
@ApplicationScoped
public class ImportRuns {

  @Inject private JobThreads threads;
  @Inject private ImportWork work;

  void onWaiting(@Observes(during = TransactionPhase.AFTER_SUCCESS) ImportWaits waiting) {
    begin(waiting.tenantId(), waiting.jobId());
  }

  /** Works on an import, where there is room and this node does not work on it already. */
  void begin(UUID tenantId, UUID jobId) {
    threads.begin(work, tenantId, jobId);
  }

  @PreDestroy
  void stop() {
    work.end();
  }

  /** One import from where it is to its end; apart, because a proxy gives it a caller. */
  @ApplicationScoped
  static class ImportWork extends JobWork<ImportJob> {

    @Inject private JobSteps steps;
    @Inject private ImportJobRepository jobs;
    @Inject private ImportFiles files;
    @Inject private PostIntake intake;
    @Inject private ImportDeeds deeds;

    @Override
    protected JobRepository<ImportJob> jobs() {
      return jobs;
    }

    @Override
    protected Wording mayNoLonger() {
      return IngestionWording.MAY_NO_LONGER;
    }

    @Override
    protected Wording failed() {
      return IngestionWording.FAILED;
    }

    @Override
    protected void work(UUID tenantId, ImportJob job) throws IOException {
      try (CountedStream in = new CountedStream(files.open(tenantId, job.getId()))) {
        intake.admit(job.getProjectId());
        ImportSource source = ImportSource.of("file " + job.getFileName());
        PostBatches.read(
            new PostLayout(PostFormat.valueOf(job.getFormat()), job.getControl()),
            in,
            job.getRecords(),
            batch -> store(job, source, batch, in.count()));
      }
      steps.change(jobs, tenantId, job, this::finish);
    }

    private void finish(ImportJob held) {
      held.finish();
      ended(held);
    }

    @Override
    protected void ended(ImportJob job) {
      deeds.ended(job);
    }

    private void store(ImportJob job, ImportSource source, List<PostRecord> batch, long readUpTo) {
      requireServer();
      intake.storeOf(job, source, batch, readUpTo);
    }

    @Override
    protected void clear(UUID tenantId, ImportJob job) {
      files.delete(tenantId, job.getId());
    }
  }
}
