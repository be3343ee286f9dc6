package io.qalam.review.web;

import io.qalam.labelschema.ProjectService;
import io.qalam.review.BulkAcceptance;
import io.qalam.review.BulkAcceptance.Seen;
import io.qalam.review.BulkFilter;
import io.qalam.review.BulkOutcome;
import io.qalam.review.BulkPreview;
import io.qalam.review.BulkService;
import io.qalam.review.model.BulkAnswers;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Patterns;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepting clear predictions in one go: a filter, a preview, and what can be undone. */
@Named
@ViewScoped
public class BulkView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private ProjectService projects;
  @Inject private BulkService bulk;

  private @Nullable UUID project;
  private String name = "";
  private List<String> labels = List.of();
  private @Nullable String label;
  private @Nullable Double minMargin = 0.9;
  private @Nullable BulkPreview preview;
  private transient @Nullable List<BulkAnswers> recent;

  /** Reads the labels; also refuses the page to whoever may not accept in one go. */
  public void load() {
    recent = bulk.recent(id());
    name = projects.find(id()).getName();
    labels = List.copyOf(bulk.labels(id()));
    label = labels.stream().findFirst().orElse(null);
  }

  private UUID id() {
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    return project;
  }

  /** Shows what would be accepted. */
  public void look() {
    preview = bulk.preview(id(), new BulkFilter(label, minMargin));
  }

  /** Accepts what is shown. */
  public void accept() {
    if (preview != null) {
      List<Seen> seen =
          preview.posts().stream().map(one -> new Seen(one.taskId(), one.predictionId())).toList();
      tell("bulk.accepted", bulk.accept(id(), new BulkAcceptance(label, minMargin, seen)));
    }
    done();
  }

  /** Takes one go back. */
  public void undo(UUID bulkId) {
    tell("bulk.undone", bulk.undo(id(), bulkId));
    done();
  }

  private void done() {
    preview = null;
    recent = null;
  }

  private static void tell(String key, BulkOutcome outcome) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle text = faces.getApplication().getResourceBundle(faces, "reviewText");
    Locale locale = faces.getViewRoot().getLocale();
    String sentence =
        Patterns.filled(text.getString(key), locale, outcome.posts(), outcome.leftOut());
    faces.addMessage(null, new FacesMessage(sentence, ""));
  }

  /** What can be undone, the newest first. */
  public List<BulkAnswers> getRecent() {
    if (recent == null) {
      recent = bulk.recent(id());
    }
    return recent;
  }

  public @Nullable BulkPreview getPreview() {
    return preview;
  }

  public List<String> getLabels() {
    return labels;
  }

  public String getName() {
    return name;
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  public @Nullable String getLabel() {
    return label;
  }

  public void setLabel(@Nullable String label) {
    this.label = label;
  }

  public @Nullable Double getMinMargin() {
    return minMargin;
  }

  public void setMinMargin(@Nullable Double minMargin) {
    this.minMargin = minMargin;
  }
}
