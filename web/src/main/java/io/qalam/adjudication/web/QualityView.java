package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService;
import io.qalam.adjudication.AdjudicationService.Member;
import io.qalam.adjudication.Agreement;
import io.qalam.adjudication.Coefficient;
import io.qalam.adjudication.Competence;
import io.qalam.adjudication.Interval;
import io.qalam.adjudication.LabelErrors;
import io.qalam.adjudication.OverAcceptance;
import io.qalam.adjudication.QualityService;
import io.qalam.adjudication.SummaryFigures;
import io.qalam.adjudication.SummaryFigures.Mean;
import io.qalam.adjudication.SummaryQualityService;
import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.Project;
import io.qalam.queue.LeasedTask.ShownPost;
import io.qalam.tenant.NotFound;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.text.NumberFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page about the quality of labels; each part is reckoned when somebody asks for it, since it
 * reads every label of the project.
 */
@Named
@ViewScoped
public class QualityView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private QualityService quality;
  @Inject private SummaryQualityService summaryQuality;
  @Inject private AdjudicationService adjudication;
  @Inject private ProjectService projects;

  private @Nullable UUID project;
  private String name = "";
  private boolean ofSummaries;
  private final Set<String> asked = new HashSet<>();

  private transient @Nullable Agreement agreement;
  private transient @Nullable SummaryFigures summaries;
  private transient @Nullable Competence competence;
  private transient @Nullable OverAcceptance overAcceptance;
  private transient @Nullable LabelErrors labelErrors;
  private transient @Nullable Map<UUID, Member> members;

  /** The posts that the lists of the page name, by id. */
  private transient @Nullable Map<UUID, ShownPost> posts;

  /** Reads the project that the address names; also refuses it to whoever may not see it. */
  public void load() {
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    Project found = projects.find(project);
    name = found.getName();
    ofSummaries = found.isOfSummaries();
    members = adjudication.members();
  }

  /** Reckons one part of the page anew. */
  public void reckon(String part) {
    asked.add(part);
    agreement = null;
    summaries = null;
    competence = null;
    overAcceptance = null;
    labelErrors = null;
    posts = null;
  }

  /** Whether a part was asked for. */
  public boolean shows(String part) {
    return asked.contains(part);
  }

  public Agreement getAgreement() {
    Agreement known = agreement;
    if (known == null) {
      known = quality.agreement(id());
      agreement = known;
    }
    return known;
  }

  public SummaryFigures getSummaries() {
    SummaryFigures known = summaries;
    if (known == null) {
      known = summaryQuality.figures(id());
      summaries = known;
    }
    return known;
  }

  /** A mean with its interval; a dash where there is nothing to take it of. */
  public String mean(Mean mean) {
    return mean.value() == null
        ? "–"
        : number(mean.value()) + interval(Optional.ofNullable(mean.interval()));
  }

  /** Whether posts get summaries here, and no labels. */
  public boolean isOfSummaries() {
    return ofSummaries;
  }

  public Competence getCompetence() {
    Competence known = competence;
    if (known == null) {
      known = quality.competence(id());
      competence = known;
    }
    return known;
  }

  public OverAcceptance getOverAcceptance() {
    OverAcceptance known = overAcceptance;
    if (known == null) {
      known = quality.overAcceptance(id());
      overAcceptance = known;
    }
    return known;
  }

  public LabelErrors getLabelErrors() {
    LabelErrors known = labelErrors;
    if (known == null) {
      known = quality.labelErrors(id());
      labelErrors = known;
    }
    return known;
  }

  /** A post that a list of the page names. */
  public ShownPost post(UUID id) {
    Map<UUID, ShownPost> known = posts;
    if (known == null || !known.containsKey(id)) {
      known = quality.posts(listed());
      posts = known;
    }
    return Objects.requireNonNull(known.get(id));
  }

  private List<UUID> listed() {
    Stream<UUID> suspected =
        shows("errors")
            ? getLabelErrors().suspects().stream().map(LabelErrors.Suspect::postId)
            : Stream.of();
    Stream<UUID> contested =
        shows("competence")
            ? getCompetence().contested().stream().map(Competence.Contested::postId)
            : Stream.of();
    return Stream.concat(suspected, contested).distinct().toList();
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

  /** A coefficient with its interval, as the page's language writes numbers; a dash without one. */
  public String figure(Coefficient coefficient) {
    return coefficient.value().isEmpty()
        ? "–"
        : number(coefficient.value().getAsDouble()) + interval(coefficient.interval());
  }

  /** A difference of shares with its interval; a dash with too few posts. */
  public String difference(OverAcceptance.OfOne one) {
    return one.difference().map(value -> number(value) + interval(one.interval())).orElse("–");
  }

  /** Whether the screen decides: the whole interval is above zero. */
  public boolean follows(OverAcceptance.OfOne one) {
    return one.interval().filter(interval -> interval.lower() > 0).isPresent();
  }

  private static String interval(Optional<Interval> interval) {
    return interval
        .map(found -> " [%s, %s]".formatted(number(found.lower()), number(found.upper())))
        .orElse("");
  }

  private static String number(double value) {
    Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(2);
    return format.format(value);
  }

  /** A figure that may not exist, for pages. */
  public @Nullable Double orNothing(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
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
}
