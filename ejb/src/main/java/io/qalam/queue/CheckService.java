package io.qalam.queue;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.account.model.Role;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.labelschema.AnswerKinds;
import io.qalam.labelschema.LabelSchemaWording;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.model.AttentionCheck;
import io.qalam.queue.model.CheckCount;
import io.qalam.queue.model.CheckTaskRepository;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Marks posts as attention checks, and tells how well members answer what is known. */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class CheckService {

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private AccountRepository accounts;
  @Inject private CheckTaskRepository checks;
  @Inject private TaskMaker maker;
  @Inject private AuditTrail audit;

  /** How well each member labelled what is known in a project; who met nothing is left out. */
  public List<MemberAccuracy> accuracies(UUID projectId) {
    if (projects.find(projectId).isEmpty()) {
      throw NotFound.project(projectId);
    }
    return byMember(checks.counts(projectId));
  }

  /** Likewise over all projects of the tenant. */
  public List<MemberAccuracy> accuracies() {
    return byMember(checks.counts());
  }

  /** How many posts of a project are attention checks; but for those the caller is asked about. */
  public long marked(UUID projectId) {
    return checks.countAttention(projectId, context.accountId());
  }

  /**
   * The label that each of these posts asks for; who is being asked about a post does not learn it
   * here, and posts that are no attention checks are left out.
   */
  public Map<UUID, String> expected(Collection<UUID> postIds) {
    UUID reader = context.caller().accountId();
    Set<UUID> held = reader == null ? Set.of() : checks.held(postIds, reader);
    return checks.attention(postIds).stream()
        .filter(check -> !held.contains(check.getId()))
        .collect(Collectors.toMap(AttentionCheck::getId, AttentionCheck::getExpected));
  }

  private List<MemberAccuracy> byMember(List<CheckCount> counts) {
    Map<UUID, List<CheckCount>> found =
        counts.stream().collect(Collectors.groupingBy(CheckCount::accountId));
    return accounts.list().stream()
        .filter(account -> found.containsKey(account.getId()))
        .map(account -> accuracy(account, found))
        .toList();
  }

  private static MemberAccuracy accuracy(Account account, Map<UUID, List<CheckCount>> found) {
    return MemberAccuracy.of(
        account.getId(), account.getUserName(), found.getOrDefault(account.getId(), List.of()));
  }

  /**
   * Marks a post with the answer it asks for: from now on it is a check and no label of it is
   * wanted.
   *
   * @throws Invalid when no label is given, or one that is not in the label schema
   */
  @NeedsRole(Role.ADMIN)
  public void mark(UUID postId, @Nullable String given) {
    Post post = post(postId);
    Project project =
        projects.lock(post.getProjectId()).orElseThrow(() -> NotFound.post(post.getId()));
    AnswerKinds.requireLabels(project, LabelSchemaWording.CHECKS);
    int version = project.getSchemaVersion();
    String label = RequiredLabel.in(schema(project), given);
    checks
        .attention(postId)
        .ifPresentOrElse(
            check -> check.expect(label, version),
            () -> checks.add(new AttentionCheck(postId, project.getId(), label, version)));
    maker.bringInLine(project, List.of(postId));
    audit.record(
        Deed.POST_MARKED_AS_CHECK,
        postId,
        Map.of("project", project.getId().toString(), "label", label));
  }

  /** Makes it a post like others again. */
  @NeedsRole(Role.ADMIN)
  public void unmark(UUID postId) {
    Project project = project(post(postId));
    checks
        .attention(postId)
        .ifPresent(
            check -> {
              checks.remove(check);
              maker.bringInLine(project, List.of(postId));
              audit.record(
                  Deed.POST_UNMARKED_AS_CHECK,
                  postId,
                  Map.of("project", project.getId().toString()));
            });
  }

  private Post post(UUID id) {
    return posts.find(id).orElseThrow(() -> NotFound.post(id));
  }

  private Project project(Post post) {
    return projects.find(post.getProjectId()).orElseThrow(() -> NotFound.post(post.getId()));
  }

  private LabelSchema schema(Project project) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .orElseThrow(() -> NotFound.labelSchema(project.getId()));
  }
}
