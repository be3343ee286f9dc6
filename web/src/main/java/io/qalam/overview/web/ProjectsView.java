package io.qalam.overview.web;

import io.qalam.labelschema.CatalogueTask;
import io.qalam.labelschema.NewProject;
import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.SecondText;
import io.qalam.overview.OverviewService;
import io.qalam.overview.ProjectCard;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The list of projects, and the form for a new one. */
@Named
@ViewScoped
public class ProjectsView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private OverviewService overview;
  @Inject private ProjectService projectService;

  private transient @Nullable List<ProjectCard> cards;
  private @Nullable String catalogued;
  private @Nullable String name;
  private @Nullable String task;
  private @Nullable String languages;
  private @Nullable SecondText secondText;
  private boolean multiLabel;
  private Answer answer = Answer.LABEL;
  private @Nullable String labels;
  private @Nullable String instructions;

  /** Reads the projects; also refuses the page to whoever may not see it. */
  public void load() {
    cards = overview.projects();
  }

  /** Makes the project and goes to its posts, where the first ones are uploaded. */
  public void create() throws IOException {
    NewProject wanted =
        new NewProject(
            name,
            task,
            split(languages, "[,،;\\s]+"),
            secondText,
            multiLabel,
            lines(labels),
            lines(instructions),
            answer);
    UUID id = projectService.create(wanted).getId();
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle text = faces.getApplication().getResourceBundle(faces, "overviewText");
    faces.addMessage(null, new FacesMessage(text.getString("new.created"), ""));
    ExternalContext external = faces.getExternalContext();
    external.getFlash().setKeepMessages(true);
    external.redirect(external.getRequestContextPath() + "/projects/" + id + "/posts");
  }

  /** Fills the form from the chosen task of the catalogue; everything can still be changed. */
  public void take() {
    getCatalogue().stream()
        .filter(entry -> entry.id().equals(catalogued))
        .findFirst()
        .ifPresent(
            entry -> {
              task = entry.task();
              languages = String.join(", ", entry.languages());
              secondText = entry.secondText();
              answer = entry.answer();
              labels = String.join("\n", entry.labels());
              instructions = entry.instruction();
            });
  }

  public List<CatalogueTask> getCatalogue() {
    return projectService.catalogue();
  }

  /** A task of the catalogue in the language of the page. */
  public String words(CatalogueTask entry) {
    String locale = FacesContext.getCurrentInstance().getViewRoot().getLocale().getLanguage();
    return String.join(
        " · ",
        entry.names().getOrDefault(locale, entry.task()),
        String.join(", ", entry.languages()),
        entry.dataset());
  }

  private static List<@Nullable String> lines(@Nullable String text) {
    return split(text, "\\R");
  }

  private static List<@Nullable String> split(@Nullable String text, String separator) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(separator))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
  }

  public List<ProjectCard> getCards() {
    if (cards == null) {
      cards = overview.projects();
    }
    return cards;
  }

  public @Nullable String getCatalogued() {
    return catalogued;
  }

  public void setCatalogued(@Nullable String catalogued) {
    this.catalogued = catalogued;
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getTask() {
    return task;
  }

  public void setTask(@Nullable String task) {
    this.task = task;
  }

  public @Nullable String getLanguages() {
    return languages;
  }

  public void setLanguages(@Nullable String languages) {
    this.languages = languages;
  }

  public @Nullable SecondText getSecondText() {
    return secondText;
  }

  public void setSecondText(@Nullable SecondText secondText) {
    this.secondText = secondText;
  }

  public SecondText[] getSecondTexts() {
    return SecondText.values();
  }

  public boolean isMultiLabel() {
    return multiLabel;
  }

  public void setMultiLabel(boolean multiLabel) {
    this.multiLabel = multiLabel;
  }

  /** What the new project's posts get. */
  public Answer getAnswer() {
    return answer;
  }

  public void setAnswer(Answer answer) {
    this.answer = answer;
  }

  public Answer[] getAnswers() {
    return Answer.values();
  }

  public @Nullable String getLabels() {
    return labels;
  }

  public void setLabels(@Nullable String labels) {
    this.labels = labels;
  }

  public @Nullable String getInstructions() {
    return instructions;
  }

  public void setInstructions(@Nullable String instructions) {
    this.instructions = instructions;
  }
}
