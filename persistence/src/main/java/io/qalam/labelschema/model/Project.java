package io.qalam.labelschema.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One annotation task on one collection of posts, with the settings it is worked on by.
 *
 * <p>Its labels stand in a {@link LabelSchema}, whose version in force the project names. A deleted
 * project keeps its rows and gives up its name.
 */
@Entity
@SuppressWarnings("NullAway.Init")
public class Project extends TenantEntity {

  @Column(nullable = false)
  private String name;

  @Column(nullable = false, updatable = false)
  private String task;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false, updatable = false)
  private List<String> languages;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, updatable = false)
  private Answer answer = Answer.LABEL;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private @Nullable SecondText secondText;

  @Column(nullable = false, updatable = false)
  private boolean multiLabel;

  @Column(nullable = false)
  private int schemaVersion = 1;

  @Column(nullable = false)
  private int overlap = 1;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private QueryStrategy queryStrategy = QueryStrategy.MARGIN;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private Map<String, Double> strategyMix = Map.of();

  @Column(nullable = false)
  private int maxOverlap = 1;

  @Column(nullable = false)
  private boolean routeByLanguage;

  @Column(nullable = false)
  private float checkShare;

  @Column(nullable = false)
  private boolean goldAsChecks;

  @Column(nullable = false)
  private float randomShare = 0.1f;

  @Column(nullable = false)
  private float blindShare = 0.1f;

  @Column(nullable = false)
  private int leaseSeconds = 300;

  @Column(nullable = false)
  private boolean goldInTraining;

  @Column(nullable = false)
  private float gateDelta = 0.05f;

  @Column(nullable = false)
  private float ratchetDelta = 0.1f;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Undecided undecided = Undecided.AWAIT_APPROVAL;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Served served = Served.ADAPTER;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  private @Nullable Instant deletedAt;

  @Version private int version;

  /** For Hibernate. */
  protected Project() {}

  /** A project at version 1 of its label schema, with the default settings. */
  public Project(String name, String task, List<String> languages) {
    this(name, task, null, false, languages);
  }

  /**
   * The same whose posts may have two texts, or several labels.
   *
   * @param secondText what the second text is; null where posts have one
   * @param multiLabel whether a post carries a {@link LabelSet} and not one label
   */
  public Project(
      String name,
      String task,
      @Nullable SecondText secondText,
      boolean multiLabel,
      List<String> languages) {
    super(Ids.next());
    this.name = name;
    this.task = task;
    this.secondText = secondText;
    this.multiLabel = multiLabel;
    this.languages = List.copyOf(languages);
    this.createdAt = Instant.now();
  }

  /** Makes it a project of that kind; before it is stored, as it keeps its kind for good. */
  public Project answering(Answer kind) {
    answer = kind;
    return this;
  }

  /** Takes every setting that is not null. */
  public void configure(ProjectSettings settings) {
    name = or(settings.name(), name);
    overlap = or(settings.overlap(), overlap);
    queryStrategy = or(settings.queryStrategy(), queryStrategy);
    strategyMix =
        settings.strategyMix() == null ? strategyMix : new TreeMap<>(settings.strategyMix());
    maxOverlap = or(settings.maxOverlap(), maxOverlap);
    routeByLanguage = or(settings.routeByLanguage(), routeByLanguage);
    checkShare = or(settings.checkShare(), checkShare);
    goldAsChecks = or(settings.goldAsChecks(), goldAsChecks);
    randomShare = or(settings.randomShare(), randomShare);
    blindShare = or(settings.blindShare(), blindShare);
    leaseSeconds = or(settings.leaseSeconds(), leaseSeconds);
    goldInTraining = or(settings.goldInTraining(), goldInTraining);
    gateDelta = or(settings.gateDelta(), gateDelta);
    ratchetDelta = or(settings.ratchetDelta(), ratchetDelta);
    undecided = or(settings.undecided(), undecided);
    served = or(settings.served(), served);
  }

  private static <T> T or(@Nullable T wanted, T inForce) {
    return wanted == null ? inForce : wanted;
  }

  /** Puts the next version of the label schema in force and returns it. */
  public int raiseSchemaVersion() {
    return ++schemaVersion;
  }

  /** Takes the project out of use; its rows stay. */
  public void delete() {
    deletedAt = Instant.now();
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }

  public String getName() {
    return name;
  }

  /** What the labels tell of a post, e.g. {@code sentiment}. */
  public String getTask() {
    return task;
  }

  /** What its posts get from models and people. */
  public Answer getAnswer() {
    return answer;
  }

  /** Whether its posts get summaries, and no labels. */
  public boolean isOfSummaries() {
    return answer == Answer.SUMMARY;
  }

  /** Language codes; the first is that of posts which do not say theirs. */
  public List<String> getLanguages() {
    return languages;
  }

  /** What the posts' second text is; null where they have one alone. */
  public @Nullable SecondText getSecondText() {
    return secondText;
  }

  /** Whether a post may have several labels at once; said when the project is made, for good. */
  public boolean isMultiLabel() {
    return multiLabel;
  }

  /** Version of the label schema in force. */
  public int getSchemaVersion() {
    return schemaVersion;
  }

  /** Reviewers wanted for each post. */
  public int getOverlap() {
    return overlap;
  }

  public QueryStrategy getQueryStrategy() {
    return queryStrategy;
  }

  /** The shares of a mixture by the strategies' names; what it was when another is in force. */
  public Map<String, Double> getStrategyMix() {
    return strategyMix;
  }

  /** Which strategies order how large a share of the posts; the shares sum to 1. */
  public Map<QueryStrategy, Double> strategyShares() {
    if (queryStrategy != QueryStrategy.MIXTURE) {
      return Map.of(queryStrategy, 1.0);
    }
    Map<QueryStrategy, Double> shares = new EnumMap<>(QueryStrategy.class);
    strategyMix.forEach((name, share) -> shares.put(QueryStrategy.valueOf(name), share));
    return shares;
  }

  /** Reviewers asked at most for a post on which the first ones disagree. */
  public int getMaxOverlap() {
    return maxOverlap;
  }

  /** Whether a post goes only to members who read its language. */
  public boolean isRouteByLanguage() {
    return routeByLanguage;
  }

  /** Share of the tasks whose label is known already, and which tell how well a member answers. */
  public float getCheckShare() {
    return checkShare;
  }

  /** Whether labels that came with the import serve as such, beside editors' decisions. */
  public boolean isGoldAsChecks() {
    return goldAsChecks;
  }

  public float getRandomShare() {
    return randomShare;
  }

  public float getBlindShare() {
    return blindShare;
  }

  public int getLeaseSeconds() {
    return leaseSeconds;
  }

  public boolean isGoldInTraining() {
    return goldInTraining;
  }

  public float getGateDelta() {
    return gateDelta;
  }

  public float getRatchetDelta() {
    return ratchetDelta;
  }

  public Undecided getUndecided() {
    return undecided;
  }

  /** Which of its models answers. */
  public Served getServed() {
    return served;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public int getVersion() {
    return version;
  }
}
