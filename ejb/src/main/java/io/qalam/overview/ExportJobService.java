package io.qalam.overview;

import io.qalam.account.model.Role;
import io.qalam.job.ProjectJobs;
import io.qalam.job.model.JobState;
import io.qalam.overview.model.ExportJob;
import io.qalam.overview.model.ExportJobRepository;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Thing;
import io.qalam.tenant.model.Ids;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Exports that go on without whoever began them: their progress can be asked for, they can be
 * stopped and go on later, and their file is kept for some days.
 */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class ExportJobService {

  /** Files of a project that are kept at once: the disk is everybody's. */
  private static final int MOST_KEPT = 20;

  private static final int LISTED = 50;

  @Inject private TenantContext context;
  @Inject private OverviewService overview;
  @Inject private ExportService export;
  @Inject private ExportJobRepository jobs;
  @Inject private ExportFiles files;
  @Inject private Event<ExportWaits> waits;

  /**
   * Begins to write the posts that are asked for to a file.
   *
   * @throws NotFound when there is no such project
   * @throws Invalid when the question makes no sense, or asks for a page
   * @throws Conflict when too many files are kept already
   */
  public ExportJob start(UUID projectId, ExportFormat format, PostQuery query) {
    overview.exported(projectId, query);
    if (jobs.kept(projectId) >= MOST_KEPT) {
      throw new Conflict(OverviewWording.EXPORTS_FULL, MOST_KEPT);
    }
    UUID id = Ids.next();
    ExportJob job =
        new ExportJob(id, projectId, context.accountId(), format.name(), parameters(query));
    jobs.add(job);
    waits.fire(new ExportWaits(context.tenantId(), id));
    return job;
  }

  private static Map<String, String> parameters(PostQuery query) {
    Map<String, String> parameters = new TreeMap<>();
    query.asked().forEach((field, value) -> parameters.put(field.parameter(), value));
    return parameters;
  }

  /**
   * An export of the project.
   *
   * @throws NotFound when the project has none of that id
   */
  public ExportJob find(UUID projectId, UUID id) {
    return ofProject().find(projectId, id);
  }

  /** The project's exports, the newest first, at most {@value #LISTED}. */
  public List<ExportJob> newest(UUID projectId) {
    return jobs.newest(export.project(projectId).id(), LISTED);
  }

  /** Stops an export after the page it is at; one that has ended is left as it is. */
  public ExportJob stop(UUID projectId, UUID id) {
    return ofProject().cancel(projectId, id);
  }

  /**
   * Lets a stopped export go on behind the last post it wrote.
   *
   * @throws Conflict when it was not stopped
   */
  public ExportJob resume(UUID projectId, UUID id) {
    ExportJob job = ofProject().resume(projectId, id, OverviewWording.EXPORT_NOT_STOPPED);
    waits.fire(new ExportWaits(context.tenantId(), id));
    return job;
  }

  /**
   * Deletes an export with its file.
   *
   * @throws Conflict while it goes on
   */
  public void delete(UUID projectId, UUID id) {
    ExportJob job = ofProject().lock(projectId, id);
    if (job.getState() == JobState.RUNNING) {
      throw new Conflict(OverviewWording.EXPORT_RUNNING);
    }
    files.delete(context.tenantId(), id);
    jobs.remove(job);
  }

  /**
   * The file of an export.
   *
   * @throws Conflict when it is not whole, or is kept no longer
   */
  public ExportedFile file(UUID projectId, UUID id) {
    ExportJob job = find(projectId, id);
    if (job.getState() != JobState.DONE) {
      throw new Conflict(OverviewWording.EXPORT_NOT_WHOLE);
    }
    if (!isThere(job)) {
      throw new Conflict(OverviewWording.EXPORT_GONE, ExportRetention.days());
    }
    ExportFormat format = ExportFormat.valueOf(job.getFormat());
    Path path = files.stored(context.tenantId(), job);
    return new ExportedFile(
        path,
        format.fileName(projectId),
        format.mediaType(),
        job.getBytes(),
        Objects.requireNonNull(job.getSha256()));
  }

  private boolean isThere(ExportJob job) {
    try {
      return files.isThere(context.tenantId(), job);
    } catch (IOException e) {
      throw new UncheckedIOException("The file of an export is out of reach", e);
    }
  }

  private ProjectJobs<ExportJob> ofProject() {
    return new ProjectJobs<>(jobs, Thing.EXPORT);
  }
}
