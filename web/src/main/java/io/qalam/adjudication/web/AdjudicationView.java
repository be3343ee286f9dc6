package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService;
import io.qalam.adjudication.AdjudicationWording;
import io.qalam.adjudication.Dispute;
import io.qalam.adjudication.Dispute.Voice;
import io.qalam.adjudication.QualityService;
import io.qalam.adjudication.web.Rereview.Suspected;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.SecondText;
import io.qalam.review.GuidelineService;
import io.qalam.review.GuidelineText;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NotFound;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The adjudication desk: one post after the other, with everything said about it.
 *
 * <p>The posts are those that wait for an editor. With {@code list=suspected} in the address they
 * are those whose label is probably wrong, with {@code list=contested} those on which annotators
 * differ; as they were ranked when the page was opened.
 */
@Named
@ViewScoped
public class AdjudicationView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String SUSPECTED = "suspected";
  private static final String CONTESTED = "contested";
  private static final int DIGITS = 10;

  @Inject private GuidelineService guidelines;
  @Inject private AdjudicationService adjudication;
  @Inject private QualityService quality;
  @Inject private ProjectService projects;

  private @Nullable UUID project;
  private @Nullable SecondText secondText;
  private @Nullable String list;
  private @Nullable UUID first;
  private String name = "";
  private transient @Nullable GuidelineText guide;
  private int position;
  private boolean named;
  private @Nullable String note;
  private boolean ofSummaries;
  private boolean multiLabel;
  private @Nullable String summary;
  private final Rereview suspected = new Rereview();

  private transient Dispute.@Nullable Page page;
  private transient @Nullable Dispute opened;

  /** Reads the project and, where the address asks for them, the posts to look at again. */
  public void load() {
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    Project found = projects.find(project);
    name = found.getName();
    secondText = found.getSecondText();
    ofSummaries = found.isOfSummaries();
    multiLabel = found.isMultiLabel();
    guide = guidelines.inForce(project).orElse(null);
    if (SUSPECTED.equals(list)) {
      suspected.take(quality.labelErrors(project));
    } else if (CONTESTED.equals(list)) {
      suspected.take(quality.competence(project));
    }
    position = suspected.place(first);
  }

  /**
   * Decides the post that was on the screen, by the label that was clicked; the next one takes its
   * place. Both come with the request, since the queue may have moved on since the page was drawn.
   *
   * @throws Conflict when somebody else decided it meanwhile
   */
  public void decide() {
    UUID post = UUID.fromString(sent("post"));
    String label = sent("label");
    requireOpen(post);
    adjudication.decide(post, label, note);
    leave(post);
  }

  /** The same by the summary in the box, where posts get summaries. */
  public void decideSummary() {
    UUID post = UUID.fromString(sent("post"));
    requireOpen(post);
    adjudication.decideSummary(post, summary == null ? "" : summary, note);
    leave(post);
  }

  private void requireOpen(UUID post) {
    if (adjudication.dispute(post).state() == PostState.ADJUDICATED) {
      leave(post);
      throw new Conflict(AdjudicationWording.DECIDED_MEANWHILE);
    }
  }

  private static String sent(String field) {
    Map<String, String> fields =
        FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    return Optional.ofNullable(fields.get(field)).orElseThrow(() -> Invalid.missing(field));
  }

  private void leave(UUID post) {
    suspected.leave(post);
    forget();
  }

  /** Takes the reader's newest decision back. */
  public void undo() {
    Optional<UUID> undone = adjudication.undoLast(id());
    if (isRereview()) {
      undone.ifPresent(post -> suspected.comeBack(post, position));
    } else {
      position = 0;
    }
    forget();
  }

  /** What annotators are told; null where the project has no guidelines. */
  public @Nullable GuidelineText getGuide() {
    return guide;
  }

  /** Goes to the next post, or to the one before. */
  public void move(int step) {
    position = Math.max(0, Math.min(position + step, (int) getTotal() - 1));
    forget();
  }

  /** Shows annotators by their names, or no longer. */
  public void toggleNames() {
    named = !named;
  }

  private void forget() {
    note = null;
    summary = null;
    page = null;
    opened = null;
  }

  /** The post on the screen; null when none waits. */
  public @Nullable Dispute getDispute() {
    return isRereview() ? again() : waiting();
  }

  private @Nullable Dispute waiting() {
    Dispute.Page shown = page();
    int item = position % AdjudicationService.PAGE;
    return item < shown.items().size() ? shown.items().get(item) : null;
  }

  private @Nullable Dispute again() {
    Suspected one = getSuspected();
    if (opened == null && one != null) {
      opened = adjudication.dispute(one.post());
    }
    return opened;
  }

  /** Why the post on the screen is to be looked at again; null where it waits for an editor. */
  public @Nullable Suspected getSuspected() {
    position = isRereview() ? Math.max(0, Math.min(position, suspected.size() - 1)) : position;
    return isRereview() ? suspected.at(position) : null;
  }

  /**
   * Whether the page says why: not where it would tell what the model says of its own yardstick.
   */
  public boolean isWhyShown() {
    Dispute shown = getDispute();
    boolean told = shown == null || !shown.heldOut() || shown.prediction() != null;
    return getSuspected() != null && (told || !SUSPECTED.equals(list));
  }

  private Dispute.Page page() {
    Dispute.Page known = page;
    if (known == null) {
      known = adjudication.disputed(id(), position / AdjudicationService.PAGE);
      if (position > 0 && position >= known.total()) {
        position = (int) Math.max(0, known.total() - 1);
        known = adjudication.disputed(id(), position / AdjudicationService.PAGE);
      }
      page = known;
    }
    return known;
  }

  public long getTotal() {
    return isRereview() ? suspected.size() : page().total();
  }

  /** The place of the post on the screen among those of the list, from 1. */
  public int getPlace() {
    return position + 1;
  }

  /** The predicted probability of a label; null when there is no prediction. */
  public @Nullable Double probability(String label) {
    return Optional.ofNullable(getDispute())
        .map(Dispute::prediction)
        .map(prediction -> prediction.probabilities().get(label))
        .orElse(null);
  }

  /** How many annotators gave the post on the screen this label. */
  public long votes(String label) {
    Dispute dispute = getDispute();
    return dispute == null
        ? 0
        : dispute.voices().stream().filter(voice -> gives(dispute, voice, label)).count();
  }

  private static boolean gives(Dispute dispute, Voice voice, String label) {
    String given = voice.label();
    return given != null
        && (dispute.multiLabel() ? LabelSet.parse(given).has(label) : given.equals(label));
  }

  /**
   * Whether everybody who labelled the post on the screen gave it this label; it is turned on when
   * an editor opens the post, so that what is disputed is left to decide.
   */
  public boolean isUndisputed(String label) {
    Dispute dispute = getDispute();
    return dispute != null
        && votes(label) > 0
        && votes(label) == dispute.voices().stream().filter(v -> v.label() != null).count();
  }

  /** The labels that nobody disputes, as a label set; empty where there are none. */
  public String getUndisputed() {
    List<String> labels = getLabels().stream().filter(this::isUndisputed).toList();
    return labels.isEmpty() ? "" : new LabelSet(labels).text();
  }

  /** The digit that chooses the label of this place, from 0; the tenth has 0, later ones none. */
  public String key(int index) {
    return index < DIGITS ? String.valueOf((index + 1) % DIGITS) : "";
  }

  /** A letter in the place of an annotator's name, so that the word counts and not the person. */
  public String letter(int index) {
    return String.valueOf((char) ('A' + index % 26));
  }

  public List<String> getLabels() {
    Dispute dispute = getDispute();
    return dispute == null ? List.of() : dispute.labels();
  }

  /** Whether posts are looked at again, in place of those that wait. */
  public boolean isRereview() {
    return SUSPECTED.equals(list) || CONTESTED.equals(list);
  }

  /** What the texts about the page's list begin with. */
  public String getWords() {
    return CONTESTED.equals(list) ? CONTESTED : isRereview() ? "rereview" : "adjudication";
  }

  /**
   * The different summaries of the post on the screen: people's, the oldest first, and the model's.
   */
  public List<String> getCandidates() {
    Dispute dispute = getDispute();
    if (dispute == null) {
      return List.of();
    }
    Stream<String> given =
        dispute.voices().stream().map(Voice::summary).flatMap(Stream::ofNullable);
    Stream<String> predicted =
        Stream.ofNullable(dispute.prediction())
            .flatMap(shown -> Stream.ofNullable(shown.summary()))
            .filter(text -> !text.isBlank());
    return Stream.concat(given, predicted).distinct().toList();
  }

  /** Whether posts get summaries here, and no labels. */
  public boolean isOfSummaries() {
    return ofSummaries;
  }

  /** Whether a post may have several labels, so that Enter decides. */
  public boolean isMultiLabel() {
    return multiLabel;
  }

  public @Nullable String getSummary() {
    return summary;
  }

  public void setSummary(@Nullable String summary) {
    this.summary = summary;
  }

  private UUID id() {
    return Objects.requireNonNull(project);
  }

  /** What the posts' second text is; null where they have one alone. */
  public @Nullable SecondText getSecondText() {
    return secondText;
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  public @Nullable String getList() {
    return list;
  }

  public void setList(@Nullable String list) {
    this.list = list;
  }

  public @Nullable UUID getFirst() {
    return first;
  }

  /** The post of the list to begin with. */
  public void setFirst(@Nullable UUID first) {
    this.first = first;
  }

  public String getName() {
    return name;
  }

  /** Whether annotators are shown by their names. */
  public boolean isNamed() {
    return named;
  }

  public @Nullable String getNote() {
    return note;
  }

  public void setNote(@Nullable String note) {
    this.note = note;
  }
}
