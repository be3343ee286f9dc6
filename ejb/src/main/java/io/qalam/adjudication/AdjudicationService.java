package io.qalam.adjudication;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.account.model.Role;
import io.qalam.adjudication.model.Adjudication;
import io.qalam.adjudication.model.AdjudicationRepository;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.RequiredLabel;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.queue.model.TaskState;
import io.qalam.review.AnnotationStream;
import io.qalam.review.ReviewWording;
import io.qalam.review.Settlement;
import io.qalam.review.WrittenSummary;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.StorableText;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Thing;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets editors decide what annotators disagree on.
 *
 * <p>A decision is gold: it outranks every annotation, ends the post's open tasks, and can be taken
 * back, after which the annotations count again.
 */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class AdjudicationService {

  /** Posts on one page of disputes. */
  public static final int PAGE = 20;

  private static final int MOST_NOTE = 2_000;

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private ReviewTaskRepository tasks;
  @Inject private AdjudicationRepository adjudications;
  @Inject private AccountRepository accounts;
  @Inject private DisputeReader disputes;
  @Inject private Settlement settlement;
  @Inject private AnnotationStream stream;
  @Inject private AuditTrail audit;
  @Inject private Event<PostAdjudicated> adjudicated;

  /** The posts that wait for an editor, {@link #PAGE} a page, the first page being 0. */
  public Dispute.Page disputed(UUID projectId, int page) {
    Project project = project(projectId);
    int first = Math.multiplyExact(Math.max(page, 0), PAGE);
    return new Dispute.Page(
        adjudications.waiting(projectId),
        disputes.read(schema(project), adjudications.waiting(projectId, first, PAGE)));
  }

  /** One post with everything said about it, whatever its state. */
  public Dispute dispute(UUID postId) {
    Post post = posts.find(postId).orElseThrow(() -> NotFound.post(postId));
    return disputes.read(schema(project(post.getProjectId())), List.of(post)).get(0);
  }

  /**
   * Decides a post for good; a former decision is replaced.
   *
   * @throws Invalid when the label is not in the label schema in force
   */
  public GoldDecision decide(UUID postId, String given, @Nullable String note) {
    Post post = lock(postId);
    Project project = project(post.getProjectId());
    if (project.isOfSummaries()) {
      throw new Invalid("label", ReviewWording.NO_LABEL_HERE);
    }
    LabelSchema schema = schema(project);
    String label = RequiredLabel.in(schema, given);
    return decide(post, gold(post, label, note(note), schema.getVersion()));
  }

  /**
   * Decides for good what a post is summed up as; a former decision is replaced.
   *
   * @throws Invalid when the text is no summary, or the project's posts get labels
   */
  public GoldDecision decideSummary(UUID postId, String summary, @Nullable String note) {
    Post post = lock(postId);
    Project project = project(post.getProjectId());
    if (!project.isOfSummaries()) {
      throw new Invalid("summary", ReviewWording.NO_SUMMARY_HERE);
    }
    String kept = WrittenSummary.checked(summary);
    return decide(post, gold(post, null, note(note), project.getSchemaVersion()).saying(kept));
  }

  private GoldDecision decide(Post post, Adjudication decision) {
    Optional<Adjudication> former = adjudications.inForce(post.getId());
    return former
        .filter(known -> saysTheSame(known, decision))
        .map(GoldDecision::of)
        .orElseGet(() -> replace(former, decision, post));
  }

  private Adjudication gold(
      Post post, @Nullable String label, @Nullable String note, int schemaVersion) {
    return new Adjudication(
        post.getProjectId(), post.getId(), context.accountId(), label, note, schemaVersion, now());
  }

  private GoldDecision replace(Optional<Adjudication> former, Adjudication decision, Post post) {
    adjudications.replace(former, decision);
    if (decision.getSummary() == null) {
      post.settle(PostState.ADJUDICATED, decision.getLabel());
    } else {
      post.settleSummary(PostState.ADJUDICATED, decision.getSummary());
    }
    tasks.lockAll(post.getId()).stream()
        .filter(task -> task.getState() == TaskState.OPEN)
        .forEach(ReviewTask::withdraw);
    former.ifPresent(one -> audit.record(Deed.GOLD_UNDONE, post.getId(), detail(one)));
    audit.record(Deed.GOLD_DECIDED, post.getId(), detail(decision));
    announce("adjudication", decision, null, decision.getCreatedAt());
    return GoldDecision.of(decision);
  }

  /**
   * Takes the decision about a post back: its annotations count again, and its tasks wait again.
   *
   * @throws NotFound when there is no decision in force
   */
  public void undo(UUID postId) {
    Post post = lock(postId);
    Project project = project(post.getProjectId());
    Adjudication decision =
        adjudications.inForce(postId).orElseThrow(() -> new NotFound(Thing.DECISION, postId));
    Instant now = now();
    decision.undo(now);
    tasks.lockAll(postId).stream()
        .filter(task -> task.getState() == TaskState.WITHDRAWN)
        .filter(task -> task.getSlot() <= project.getOverlap())
        .forEach(ReviewTask::reopen);
    settlement.settleByAnnotations(project, post);
    audit.record(Deed.GOLD_UNDONE, postId, detail(decision));
    announce("undo", decision, PostState.ADJUDICATED.name(), now);
  }

  /** Takes the caller's newest decision in a project back and returns its post's id. */
  public Optional<UUID> undoLast(UUID projectId) {
    project(projectId);
    Optional<UUID> post =
        adjudications.newestInForce(projectId, context.accountId()).map(Adjudication::getPostId);
    post.ifPresent(this::undo);
    return post;
  }

  /** The members of the tenant as editors see them, by account. */
  public Map<UUID, Member> members() {
    return accounts.list().stream().collect(Collectors.toMap(Account::getId, Member::of));
  }

  /** How a member is called. */
  public record Member(String userName, String displayName) {
    static Member of(Account account) {
      return new Member(account.getUserName(), account.getDisplayName());
    }
  }

  private void announce(String kind, Adjudication decision, @Nullable String what, Instant at) {
    stream.send(
        kind,
        decision.getPostId(),
        decision.getProjectId(),
        decision.getLabel(),
        decision.getSummary(),
        what,
        at);
    adjudicated.fire(
        new PostAdjudicated(context.tenantId(), decision.getProjectId(), decision.getPostId()));
  }

  private static Map<String, Object> detail(Adjudication decision) {
    String label = decision.getLabel();
    String summary = decision.getSummary();
    return Map.of(
        "project",
        decision.getProjectId().toString(),
        label == null ? "summary" : "label",
        label == null ? String.valueOf(summary) : label);
  }

  private static boolean saysTheSame(Adjudication known, Adjudication other) {
    return Objects.equals(known.getCountedLabel(), other.getCountedLabel())
        && known.getSchemaVersion() == other.getSchemaVersion()
        && Objects.equals(known.getSummary(), other.getSummary())
        && Objects.equals(known.getNote(), other.getNote())
        && known.getEditorId().equals(other.getEditorId());
  }

  private static @Nullable String note(@Nullable String note) {
    if (note == null || note.isBlank()) {
      return null;
    }
    if (note.length() > MOST_NOTE) {
      throw new Invalid("note", TenantWording.LONGER_THAN, MOST_NOTE);
    }
    return StorableText.checked("note", note).strip();
  }

  private Post lock(UUID postId) {
    return posts.lock(postId).orElseThrow(() -> NotFound.post(postId));
  }

  private Project project(UUID projectId) {
    return projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
  }

  private LabelSchema schema(Project project) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .orElseThrow(() -> NotFound.labelSchema(project.getId()));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
