package io.qalam.review.web;

import io.qalam.labelschema.ProjectService;
import io.qalam.review.GuidelineService;
import io.qalam.review.GuidelineText;
import io.qalam.review.NewGuideline;
import io.qalam.review.model.Guideline;
import io.qalam.tenant.NotFound;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project's guidelines and their versions: everybody reads them, admins word them anew. */
@Named
@ViewScoped
public class GuidelinesView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private ProjectService projects;
  @Inject private GuidelineService guidelines;

  private @Nullable UUID project;
  private @Nullable Integer asked;
  private String name = "";
  private String markdown = "";

  /** The version that the text in the form was written from. */
  private int base;

  private transient @Nullable List<Guideline> versions;
  private transient @Nullable GuidelineText shown;

  /** Reads the versions, and the wording in force into the form. */
  public void load() {
    name = projects.find(id()).getName();
    versions = guidelines.versions(id());
    base = versions.isEmpty() ? 0 : versions.get(0).getVersion();
    markdown = versions.isEmpty() ? "" : versions.get(0).getMarkdown();
    shown = null;
    getShown();
  }

  private UUID id() {
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    return project;
  }

  /** Puts the form's wording in force. */
  public void save() {
    guidelines.change(id(), new NewGuideline(markdown, base));
    asked = null;
    load();
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle text = faces.getApplication().getResourceBundle(faces, "reviewText");
    faces.addMessage(null, new FacesMessage(text.getString("guidelines.saved"), ""));
  }

  /** The version to read: the one asked for, else the one in force; null where there is none. */
  public @Nullable GuidelineText getShown() {
    int wanted = asked == null ? base : asked;
    if (shown == null && (asked != null || base > 0)) {
      shown = guidelines.version(id(), wanted);
    }
    return shown;
  }

  /** The newest first. */
  public List<Guideline> getVersions() {
    if (versions == null) {
      versions = guidelines.versions(id());
    }
    return versions;
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  public @Nullable Integer getAsked() {
    return asked;
  }

  public void setAsked(@Nullable Integer asked) {
    this.asked = asked;
  }

  public String getName() {
    return name;
  }

  public String getMarkdown() {
    return markdown;
  }

  public void setMarkdown(@Nullable String markdown) {
    this.markdown = markdown == null ? "" : markdown;
  }
}
