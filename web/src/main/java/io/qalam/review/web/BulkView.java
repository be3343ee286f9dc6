package io.qalam.review.web;

import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.labelschema.model.Project;
import io.qalam.review.BulkAcceptance.Seen;
import io.qalam.review.BulkFilter;
import io.qalam.review.BulkOutcome;
import io.qalam.review.BulkPreview;
import io.qalam.review.BulkPreview.BulkPost;
import io.qalam.review.BulkService;
import io.qalam.review.model.BulkAnswers;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Numerals;
import io.qalam.tenant.Patterns;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Accepting clear predictions in one go: a filter, which the address may bring, a preview, and what
 * can be undone.
 */
@Named
@ViewScoped
public class BulkView implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String LABEL = "label";
  private static final String MIN_MARGIN = "minMargin";

  /** The smallest margin, where the address asks for none. */
  private static final String CLEAR = "0.9";

  /** The menu of adapters has it beside them. */
  private static final String BASE_MODEL = "base";

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  @Inject private ProjectService projects;
  @Inject private BulkService bulk;

  private @Nullable UUID project;
  private String name = "";
  private boolean multiLabel;
  private List<String> labels = List.of();
  private Map<String, String> asked = new TreeMap<>();
  private @Nullable BulkFilter looked;
  private @Nullable BulkPreview preview;
  private transient @Nullable List<BulkAnswers> recent;

  /** Reads the labels; also refuses the page to whoever may not accept in one go. */
  public void load() {
    recent = bulk.recent(id());
    Project found = projects.find(id());
    name = found.getName();
    multiLabel = found.isMultiLabel();
    labels = List.copyOf(bulk.labels(id()));
    FacesContext faces = FacesContext.getCurrentInstance();
    if (!faces.isPostback()) {
      begin(fields(faces.getExternalContext().getRequestParameterMap()));
    }
  }

  private void begin(Map<String, String> address) {
    asked = address;
    asked.put(MIN_MARGIN, Numerals.plain(asked.getOrDefault(MIN_MARGIN, CLEAR)));
    String wanted = asked.get(LABEL);
    labels.stream()
        .filter(label -> wanted == null || label.equals(spelled(wanted)))
        .findFirst()
        .ifPresent(label -> asked.put(LABEL, label));
  }

  /** A set of labels in the order that it is kept in. */
  private String spelled(String label) {
    return multiLabel ? LabelSet.parse(label).text() : label;
  }

  /** What of an address narrows the posts; the rest of it is not ours. */
  private static Map<String, String> fields(Map<String, String> parameters) {
    return BulkFilter.FIELDS.stream()
        .filter(field -> !parameters.getOrDefault(field, "").isBlank())
        .collect(
            Collectors.toMap(field -> field, parameters::get, (one, other) -> one, TreeMap::new));
  }

  private UUID id() {
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    return project;
  }

  /** Shows what would be accepted. */
  public void look() {
    preview = null;
    BulkFilter filter = filter();
    preview = bulk.preview(id(), filter);
    looked = filter;
  }

  private BulkFilter filter() {
    asked.put(MIN_MARGIN, Numerals.plain(asked(MIN_MARGIN)));
    return BulkFilter.of(asked);
  }

  /** Accepts what is shown; where a quota stops it, fewer are shown, which may be accepted. */
  public void accept() {
    if (preview == null || looked == null) {
      return;
    }
    try {
      tell("bulk.accepted", bulk.accept(id(), looked, seen()));
    } catch (Conflict stopped) {
      preview = new BulkPreview(preview.posts(), preview.more(), bulk.answersLeft(id()));
      throw stopped;
    }
    done();
  }

  private List<Seen> seen() {
    return getShown().stream().map(one -> new Seen(one.taskId(), one.predictionId())).toList();
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

  /** The posts of the preview that a quota lets the reader accept: the clearest. */
  public List<BulkPost> getShown() {
    if (preview == null) {
      return List.of();
    }
    Integer left = preview.answersLeft();
    List<BulkPost> posts = preview.posts();
    return left == null ? posts : posts.subList(0, Math.min(left, posts.size()));
  }

  /** Whether a quota lets the reader accept fewer posts than fit. */
  public boolean isBounded() {
    return preview != null && getShown().size() < preview.posts().size();
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

  /** The label that the posts of the preview would get. */
  public @Nullable String getLookedFor() {
    return looked == null ? null : looked.asked().get(LABEL);
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

  /**
   * What the address brought for a menu that does not have it: shown as it is, so that it narrows
   * or is refused, and is not left aside.
   *
   * @param known what the menu has
   */
  public List<String> others(String field, Collection<?> known) {
    String value = asked(field);
    boolean isKnown =
        value.equals(BASE_MODEL) || known.stream().anyMatch(one -> one.toString().equals(value));
    return value.isEmpty() || isKnown ? List.of() : List.of(value);
  }

  /** What a field of days is: one that the address brought anything else in shows it as it is. */
  public String kindOf(String field) {
    String value = asked(field);
    return value.isEmpty() || DAY.matcher(value).matches() ? "date" : "text";
  }

  /** What the address or the form has there; a field that was left empty is null in the form. */
  private String asked(String field) {
    return Objects.requireNonNullElse(asked.get(field), "");
  }

  /** What else is asked for, by the fields' names; the form writes into it. */
  public Map<String, String> getAsked() {
    return asked;
  }
}
