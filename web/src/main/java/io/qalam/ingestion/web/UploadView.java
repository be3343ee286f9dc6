package io.qalam.ingestion.web;

import io.qalam.ingestion.ImportJob;
import io.qalam.ingestion.ImportJobs;
import io.qalam.ingestion.IngestionService;
import io.qalam.ingestion.IngestionWording;
import io.qalam.ingestion.PostFormat;
import io.qalam.ingestion.RejectList;
import io.qalam.ingestion.RejectReasons;
import io.qalam.ingestion.Rejection;
import io.qalam.ingestion.model.RejectedPost;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Spoken;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.primefaces.event.FileUploadEvent;
import org.primefaces.model.DefaultStreamedContent;
import org.primefaces.model.StreamedContent;
import org.primefaces.model.file.UploadedFile;

/** The import on the posts page: takes a file, follows its progress, shows what was refused. */
@Named
@ViewScoped
public class UploadView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;

  @Inject private ImportJobs jobs;
  @Inject private IngestionService ingestion;

  private @Nullable UUID project;
  private @Nullable UUID job;
  private boolean rejectsShown;

  /** Begins to import the file; it goes on if the page is left. */
  public void upload(FileUploadEvent event) {
    UploadedFile file = event.getFile();
    String name = String.valueOf(file.getFileName());
    PostFormat format =
        PostFormat.ofFileName(name)
            .orElseThrow(() -> new Invalid("file", IngestionWording.FILE_NAME));
    UUID target = (UUID) event.getComponent().getAttributes().get("project");
    project = target;
    job = jobs.start(target, format, kept(file), name).getId();
  }

  private static Path kept(UploadedFile file) {
    try (InputStream in = file.getInputStream()) {
      Path kept = Files.createTempFile("qalam-import-", ".part");
      Files.copy(in, kept, StandardCopyOption.REPLACE_EXISTING);
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException("The uploaded file could not be kept", e);
    }
  }

  public void cancel() {
    if (job != null) {
      jobs.find(job).cancel();
    }
  }

  public void showRejects(UUID projectId) {
    project = projectId;
    rejectsShown = true;
  }

  /** All that the project refused, as CSV. */
  public StreamedContent rejectsFile(UUID projectId) {
    Locale locale = locale();
    return DefaultStreamedContent.builder()
        .name("qalam-%s-rejected.csv".formatted(projectId))
        .contentType("text/csv;charset=utf-8")
        .writer(out -> writeRejects(projectId, locale, out))
        .build();
  }

  private void writeRejects(UUID projectId, Locale locale, OutputStream out) {
    try {
      RejectList.write(
          out,
          locale,
          last -> ingestion.rejectsAfter(projectId, last == null ? null : last.getId()));
    } catch (IOException e) {
      throw new UncheckedIOException("The reader of a reject list went away", e);
    }
  }

  /** The import under way or just ended; null before the first. */
  public @Nullable ImportJob getJob() {
    return job == null ? null : jobs.find(job);
  }

  public boolean isRunning() {
    ImportJob current = getJob();
    return current != null && !current.isEnded();
  }

  /** The first few records that this import refused. */
  public List<Rejection> getRejections() {
    ImportJob current = getJob();
    return current == null
        ? List.of()
        : current.getReport().rejected().stream().limit(SHOWN).toList();
  }

  /** Why the import ended before the file did; null when it did not. */
  public @Nullable String getFailure() {
    ImportJob current = getJob();
    Spoken failure = current == null ? null : current.getFailure();
    return failure == null ? null : failure.in(locale());
  }

  /** Why a record of this import was refused, in the language of the page. */
  public String why(Rejection rejection) {
    return rejection.reason().in(locale());
  }

  /** Why a record of the project's list was refused, in the language of the page. */
  public String whyRejected(RejectedPost reject) {
    return RejectReasons.of(reject, locale());
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }

  public boolean isRejectsShown() {
    return rejectsShown;
  }

  /** The project's newest rejects, of any import. */
  public List<RejectedPost> getRejects() {
    return project == null || !rejectsShown ? List.of() : ingestion.rejects(project, 0, 50);
  }
}
