package io.qalam.ingestion;

import io.qalam.account.model.Role;
import io.qalam.ingestion.model.ImportJob;
import io.qalam.ingestion.model.ImportJobRepository;
import io.qalam.ingestion.model.RejectedPost;
import io.qalam.ingestion.model.RejectedPostRepository;
import io.qalam.job.ProjectJobs;
import io.qalam.job.model.JobState;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Thing;
import io.qalam.tenant.model.Ids;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Imports that go on without whoever began them: their progress can be asked for, they can be
 * stopped and go on later, and a server that is killed goes on where it was.
 */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class ImportService {

  private static final int LISTED = 50;
  private static final int LONGEST_NAME = 200;
  private static final int REJECTS = 200;

  @Inject private TenantContext context;
  @Inject private PostIntake intake;
  @Inject private ImportJobRepository jobs;
  @Inject private RejectedPostRepository rejects;
  @Inject private ImportFiles files;
  @Inject private ImportDeeds deeds;
  @Inject private Event<ImportWaits> waits;

  /**
   * Keeps the file and begins to import it; the caller closes the stream.
   *
   * @throws NotFound when there is no such project
   */
  public ImportJob start(UUID projectId, PostLayout layout, InputStream file, String fileName) {
    intake.admit(projectId);
    UUID id = Ids.next();
    long bytes = files.keep(context.tenantId(), id, file);
    ImportJob job =
        new ImportJob(
            id,
            projectId,
            context.accountId(),
            shortened(fileName),
            layout.format().name(),
            layout.control(),
            bytes);
    jobs.add(job);
    deeds.begun(job);
    waits.fire(new ImportWaits(context.tenantId(), id));
    return job;
  }

  private static String shortened(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "");
    return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME);
  }

  /**
   * An import of the project.
   *
   * @throws NotFound when the project has none of that id
   */
  public ImportJob find(UUID projectId, UUID id) {
    return ofProject().find(projectId, id);
  }

  /** The project's imports, the newest first, at most {@value #LISTED}. */
  public List<ImportJob> newest(UUID projectId) {
    intake.admit(projectId);
    return jobs.newest(projectId, LISTED);
  }

  /** Stops an import after the batch it is at; one that has ended is left as it is. */
  public ImportJob cancel(UUID projectId, UUID id) {
    boolean goesOn = ofProject().lock(projectId, id).getState() == JobState.RUNNING;
    ImportJob job = ofProject().cancel(projectId, id);
    if (goesOn) {
      deeds.stopped(job);
    }
    return job;
  }

  /**
   * Lets a stopped import go on with the record behind the last one it dealt with.
   *
   * @throws Conflict when it was not stopped
   */
  public ImportJob resume(UUID projectId, UUID id) {
    ImportJob job = ofProject().resume(projectId, id, IngestionWording.NOT_STOPPED);
    deeds.resumed(job);
    waits.fire(new ImportWaits(context.tenantId(), id));
    return job;
  }

  private ProjectJobs<ImportJob> ofProject() {
    return new ProjectJobs<>(jobs, Thing.IMPORT);
  }

  /** What the import refused, after that one, the newest first; with null the first ones. */
  public List<RejectedPost> rejectsAfter(UUID projectId, UUID id, @Nullable UUID last) {
    return rejects.beforeOfJob(find(projectId, id).getId(), last, REJECTS);
  }
}
