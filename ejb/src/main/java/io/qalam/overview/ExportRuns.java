package io.qalam.overview;

import io.qalam.job.JobSteps;
import io.qalam.job.JobThreads;
import io.qalam.job.JobWork;
import io.qalam.job.model.JobRepository;
import io.qalam.overview.model.ExportJob;
import io.qalam.overview.model.ExportJobRepository;
import io.qalam.overview.model.PostFilter;
import io.qalam.tenant.Wording;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The exports that this node works on. */
@ApplicationScoped
public class ExportRuns {

  @Inject private JobThreads threads;
  @Inject private ExportWork work;

  void onWaiting(@Observes(during = TransactionPhase.AFTER_SUCCESS) ExportWaits waiting) {
    begin(waiting.tenantId(), waiting.jobId());
  }

  /** Works on an export, where there is room and this node does not work on it already. */
  void begin(UUID tenantId, UUID jobId) {
    threads.begin(work, tenantId, jobId);
  }

  @PreDestroy
  void stop() {
    work.end();
  }

  /** One export from where it is to its end; apart, because a proxy gives it a caller. */
  @ApplicationScoped
  static class ExportWork extends JobWork<ExportJob> {

    @Inject private JobSteps steps;
    @Inject private ExportJobRepository jobs;
    @Inject private ExportFiles files;
    @Inject private ExportService export;
    @Inject private OverviewService overview;
    @Inject private PostExport posts;

    @Override
    protected JobRepository<ExportJob> jobs() {
      return jobs;
    }

    @Override
    protected Wording mayNoLonger() {
      return OverviewWording.EXPORT_MAY_NO_LONGER;
    }

    @Override
    protected Wording failed() {
      return OverviewWording.EXPORT_FAILED;
    }

    @Override
    protected void work(UUID tenantId, ExportJob job) throws IOException {
      ExportFormat format = ExportFormat.valueOf(job.getFormat());
      @Nullable UUID last =
          format.canGoOn() && files.isThere(tenantId, job) ? job.getLastPost() : null;
      try (ExportFile file =
          last == null ? files.begin(tenantId, job) : files.goOn(tenantId, job)) {
        write(tenantId, job, file, last);
        long bytes = file.store();
        String sha256 = file.sha256();
        steps.change(jobs, tenantId, job, held -> held.finish(bytes, sha256));
      }
    }

    private void write(UUID tenantId, ExportJob job, ExportFile file, @Nullable UUID last)
        throws IOException {
      ExportFormat format = ExportFormat.valueOf(job.getFormat());
      ProjectExport project = export.project(job.getProjectId());
      PostFilter wanted =
          overview.exported(job.getProjectId(), PostQuery.of(job.getAsked())).before(job.getId());
      if (last == null) {
        long total = posts.count(project, wanted, format);
        steps.change(jobs, tenantId, job, held -> held.begin(total, JobSteps.LEASE));
      }
      ExportCourse course = new ExportCourse(last, page -> store(tenantId, job, file, page));
      posts.write(project, wanted, format, file.out(), course);
    }

    private void store(UUID tenantId, ExportJob job, ExportFile file, List<ExportedPost> page)
        throws IOException {
      requireServer();
      long bytes = file.store();
      UUID last = page.get(page.size() - 1).post().id();
      steps.change(
          jobs, tenantId, job, held -> held.advance(page.size(), last, bytes, JobSteps.LEASE));
    }

    /** The files of whoever held the export before. */
    @Override
    protected void clear(UUID tenantId, ExportJob job) {
      files.deleteBut(tenantId, job.getId(), Set.of(job.getFence()));
    }
  }
}
