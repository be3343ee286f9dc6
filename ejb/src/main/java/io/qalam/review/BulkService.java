package io.qalam.review;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Role;
import io.qalam.ingestion.KnownLabels;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.AnswerKinds;
import io.qalam.labelschema.LabelSchemaWording;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.Quotas;
import io.qalam.queue.model.CheckTaskRepository;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.queue.model.TaskState;
import io.qalam.review.BulkAcceptance.Seen;
import io.qalam.review.BulkPreview.BulkPost;
import io.qalam.review.model.Annotation;
import io.qalam.review.model.Annotation.Choice;
import io.qalam.review.model.AnnotationRepository;
import io.qalam.review.model.BulkAnswers;
import io.qalam.review.model.BulkRepository;
import io.qalam.review.model.ClearCase;
import io.qalam.review.model.ClearWish;
import io.qalam.review.model.Decision;
import io.qalam.review.model.PostCriterion;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Thing;
import io.qalam.tenant.model.Ids;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Accepts clear predictions in one go, and takes the whole back in one.
 *
 * <p>Each post gets an annotation of its own, under a lease of its own: the task must be open, is
 * leased by raising its fence, and is answered at once. So a post that somebody holds is never
 * answered over their head. Posts are locked in the order of their ids, and each before its task.
 */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class BulkService {

  /** As many as a person can look through, and one transaction should hold. */
  public static final int MOST = 200;

  private static final int MOST_RECENT = 10;
  private static final Duration AT_ONCE = Duration.ofMinutes(1);

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private KnownLabels known;
  @Inject private PostRepository posts;
  @Inject private ReviewTaskRepository tasks;
  @Inject private AnnotationRepository annotations;
  @Inject private BulkRepository bulks;
  @Inject private AskedPosts asked;
  @Inject private CheckTaskRepository checks;
  @Inject private Quotas quotas;
  @Inject private Settlement settlement;
  @Inject private AuditTrail audit;
  @Inject private AnnotationStream stream;
  @Inject private Event<AnnotationSubmitted> submitted;
  @Inject private Event<AnnotationUndone> undone;

  /**
   * What {@link #accept} would accept now.
   *
   * @throws Invalid when the filter names no label in force, no margin, or makes no sense
   */
  public BulkPreview preview(UUID projectId, BulkFilter filter) {
    Project project = project(projectId);
    AnswerKinds.requireLabels(project, LabelSchemaWording.BULK);
    BulkFilter wanted = filter.in(schema(project));
    PostCriterion among = asked.find(project, wanted.ofPosts(), wanted.label(), wanted.margin());
    ClearWish wish = wish(project, wanted, among, null);
    List<ClearCase> found = bulks.clearCases(projectId, context.accountId(), wish, MOST + 1);
    return new BulkPreview(
        found.stream().limit(MOST).map(BulkPost::of).toList(),
        found.size() > MOST,
        answersLeft(projectId));
  }

  /** How many answers the caller's quota still lets them give; null where none bounds them. */
  public @Nullable Integer answersLeft(UUID projectId) {
    Instant now = now();
    OptionalInt left = quotas.left(projectId, context.accountId(), held(projectId, now), now);
    return left.isPresent() ? left.getAsInt() : null;
  }

  /**
   * Accepts the predictions of the posts that the caller saw and that still fit the filter.
   *
   * @throws Invalid when the filter is wrong, no post is named, or more than go at once
   * @throws Conflict when that is more than the caller's quota lets them answer
   */
  public BulkOutcome accept(UUID projectId, BulkFilter filter, @Nullable List<Seen> shown) {
    Project project = lock(projectId);
    AnswerKinds.requireLabels(project, LabelSchemaWording.BULK);
    tasks.lockReviewer(context.accountId());
    LabelSchema schema = schema(project);
    BulkFilter wanted = filter.in(schema);
    List<Seen> seen = required(shown);
    List<ClearCase> chosen = chosen(project, wanted, seen);
    admit(projectId, chosen.size());
    UUID bulk = Ids.next();
    int given = 0;
    for (ClearCase one : chosen) {
      given += accept(project, schema, wanted.label(), one, bulk) ? 1 : 0;
    }
    BulkOutcome outcome = new BulkOutcome(given == 0 ? null : bulk, given, seen.size() - given);
    if (given > 0) {
      record(Deed.BULK_ACCEPTED, project, bulk, outcome, wanted.asked());
    }
    return outcome;
  }

  private static List<Seen> required(@Nullable List<Seen> seen) {
    if (seen == null || seen.isEmpty()) {
      throw new Invalid("seen", ReviewWording.NOTHING_SEEN);
    }
    if (seen.size() > MOST) {
      throw new Invalid("seen", ReviewWording.TOO_MANY_AT_ONCE, seen.size(), MOST);
    }
    for (int i = 0; i < seen.size(); i++) {
      if (seen.get(i) == null) {
        throw Invalid.missing("seen." + i);
      }
    }
    return seen;
  }

  private void record(
      Deed deed, Project project, UUID bulk, BulkOutcome outcome, Map<String, String> asked) {
    Map<String, Object> detail = new TreeMap<>(asked);
    detail.put("project", project.getId().toString());
    detail.put("posts", outcome.posts());
    detail.put("leftOut", outcome.leftOut());
    audit.record(deed, bulk, detail);
  }

  private void admit(UUID projectId, int answers) {
    Instant now = now();
    quotas.admit(projectId, context.accountId(), held(projectId, now), answers, now);
  }

  private int held(UUID projectId, Instant now) {
    UUID editor = context.accountId();
    long known =
        checks.unanswered(projectId, editor).stream()
            .filter(check -> !check.isLetRunOut(now))
            .count();
    return tasks.held(projectId, editor, now).size() + (int) known;
  }

  private List<ClearCase> chosen(Project project, BulkFilter filter, List<Seen> seen) {
    Set<Seen> wanted = new HashSet<>(seen);
    List<UUID> shown = seen.stream().map(Seen::taskId).filter(Objects::nonNull).toList();
    if (shown.isEmpty()) {
      return List.of();
    }
    ClearWish wish = wish(project, filter, asked.read(project, filter.ofPosts()), shown);
    return bulks.clearCases(project.getId(), context.accountId(), wish, MOST).stream()
        .filter(one -> wanted.contains(new Seen(one.taskId(), one.predictionId())))
        .sorted(Comparator.comparing(ClearCase::postId))
        .toList();
  }

  /** Takes one task under a lease and answers it; false when it is not as it was any more. */
  private boolean accept(
      Project project, LabelSchema schema, String label, ClearCase one, UUID bulk) {
    Post post = posts.lock(one.postId()).orElseThrow();
    ReviewTask task = tasks.lock(one.taskId()).orElseThrow();
    if (post.getState() != PostState.PREDICTED || task.getState() != TaskState.OPEN) {
      return false;
    }
    Instant now = now();
    task.leaseTo(context.accountId(), one.predictionId(), now, AT_ONCE);
    Choice choice = new Choice(Decision.ACCEPTED, label, null, schema.getVersion(), label);
    Annotation annotation =
        new Annotation(task, context.accountId(), choice, Duration.ZERO, now).inBulk(bulk);
    annotations.add(annotation);
    task.finish();
    settlement.settle(project, post);
    stream.submitted(annotation);
    submitted.fire(
        new AnnotationSubmitted(
            context.tenantId(), project.getId(), post.getId(), context.accountId()));
    return true;
  }

  /**
   * Takes back every answer of one go, and puts the tasks back into the queue.
   *
   * @throws NotFound when the caller gave none under this id
   * @throws Conflict when an editor has decided every post of it meanwhile
   */
  public BulkOutcome undo(UUID projectId, UUID bulkId) {
    Project project = lock(projectId);
    List<Annotation> given = bulks.inForce(project.getId(), context.accountId(), bulkId);
    if (given.isEmpty()) {
      throw new NotFound(Thing.BULK, bulkId);
    }
    posts.lockAll(given.stream().map(Annotation::getPostId).toList());
    int back = 0;
    for (Annotation annotation : given) {
      back += undo(project, annotation) ? 1 : 0;
    }
    if (back == 0) {
      throw new Conflict(ReviewWording.ALL_DECIDED);
    }
    BulkOutcome outcome = new BulkOutcome(bulkId, back, given.size() - back);
    record(Deed.BULK_UNDONE, project, bulkId, outcome, label(given));
    return outcome;
  }

  /** A go is for one label. */
  private static Map<String, String> label(List<Annotation> given) {
    String label = given.get(0).getLabel();
    return label == null ? Map.of() : Map.of("label", label);
  }

  private boolean undo(Project project, Annotation annotation) {
    Post post = posts.lock(annotation.getPostId()).orElseThrow();
    ReviewTask task = tasks.lock(annotation.getTaskId()).orElseThrow();
    if (post.getState() == PostState.ADJUDICATED || task.getFence() != annotation.getFence()) {
      return false;
    }
    annotation.undo(now());
    if (task.getState() == TaskState.DONE) {
      task.reopen();
    }
    settlement.settle(project, post);
    stream.undone(annotation);
    undone.fire(
        new AnnotationUndone(
            context.tenantId(), project.getId(), post.getId(), context.accountId()));
    return true;
  }

  /**
   * What predictions can be accepted for: the labels, and in a multi-label project sets of them.
   */
  public List<String> labels(UUID projectId) {
    return known.of(schema(project(projectId)));
  }

  /** What the caller accepted in one go and did not undo, the newest first. */
  public List<BulkAnswers> recent(UUID projectId) {
    return bulks.recent(project(projectId).getId(), context.accountId(), MOST_RECENT);
  }

  private ClearWish wish(
      Project project, BulkFilter filter, PostCriterion criterion, @Nullable List<UUID> shown) {
    return new ClearWish(filter.label(), filter.margin(), sameLabels(project), criterion, shown);
  }

  /** Versions of the label schema whose predictions still hold. */
  private List<Integer> sameLabels(Project project) {
    return projects.history(project.getId()).sameAs(project.getSchemaVersion());
  }

  private LabelSchema schema(Project project) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .orElseThrow(() -> NotFound.labelSchema(project.getId()));
  }

  /** The project, whose labels stay as they are until the go is over. */
  private Project lock(UUID projectId) {
    return projects.lock(projectId).orElseThrow(() -> NotFound.project(projectId));
  }

  private Project project(UUID projectId) {
    return projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
