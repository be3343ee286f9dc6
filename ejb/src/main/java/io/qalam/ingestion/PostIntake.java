package io.qalam.ingestion;

import io.qalam.account.model.Role;
import io.qalam.ingestion.model.ImportJob;
import io.qalam.ingestion.model.ImportJobRepository;
import io.qalam.ingestion.model.ImportedAnswerRepository;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.RejectedPost;
import io.qalam.ingestion.model.RejectedPostRepository;
import io.qalam.job.JobSteps;
import io.qalam.job.JobStoppedException;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.StoredSentence;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores one batch of an import in one transaction: its posts, its rejects, and the announcement of
 * what is new.
 *
 * <p>It holds the project's lock, so that two imports cannot store one post twice, nor a label that
 * a change of the label schema just removed.
 */
@ApplicationScoped
@Transactional
@Tenanted
@NeedsRole(Role.EDITOR)
class PostIntake {

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private ImportedAnswerRepository answers;
  @Inject private ImportJobRepository jobs;
  @Inject private RejectedPostRepository rejects;
  @Inject private ImportDeeds deeds;
  @Inject private Event<PostsIngested> ingested;

  /** Refuses an import that would fail at its first batch, before anything of it is read. */
  Project admit(UUID projectId) {
    return projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
  }

  /**
   * Stores a batch.
   *
   * @throws NotFound when the project is not there, or was deleted while the import went on
   */
  IntakeOutcome store(UUID projectId, ImportSource source, List<PostRecord> records) {
    return store(projectId, source, null, records);
  }

  /**
   * Stores a batch of an import, and how far the import is with it.
   *
   * @param taken the import as this node took it
   * @param readUpTo bytes of its file
   * @throws JobStoppedException when the node works on it no longer; nothing is stored
   */
  void storeOf(ImportJob taken, ImportSource source, List<PostRecord> records, long readUpTo) {
    ImportJob job = JobSteps.held(jobs, taken);
    IntakeOutcome outcome = store(job.getProjectId(), source, job.getId(), records);
    job.advance(records.size(), readUpTo, JobSteps.LEASE);
    job.count(outcome.accepted(), outcome.duplicates(), outcome.rejected().size());
  }

  /** Leaves the line of a request in the audit. */
  void remember(UUID projectId, IngestionReport report) {
    deeds.sent(projectId, report);
  }

  private IntakeOutcome store(
      UUID projectId, ImportSource source, @Nullable UUID jobId, List<PostRecord> records) {
    Project project = projects.lock(projectId).orElseThrow(() -> NotFound.project(projectId));
    Intake intake = new Intake(posts, answers, projectId);
    intake.take(records, PostRules.of(project, schema(project)));
    intake.refused().forEach(refusal -> keep(projectId, source, jobId, refusal));
    if (!intake.accepted().isEmpty()) {
      ingested.fire(new PostsIngested(context.tenantId(), projectId, intake.accepted()));
    }
    return new IntakeOutcome(
        intake.accepted().size(), intake.duplicates(), rejections(intake.refused()));
  }

  private LabelSchema schema(Project project) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .orElseThrow(() -> new IllegalStateException("No label schema of " + project.getId()));
  }

  private void keep(
      UUID projectId, ImportSource source, @Nullable UUID jobId, Intake.Refusal refusal) {
    long line = refusal.record().line();
    UUID id = source.rejectId(line);
    if (!source.repeats() || rejects.find(id).isEmpty()) {
      rejects.add(
          new RejectedPost(
              id,
              projectId,
              source.name(),
              jobId,
              line,
              StoredSentence.write(refusal.reason()),
              refusal.record().source()));
    }
  }

  private static List<Rejection> rejections(List<Intake.Refusal> refused) {
    return refused.stream()
        .map(refusal -> new Rejection(refusal.record().line(), refusal.reason()))
        .sorted(Comparator.comparingLong(Rejection::line))
        .toList();
  }
}
