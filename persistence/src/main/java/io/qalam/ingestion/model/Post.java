package io.qalam.ingestion.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post of a project, its text exactly as it came, and the second text where the task is about
 * two.
 *
 * <p>It is stored once, gets its split for good by the near-duplicate cluster it falls in, and then
 * travels: NEW until a worker predicted its label, PREDICTED until people decided. What they
 * decided is told to it by {@link #settle}; the annotations themselves are kept by the review
 * stage.
 */
@Entity
@SuppressWarnings("NullAway.Init")
public class Post extends TenantEntity {

  @Column(nullable = false, updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private @Nullable String externalId;

  @Column(nullable = false, updatable = false)
  private String text;

  @Column(updatable = false)
  private @Nullable String secondText;

  @Column(nullable = false, updatable = false)
  private String lang;

  @Column(nullable = false, updatable = false)
  private String matchText;

  @Column(nullable = false, updatable = false)
  private String matchHash;

  @Column(nullable = false, updatable = false)
  private UUID clusterId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, updatable = false)
  private Split split;

  private @Nullable String goldLabel;

  private int goldVersion;

  private @Nullable String importedLabel;

  @Column(updatable = false)
  private @Nullable String goldSummary;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private PostState state = PostState.NEW;

  private @Nullable String finalLabel;

  private boolean reopened;

  private @Nullable String finalSummary;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  @Version private int version;

  /** For Hibernate. */
  protected Post() {}

  /**
   * A new post in the cluster, and thereby in the cluster's split.
   *
   * @param schemaVersion the label schema that the gold label is of
   */
  public Post(
      UUID projectId,
      @Nullable String externalId,
      String text,
      @Nullable String secondText,
      String lang,
      MatchText match,
      UUID clusterId,
      @Nullable String goldLabel,
      int schemaVersion) {
    super(Ids.next());
    this.projectId = projectId;
    this.externalId = externalId;
    this.text = text;
    this.secondText = secondText;
    this.lang = lang;
    this.matchText = match.value();
    this.matchHash = match.hash();
    this.clusterId = clusterId;
    this.split = Split.of(clusterId);
    this.goldLabel = goldLabel;
    this.goldVersion = schemaVersion;
    this.createdAt = Instant.now();
  }

  /** The same post, near others of several parts and so in none; before it is stored. */
  public Post apart() {
    split = Split.APART;
    return this;
  }

  /** The same post with the summary that came with it; before it is stored. */
  public Post summedUp(@Nullable String imported) {
    goldSummary = imported;
    return this;
  }

  /**
   * Takes what people concluded so far about a post that gets a summary.
   *
   * @param finalSummary the summary that counts now; null while none does
   */
  public void settleSummary(PostState state, @Nullable String finalSummary) {
    this.state = state;
    this.finalSummary = finalSummary;
  }

  /**
   * Takes what people concluded so far.
   *
   * @param finalLabel the label that counts now; null while none does
   */
  public void settle(PostState state, @Nullable String finalLabel) {
    this.state = state;
    this.finalLabel = finalLabel;
  }

  /**
   * Asks an editor once more: the label that one decided on is there no longer. Annotations alone
   * settle the post no more.
   */
  public void reopen() {
    reopened = true;
    settle(PostState.DISPUTED, null);
  }

  /** Whether an editor decided it once, and the label they chose is there no longer. */
  public boolean isReopened() {
    return reopened;
  }

  /**
   * Lets the gold label count as one of another label schema; as it came it is kept.
   *
   * @param image none where it was split or retired
   */
  public void countGoldAs(@Nullable String image, int schemaVersion) {
    importedLabel = importedLabel == null ? goldLabel : importedLabel;
    goldLabel = image;
    goldVersion = schemaVersion;
  }

  public UUID getProjectId() {
    return projectId;
  }

  /** The id the post had where it came from; unique in its project. */
  public @Nullable String getExternalId() {
    return externalId;
  }

  public String getText() {
    return text;
  }

  /** What the text is read beside; null where the task is about one text. */
  public @Nullable String getSecondText() {
    return secondText;
  }

  /** All that is to be labelled, as a model reads it: the second text on a line of its own. */
  public String getWhole() {
    return whole(text, secondText);
  }

  /** The same of two texts that belong together. */
  public static String whole(String text, @Nullable String secondText) {
    return secondText == null ? text : text + "\n" + secondText;
  }

  public String getLang() {
    return lang;
  }

  /** The text for search and duplicates; never shown. */
  public MatchText getMatchText() {
    return new MatchText(matchText);
  }

  public UUID getClusterId() {
    return clusterId;
  }

  public Split getSplit() {
    return split;
  }

  /**
   * What the label that came with the import counts as now: hidden, and trained on only if the
   * project says so.
   */
  public @Nullable String getGoldLabel() {
    return goldLabel;
  }

  /** The label schema that the gold label is of. */
  public int getGoldVersion() {
    return goldVersion;
  }

  /** The label that came with the import, as it came. */
  public @Nullable String getImportedLabel() {
    return importedLabel == null ? goldLabel : importedLabel;
  }

  /** The summary that came with the import, hidden as {@link #getGoldLabel} is. */
  public @Nullable String getGoldSummary() {
    return goldSummary;
  }

  public PostState getState() {
    return state;
  }

  /** The label that counts now. */
  public @Nullable String getFinalLabel() {
    return finalLabel;
  }

  /** The summary that counts now. */
  public @Nullable String getFinalSummary() {
    return finalSummary;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
