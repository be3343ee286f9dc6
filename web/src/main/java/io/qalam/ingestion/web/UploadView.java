package io.qalam.ingestion.web;

import io.qalam.ingestion.ImportService;
import io.qalam.ingestion.IngestionService;
import io.qalam.ingestion.IngestionWording;
import io.qalam.ingestion.PostFormat;
import io.qalam.ingestion.PostLayout;
import io.qalam.ingestion.RejectList;
import io.qalam.ingestion.RejectReasons;
import io.qalam.ingestion.model.RejectedPost;
import io.qalam.tenant.Invalid;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  private static final String SEEN = UploadView.class.getName();

  @Inject private ImportService jobs;
  @Inject private IngestionService ingestion;

  private @Nullable UUID project;
  private @Nullable UUID job;
  private boolean rejectsShown;
  private @Nullable String control;

  /** Begins to import the file; it goes on if the page is left. */
  public void upload(FileUploadEvent event) {
    UploadedFile file = event.getFile();
    String name = String.valueOf(file.getFileName());
    PostFormat format =
        PostFormat.ofFileName(name)
            .orElseThrow(() -> new Invalid("file", IngestionWording.FILE_NAME));
    UUID target = (UUID) event.getComponent().getAttributes().get("project");
    project = target;
    try (InputStream in = file.getInputStream()) {
      job = jobs.start(target, PostLayout.of(format, control), in, name).getId();
      lookAgain();
    } catch (IOException e) {
      throw new UncheckedIOException("The uploaded file could not be read", e);
    }
  }

  public void cancel(UUID projectId, UUID id) {
    jobs.cancel(projectId, id);
    lookAgain();
  }

  public void resume(UUID projectId, UUID id) {
    project = projectId;
    job = jobs.resume(projectId, id).getId();
    lookAgain();
  }

  public void showRejects(UUID projectId) {
    project = projectId;
    rejectsShown = true;
  }

  /** All that the project refused, as CSV. */
  public StreamedContent rejectsFile(UUID projectId) {
    return csv(projectId, last -> ingestion.rejectsAfter(projectId, idOf(last)));
  }

  /** All that one import refused, as CSV. */
  public StreamedContent rejectsOf(UUID projectId, UUID id) {
    return csv(id, last -> jobs.rejectsAfter(projectId, id, idOf(last)));
  }

  private static StreamedContent csv(
      UUID of, Function<@Nullable RejectedPost, List<RejectedPost>> pages) {
    Locale locale = locale();
    return DefaultStreamedContent.builder()
        .name("qalam-%s-rejected.csv".formatted(of))
        .contentType("text/csv;charset=utf-8")
        .writer(
            out -> {
              try {
                RejectList.write(out, locale, pages);
              } catch (IOException e) {
                throw new UncheckedIOException("The reader of a reject list went away", e);
              }
            })
        .build();
  }

  private static @Nullable UUID idOf(@Nullable RejectedPost reject) {
    return reject == null ? null : reject.getId();
  }

  /** The import that this page began or resumed; null before the first. */
  public @Nullable ImportSummary getJob() {
    return project == null
        ? null
        : jobs(project).stream().filter(one -> one.id().equals(job)).findFirst().orElse(null);
  }

  /**
   * The project's newest imports, as they were when this request first asked: a page that shows one
   * under way also asks again.
   */
  @SuppressWarnings("unchecked")
  public List<ImportSummary> jobs(UUID projectId) {
    return (List<ImportSummary>)
        FacesContext.getCurrentInstance()
            .getAttributes()
            .computeIfAbsent(SEEN, first -> newest(projectId));
  }

  private List<ImportSummary> newest(UUID projectId) {
    return jobs.newest(projectId).stream()
        .limit(SHOWN)
        .map(one -> ImportSummary.of(one, locale()))
        .toList();
  }

  private static void lookAgain() {
    FacesContext.getCurrentInstance().getAttributes().remove(SEEN);
  }

  /** The languages that posts are in although the project does not name them; empty for none. */
  public String unnamedLanguages(UUID projectId) {
    return ingestion.unnamedLanguages(projectId).stream()
        .map(
            code ->
                "%s (%s)".formatted(Locale.forLanguageTag(code).getDisplayLanguage(locale()), code))
        .collect(Collectors.joining(locale().getLanguage().equals("ar") ? "، " : ", "));
  }

  public boolean isRunning(UUID projectId) {
    return jobs(projectId).stream().anyMatch(ImportSummary::isRunning);
  }

  /** The newest records that this import refused, in the order of the file. */
  public List<RejectedPost> getRejections() {
    return job == null || project == null
        ? List.of()
        : jobs.rejectsAfter(project, job, null).stream()
            .limit(SHOWN)
            .sorted(Comparator.comparing(RejectedPost::getId))
            .toList();
  }

  /** Why a record of the project's list was refused, in the language of the page. */
  public String whyRejected(RejectedPost reject) {
    return RejectReasons.of(reject, locale());
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }

  /** Of Label Studio tasks, the control whose results are the label. */
  public @Nullable String getControl() {
    return control;
  }

  public void setControl(@Nullable String control) {
    this.control = control;
  }

  public boolean isRejectsShown() {
    return rejectsShown;
  }

  /** The project's newest rejects, of any import. */
  public List<RejectedPost> getRejects() {
    return project == null || !rejectsShown ? List.of() : ingestion.rejects(project, 0, 50);
  }
}
