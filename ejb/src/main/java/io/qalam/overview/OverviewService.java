package io.qalam.overview;

import io.qalam.account.model.Role;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.overview.model.OverviewRepository;
import io.qalam.overview.model.StateCount;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private OverviewRepository overview;
  @Inject private PostReading reading;

  /** Every project of the tenant, the oldest first. */
  public List<ProjectCard> projects() {
    Map<UUID, List<StateCount>> counts =
        overview.counts().stream().collect(Collectors.groupingBy(StateCount::projectId));
    Map<UUID, UUID> live = overview.liveAdapters();
    return projects.list().stream()
        .map(project -> card(project, counts.get(project.getId()), live.get(project.getId())))
        .toList();
  }

  /** One project. */
  public ProjectCard project(UUID projectId) {
    Project project = find(projectId);
    return card(project, overview.counts(projectId), overview.liveAdapters().get(projectId));
  }

  private Project find(UUID projectId) {
    return projects.find(projectId).orElseThrow(() -> new NotFound("project", projectId));
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

  /** A page of the project's posts, in the order they came. */
  public PostPage posts(UUID projectId, PostQuery query) {
    UUID project = find(projectId).getId();
    int most = query.posts();
    List<Post> found = overview.posts(project, query.filter(), most + 1);
    List<Post> page = found.subList(0, Math.min(most, found.size()));
    @Nullable String next =
        found.size() > most ? page.get(page.size() - 1).getId().toString() : null;
    return new PostPage(reading.read(page, Sight.of(context.caller())), next);
  }

  /** One post with everything it ever had. */
  public PostDetail post(UUID postId) {
    Post post =
        posts
            .find(postId)
            .filter(found -> projects.find(found.getProjectId()).isPresent())
            .orElseThrow(() -> new NotFound("post", postId));
    return reading.read(List.of(post), Sight.of(context.caller())).get(0);
  }
}
