package io.qalam.labelschema.web;

import io.qalam.labelschema.NewLabelSchema;
import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectSettings;
import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.labelschema.model.Served;
import io.qalam.labelschema.model.Undecided;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.TenantWording;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project's settings and its label schema: everybody above annotators sees them, admins change
 * them.
 */
@Named
@ViewScoped
public class SettingsView implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What a person writes, and may not leave empty. */
  private static final List<String> NEVER_EMPTY =
      List.of(
          "name",
          "overlap",
          "maxOverlap",
          "checkShare",
          "randomShare",
          "blindShare",
          "leaseSeconds",
          "gateDelta",
          "ratchetDelta");

  @Inject private ProjectService projects;

  /** Labelled posts that are counted before the reader is told that there are more. */
  private static final int MOST_COUNTED = 1_000;

  private @Nullable UUID project;
  private String shownName = "";
  private boolean ofSummaries;
  private @Nullable String name;
  private @Nullable Integer overlap;
  private @Nullable Integer maxOverlap;

  /** The number of labels a post about which the reader was told what it takes back. */
  private @Nullable Integer told;

  private int unlabelled;
  private @Nullable QueryStrategy queryStrategy;

  /** The shares of a mixture by strategy; what is left empty has none. */
  private Map<String, @Nullable Double> mix = new HashMap<>();

  private @Nullable Boolean routeByLanguage;
  private @Nullable Float checkShare;
  private @Nullable Boolean goldAsChecks;
  private @Nullable Float randomShare;
  private @Nullable Float blindShare;
  private @Nullable Integer leaseSeconds;
  private @Nullable Boolean goldInTraining;
  private @Nullable Float gateDelta;
  private @Nullable Float ratchetDelta;
  private @Nullable Undecided undecided;
  private @Nullable Served served;
  private boolean multiLabel;
  private @Nullable String labels;
  private @Nullable String instructions;
  private transient @Nullable List<LabelSchema> versions;

  /** Reads the settings; also refuses the page to whoever may not see it. */
  public void load() {
    Project found = projects.settings(id());
    shownName = found.getName();
    told = null;
    unlabelled = 0;
    ofSummaries = found.isOfSummaries();
    name = found.getName();
    overlap = found.getOverlap();
    maxOverlap = found.getMaxOverlap();
    queryStrategy = found.getQueryStrategy();
    mix = new HashMap<>(found.getStrategyMix());
    routeByLanguage = found.isRouteByLanguage();
    checkShare = found.getCheckShare();
    goldAsChecks = found.isGoldAsChecks();
    randomShare = found.getRandomShare();
    blindShare = found.getBlindShare();
    leaseSeconds = found.getLeaseSeconds();
    goldInTraining = found.isGoldInTraining();
    gateDelta = found.getGateDelta();
    ratchetDelta = found.getRatchetDelta();
    undecided = found.getUndecided();
    served = found.getServed();
    versions = projects.schemas(id());
    LabelSchema inForce = versions.get(0);
    multiLabel = found.isMultiLabel();
    labels = String.join("\n", inForce.getLabels());
    instructions = String.join("\n", inForce.getInstructions());
  }

  private UUID id() {
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    return project;
  }

  /**
   * Puts the form's settings in force; but where posts that are labelled would wait for more people
   * again, it says first how many, and does so when asked once more.
   *
   * @throws Invalid naming every field that was emptied: the page shows what is in force, and what
   *     is empty would keep it without a word
   */
  public void save() {
    unlabelled = Objects.equals(overlap, told) ? 0 : unlabelledBy(overlap);
    told = overlap;
    if (unlabelled == 0) {
      store();
    }
  }

  private int unlabelledBy(@Nullable Integer wanted) {
    return wanted == null ? 0 : projects.unlabelledBy(id(), wanted, MOST_COUNTED + 1);
  }

  private void store() {
    ProjectSettings wanted =
        new ProjectSettings(
            name,
            overlap,
            maxOverlap,
            queryStrategy,
            queryStrategy == QueryStrategy.MIXTURE ? shares() : null,
            routeByLanguage,
            checkShare,
            goldAsChecks,
            randomShare,
            blindShare,
            leaseSeconds,
            goldInTraining,
            gateDelta,
            ratchetDelta,
            undecided,
            served);
    requireAll(wanted);
    projects.configure(id(), wanted);
    load();
    tell("settings.saved");
  }

  private static void requireAll(ProjectSettings wanted) {
    Set<String> given = wanted.given().keySet();
    List<FieldError> empty =
        NEVER_EMPTY.stream()
            .filter(field -> !given.contains(field))
            .map(field -> new FieldError(field, TenantWording.MISSING))
            .toList();
    if (!empty.isEmpty()) {
      throw new Invalid(empty);
    }
  }

  private Map<String, Double> shares() {
    Map<String, Double> shares = new HashMap<>();
    mix.forEach(
        (strategy, share) -> {
          if (share != null && share != 0) {
            shares.put(strategy, share);
          }
        });
    return shares;
  }

  /** Puts the labels and instructions of the form in force as a new version. */
  public void changeSchema() {
    projects.changeSchema(id(), new NewLabelSchema(lines(labels), lines(instructions)));
    showNewSchema();
  }

  /** Reads what is in force now and says that it is. */
  void showNewSchema() {
    load();
    tell("schema.saved");
  }

  /** Takes the project out of use. */
  public String delete() {
    projects.delete(id());
    return "/projects?faces-redirect=true";
  }

  private static List<@Nullable String> lines(@Nullable String text) {
    return List.copyOf(LabelRow.lines(text));
  }

  private static void tell(String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle text = faces.getApplication().getResourceBundle(faces, "projectText");
    faces.addMessage(null, new FacesMessage(text.getString(key), ""));
  }

  /** How many labelled posts would wait again, where the reader is to think twice; else 0. */
  public int getUnlabelled() {
    return Math.min(unlabelled, MOST_COUNTED);
  }

  /** Whether there are more of them than were counted. */
  public boolean isMoreUnlabelled() {
    return unlabelled > MOST_COUNTED;
  }

  /** Whether a post may have several labels: said when the project was made, for good. */
  public boolean isMultiLabel() {
    return multiLabel;
  }

  /** Every version of the label schema, the newest first. */
  public List<LabelSchema> getVersions() {
    if (versions == null) {
      versions = projects.schemas(id());
    }
    return versions;
  }

  /** The name in force, for the page's frame. */
  public String getShownName() {
    return shownName;
  }

  /** Whether posts get summaries here, and no labels. */
  public boolean isOfSummaries() {
    return ofSummaries;
  }

  /** Those that have a meaning for the project's answers. */
  public List<QueryStrategy> getStrategies() {
    return meaningful(List.of(QueryStrategy.values()));
  }

  private List<QueryStrategy> meaningful(List<QueryStrategy> strategies) {
    return strategies.stream().filter(strategy -> !ofSummaries || !strategy.needsLabels()).toList();
  }

  /** Those that a mixture may hold. */
  public List<QueryStrategy> getSingleStrategies() {
    return meaningful(QueryStrategy.single());
  }

  public Map<String, @Nullable Double> getMix() {
    return mix;
  }

  public @Nullable Integer getMaxOverlap() {
    return maxOverlap;
  }

  public void setMaxOverlap(@Nullable Integer maxOverlap) {
    this.maxOverlap = maxOverlap;
  }

  public @Nullable Boolean getRouteByLanguage() {
    return routeByLanguage;
  }

  public void setRouteByLanguage(@Nullable Boolean routeByLanguage) {
    this.routeByLanguage = routeByLanguage;
  }

  public @Nullable Float getCheckShare() {
    return checkShare;
  }

  public void setCheckShare(@Nullable Float checkShare) {
    this.checkShare = checkShare;
  }

  public @Nullable Boolean getGoldAsChecks() {
    return goldAsChecks;
  }

  public void setGoldAsChecks(@Nullable Boolean goldAsChecks) {
    this.goldAsChecks = goldAsChecks;
  }

  public Undecided[] getEveryUndecided() {
    return Undecided.values();
  }

  public Served[] getEveryServed() {
    return Served.values();
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable Integer getOverlap() {
    return overlap;
  }

  public void setOverlap(@Nullable Integer overlap) {
    this.overlap = overlap;
  }

  public @Nullable QueryStrategy getQueryStrategy() {
    return queryStrategy;
  }

  public void setQueryStrategy(@Nullable QueryStrategy queryStrategy) {
    this.queryStrategy = queryStrategy;
  }

  public @Nullable Float getRandomShare() {
    return randomShare;
  }

  public void setRandomShare(@Nullable Float randomShare) {
    this.randomShare = randomShare;
  }

  public @Nullable Float getBlindShare() {
    return blindShare;
  }

  public void setBlindShare(@Nullable Float blindShare) {
    this.blindShare = blindShare;
  }

  public @Nullable Integer getLeaseSeconds() {
    return leaseSeconds;
  }

  public void setLeaseSeconds(@Nullable Integer leaseSeconds) {
    this.leaseSeconds = leaseSeconds;
  }

  public @Nullable Boolean getGoldInTraining() {
    return goldInTraining;
  }

  public void setGoldInTraining(@Nullable Boolean goldInTraining) {
    this.goldInTraining = goldInTraining;
  }

  public @Nullable Float getGateDelta() {
    return gateDelta;
  }

  public void setGateDelta(@Nullable Float gateDelta) {
    this.gateDelta = gateDelta;
  }

  public @Nullable Float getRatchetDelta() {
    return ratchetDelta;
  }

  public void setRatchetDelta(@Nullable Float ratchetDelta) {
    this.ratchetDelta = ratchetDelta;
  }

  public @Nullable Undecided getUndecided() {
    return undecided;
  }

  public void setUndecided(@Nullable Undecided undecided) {
    this.undecided = undecided;
  }

  public @Nullable Served getServed() {
    return served;
  }

  public void setServed(@Nullable Served served) {
    this.served = served;
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
