package io.qalam.ingestion;

import io.qalam.tenant.Caller;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Thing;
import io.qalam.tenant.model.Ids;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Imports that were begun in a page and go on without it: their progress can be asked for, and they
 * can be cancelled.
 *
 * <p>An import that is cut off by the server's end has stored what it read; the same file sent
 * again goes on from there, since the rest are duplicates.
 */
@ApplicationScoped
public class ImportJobs {

  private static final int AT_ONCE = 4;
  private static final int REMEMBERED = 200;

  @Resource private ManagedThreadFactory threads;
  @Inject private TenantContext context;
  @Inject private ImportRun run;

  private final Map<UUID, ImportJob> jobs = new ConcurrentHashMap<>();

  /**
   * Begins to import a file for whoever calls, and deletes it at the end.
   *
   * @throws Conflict when too many imports are under way
   */
  public ImportJob start(UUID projectId, PostFormat format, Path file, String fileName) {
    forgetEnded();
    Caller caller = context.caller();
    ImportJob job = new ImportJob(Ids.next(), caller.tenantId(), fileName, size(file));
    if (jobs.values().stream().filter(other -> !other.isEnded()).count() >= AT_ONCE) {
      throw new Conflict(IngestionWording.IMPORTS_UNDER_WAY, AT_ONCE);
    }
    jobs.put(job.getId(), job);
    Thread thread = threads.newThread(() -> run.run(caller, projectId, format, file, job));
    thread.setName("qalam-import-" + job.getId());
    thread.start();
    return job;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The uploaded file is gone", e);
    }
  }

  private void forgetEnded() {
    if (jobs.size() > REMEMBERED) {
      jobs.values().removeIf(ImportJob::isEnded);
    }
  }

  /**
   * An import of the caller's tenant.
   *
   * @throws NotFound when there is none of that id, or it was long ago
   */
  public ImportJob find(UUID id) {
    return Optional.ofNullable(jobs.get(id))
        .filter(job -> job.isOf(context.tenantId()))
        .orElseThrow(() -> new NotFound(Thing.IMPORT, id));
  }

  @PreDestroy
  void cancelAll() {
    jobs.values().forEach(ImportJob::cancel);
  }
}
