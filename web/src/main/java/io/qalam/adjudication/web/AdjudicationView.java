package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService;
import io.qalam.adjudication.AdjudicationService.Member;
import io.qalam.adjudication.Agreement;
import io.qalam.adjudication.Dispute;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.ProjectService;
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
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The adjudication page: one post that waits for an editor after the other, and the agreement. */
@Named
@ViewScoped
public class AdjudicationView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private AdjudicationService adjudication;
  @Inject private ProjectService projects;

  private @Nullable UUID project;
  private String name = "";
  private int position;
  private boolean named;
  private boolean agreementShown;
  private @Nullable String note;

  private transient Dispute.@Nullable Page page;
  private transient @Nullable Agreement agreement;
  private transient @Nullable Map<UUID, Member> members;

  /** Reads the project that the address names. */
  public void load() {
    if (project == null) {
      throw new NotFound("project", "without an id");
    }
    name = projects.find(project).getName();
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
    if (adjudication.dispute(post).state() == PostState.ADJUDICATED) {
      forget();
      throw new Conflict("Somebody else has decided this post meanwhile.");
    }
    adjudication.decide(post, label, note);
    forget();
  }

  private static String sent(String field) {
    Map<String, String> fields =
        FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    return Optional.ofNullable(fields.get(field))
        .orElseThrow(() -> new Invalid(field, "is missing"));
  }

  /** Takes the reader's newest decision back. */
  public void undo() {
    adjudication.undoLast(id());
    position = 0;
    forget();
  }

  /** Goes to the next post, or to the one before. */
  public void move(int step) {
    position = Math.max(0, Math.min(position + step, (int) getTotal() - 1));
    forget();
  }

  /** Reckons the agreement, which reads every shared label of the project. */
  public void showAgreement() {
    agreementShown = true;
    agreement = null;
  }

  private void forget() {
    note = null;
    page = null;
    agreement = null;
  }

  /** The post on the screen; null when none waits. */
  public @Nullable Dispute getDispute() {
    Dispute.Page shown = page();
    int item = position % AdjudicationService.PAGE;
    return item < shown.items().size() ? shown.items().get(item) : null;
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
    return page().total();
  }

  /** The place of the post on the screen among those that wait, from 1. */
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
        : dispute.voices().stream().filter(voice -> label.equals(voice.label())).count();
  }

  /** A letter in the place of an annotator's name, so that the word counts and not the person. */
  public String letter(int index) {
    return String.valueOf((char) ('A' + index % 26));
  }

  /** How far annotators agree; reckoned when it is first looked at. */
  public Agreement getAgreement() {
    Agreement known = agreement;
    if (known == null) {
      known = adjudication.agreement(id());
      agreement = known;
    }
    return known;
  }

  /** The name a member goes by. */
  public String memberName(UUID account) {
    Map<UUID, Member> known = members;
    if (known == null) {
      known = adjudication.members();
      members = known;
    }
    return Objects.requireNonNull(known.get(account)).displayName();
  }

  /** A figure that may not exist, for pages. */
  public @Nullable Double figure(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  public List<String> getLabels() {
    Dispute dispute = getDispute();
    return dispute == null ? List.of() : dispute.labels();
  }

  private UUID id() {
    return Objects.requireNonNull(project);
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  public String getName() {
    return name;
  }

  /** Whether annotators are shown by their names. */
  public boolean isNamed() {
    return named;
  }

  public void setNamed(boolean named) {
    this.named = named;
  }

  public boolean isAgreementShown() {
    return agreementShown;
  }

  public @Nullable String getNote() {
    return note;
  }

  public void setNote(@Nullable String note) {
    this.note = note;
  }
}
