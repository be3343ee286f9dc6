package io.qalam.overview;

import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.account.model.Role;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.ProjectAccess;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.overview.model.OverviewRepository;
import io.qalam.overview.model.PostFilter;
import io.qalam.overview.model.PostSearchRepository;
import io.qalam.overview.model.StateCount;
import io.qalam.queue.model.AttentionCheck;
import io.qalam.queue.model.CheckTaskRepository;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows projects at a glance and posts with everything that became of them. */
@Stateless
@Tenanted
@NeedsRole(Role.ANNOTATOR)
public class OverviewService {

  private static final Set<PostState> SETTLED = Set.of(PostState.LABELLED, PostState.ADJUDICATED);
  private static final Set<PostState> AWAITED = Set.of(PostState.DISPUTED, PostState.FLAGGED);

  /** Near-duplicates of a post that are shown. */
  private static final int MOST_DUPLICATES = 50;

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private ProjectAccess access;
  @Inject private PostRepository posts;
  @Inject private AccountRepository accounts;
  @Inject private AdapterRepository adapters;
  @Inject private OverviewRepository overview;
  @Inject private PostSearchRepository search;
  @Inject private PostFilters filters;
  @Inject private PostReading reading;
  @Inject private CheckTaskRepository checks;

  /** Every project that the caller may see, the oldest first. */
  public List<ProjectCard> projects() {
    Map<UUID, List<StateCount>> counts =
        overview.counts().stream().collect(Collectors.groupingBy(StateCount::projectId));
    Map<UUID, UUID> live = overview.liveAdapters();
    return access.list().stream()
        .map(project -> card(project, counts.get(project.getId()), live.get(project.getId())))
        .toList();
  }

  /** One project. */
  public ProjectCard project(UUID projectId) {
    Project project = find(projectId);
    return card(project, overview.counts(projectId), overview.liveAdapters().get(projectId));
  }

  private Project find(UUID projectId) {
    return access.require(projectId);
  }

  private static ProjectCard card(
      Project project, @Nullable List<StateCount> counts, @Nullable UUID liveAdapter) {
    List<StateCount> found = counts == null ? List.of() : counts;
    return new ProjectCard(
        project.getId(),
        project.getName(),
        project.getTask(),
        project.getLanguages(),
        sum(found, state -> true),
        sum(found, state -> state != PostState.NEW),
        sum(found, SETTLED::contains),
        sum(found, AWAITED::contains),
        liveAdapter);
  }

  private static long sum(List<StateCount> counts, Predicate<PostState> states) {
    return counts.stream()
        .filter(count -> states.test(count.state()))
        .mapToLong(StateCount::posts)
        .sum();
  }

  /**
   * A page of the project's posts, in the order that is asked for. Those that the caller is
   * measured by are left out of what is found by its answers.
   */
  public PostPage posts(UUID projectId, PostQuery query) {
    Project project = find(projectId);
    int most = query.posts();
    PostFilter filter = filters.of(project, query);
    return page(found(project, filter, most + 1, without(project, query)), most);
  }

  /** What a question must not find, since the caller is measured by it and it tells answers. */
  private Set<UUID> without(Project project, PostQuery query) {
    return query.tellsAnswers() ? sight().measuring(overview, project.getId()) : Set.of();
  }

  private List<UUID> found(Project project, PostFilter filter, int most, Set<UUID> without) {
    return search.find(project.getId(), filter, most + without.size()).stream()
        .filter(id -> !without.contains(id))
        .limit(most)
        .toList();
  }

  /** The first of the posts that were found, and where the others begin. */
  private PostPage page(List<UUID> found, int most) {
    List<UUID> ids = found.subList(0, Math.min(most, found.size()));
    @Nullable String next = found.size() > most ? ids.get(ids.size() - 1).toString() : null;
    return new PostPage(reading.read(inOrder(ids), sight()), next);
  }

  private Set<UUID> measuring(List<UUID> ids) {
    return sight().measuring(overview, ids);
  }

  private Sight sight() {
    return Sight.of(context.caller());
  }

  /**
   * A page of the posts that an admin marked as attention checks, the oldest first; those that the
   * caller is being asked about are left out, so that nobody learns here which of theirs are.
   *
   * @throws Invalid when anything but a page of them is asked for
   */
  @NeedsRole(Role.EDITOR)
  public PostPage checks(UUID projectId, PostQuery query) {
    Project project = find(projectId);
    query.requirePageAlone();
    int most = query.posts();
    List<UUID> found =
        checks.attention(project.getId(), context.accountId(), query.after(), most + 1).stream()
            .map(AttentionCheck::getId)
            .toList();
    return page(found, most);
  }

  /** How many posts a question finds, wherever its page begins. */
  public PostCount count(UUID projectId, PostQuery query) {
    Project project = find(projectId);
    PostFilter filter = filters.of(project, query.whole());
    Set<UUID> without = without(project, query);
    return PostCount.of(
        without.isEmpty()
            ? search.count(project.getId(), filter, PostCount.BOUND + 1)
            : found(project, filter, PostCount.BOUND + 1, without).size());
  }

  /**
   * Which posts a question is about; an export has them in the order of their ids, in which
   * training sets are read too.
   *
   * @throws NotFound when there is no such project
   * @throws Invalid when a page of them is asked for
   */
  @NeedsRole(Role.EDITOR)
  public PostFilter exported(UUID projectId, PostQuery query) {
    query.requireWhole();
    return filters.of(find(projectId), query).byId();
  }

  private List<Post> inOrder(List<UUID> ids) {
    Map<UUID, Post> byId =
        posts.findAll(ids).stream().collect(Collectors.toMap(Post::getId, Function.identity()));
    return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
  }

  /** Other posts of the post's near-duplicate cluster, the most similar first. */
  public List<NearDuplicate> nearDuplicates(UUID postId) {
    Post post = findPost(postId);
    PostFilter cluster = PostFilter.all().cluster(post.getClusterId());
    List<UUID> ids = search.find(post.getProjectId(), cluster, MOST_DUPLICATES + 1);
    Set<UUID> measuring = measuring(ids);
    return posts.findAll(ids).stream()
        .filter(other -> !other.getId().equals(postId) && !measuring.contains(other.getId()))
        .map(other -> NearDuplicate.of(post, other))
        .sorted(Comparator.comparingDouble(NearDuplicate::similarity).reversed())
        .limit(MOST_DUPLICATES)
        .toList();
  }

  /** What posts of the project can be asked for by: for a page to choose from. */
  public PostChoices choices(UUID projectId) {
    Project project = find(projectId);
    LabelSchema schema =
        projects
            .schema(projectId, project.getSchemaVersion())
            .orElseThrow(() -> NotFound.labelSchema(project.getSchemaVersion()));
    boolean editor = context.caller().may(Role.EDITOR);
    return new PostChoices(
        schema.getLabels(),
        project.isMultiLabel(),
        project.getLanguages(),
        editor ? accounts.list().stream().map(Account::getUserName).toList() : List.of(),
        editor ? adapters.list(projectId).stream().map(Adapter::getId).toList() : List.of());
  }

  /** One post with everything it ever had. */
  public PostDetail post(UUID postId) {
    return reading.read(List.of(findPost(postId)), sight()).get(0);
  }

  private Post findPost(UUID postId) {
    return posts
        .find(postId)
        .filter(found -> access.find(found.getProjectId()).isPresent())
        .orElseThrow(() -> NotFound.post(postId));
  }
}
