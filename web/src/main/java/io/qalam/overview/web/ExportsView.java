package io.qalam.overview.web;

import io.qalam.overview.ExportFormat;
import io.qalam.overview.ExportJobService;
import io.qalam.overview.ExportRetention;
import io.qalam.overview.ExportedFile;
import io.qalam.overview.PostField;
import io.qalam.overview.PostQuery;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.primefaces.model.DefaultStreamedContent;
import org.primefaces.model.StreamedContent;

/** The exports on the posts page: begins one, follows it, hands its file over. */
@Named
@ViewScoped
public class ExportsView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;
  private static final String SEEN = ExportsView.class.getName();

  @Inject private ExportJobService jobs;

  /**
   * Begins to write what the page asks for.
   *
   * @param asked what posts are asked for by, and which page of them is shown
   */
  public void start(UUID projectId, String format, Map<String, String> asked) {
    Map<String, String> posts = new TreeMap<>(asked);
    posts.remove(PostField.CURSOR.parameter());
    posts.remove(PostField.LIMIT.parameter());
    posts.remove(PostField.ORDER.parameter());
    jobs.start(projectId, ExportFormat.of(format), PostQuery.of(posts));
    lookAgain();
  }

  public void stop(UUID projectId, UUID id) {
    jobs.stop(projectId, id);
    lookAgain();
  }

  public void resume(UUID projectId, UUID id) {
    jobs.resume(projectId, id);
    lookAgain();
  }

  public void delete(UUID projectId, UUID id) {
    jobs.delete(projectId, id);
    lookAgain();
  }

  /** The file of an export that is ready. */
  public StreamedContent file(UUID projectId, UUID id) {
    ExportedFile file = jobs.file(projectId, id);
    return DefaultStreamedContent.builder()
        .name(file.name())
        .contentType(file.mediaType())
        .contentLength(file.bytes())
        .stream(() -> open(file))
        .build();
  }

  private static InputStream open(ExportedFile file) {
    try {
      return Files.newInputStream(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException("The file of an export is out of reach", e);
    }
  }

  /** The project's newest exports, as they were when this request first asked. */
  @SuppressWarnings("unchecked")
  public List<ExportSummary> jobs(UUID projectId) {
    return (List<ExportSummary>)
        FacesContext.getCurrentInstance()
            .getAttributes()
            .computeIfAbsent(SEEN, first -> newest(projectId));
  }

  private List<ExportSummary> newest(UUID projectId) {
    Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
    return jobs.newest(projectId).stream()
        .limit(SHOWN)
        .map(one -> ExportSummary.of(one, locale))
        .toList();
  }

  private static void lookAgain() {
    FacesContext.getCurrentInstance().getAttributes().remove(SEEN);
  }

  public boolean isRunning(UUID projectId) {
    return jobs(projectId).stream().anyMatch(ExportSummary::isRunning);
  }

  /** The format of an export, by its name. */
  public ExportFormat format(String parameter) {
    return ExportFormat.of(parameter);
  }

  /** Days that a file is kept. */
  public int getDays() {
    return ExportRetention.days();
  }
}
