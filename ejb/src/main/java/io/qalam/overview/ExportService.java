package io.qalam.overview;

import io.qalam.account.model.Role;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.overview.model.PostFilter;
import io.qalam.overview.model.PostSearchRepository;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a project's posts for an export, a page at a time, so that a million of them need the
 * memory of a few hundred.
 */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class ExportService {

  private static final int PAGE = 500;

  /** The database's function multiplies it by four, in an integer. */
  private static final int MOST_COUNTED = 500_000_000;

  /** Whoever exports works on no post: nothing is held back. */
  private static final Sight EVERYTHING = new Sight(Role.ADMIN, null);

  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private PostSearchRepository search;
  @Inject private PostReading reading;

  /**
   * What an export says of its project.
   *
   * @throws NotFound when there is no such project
   */
  public ProjectExport project(UUID projectId) {
    Project project = projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
    List<String> labels =
        projects
            .schema(projectId, project.getSchemaVersion())
            .map(LabelSchema::getLabels)
            .orElse(List.of());
    return new ProjectExport(
        projectId,
        project.getName(),
        project.getTask(),
        project.getLanguages(),
        labels,
        project.isMultiLabel(),
        project.getAnswer());
  }

  /** How many posts are wanted. */
  public long count(UUID projectId, PostFilter wanted) {
    return search.count(projectId, wanted, MOST_COUNTED);
  }

  /** The wanted posts after that one, or the first ones, by id; empty at the end. */
  public List<ExportedPost> page(UUID projectId, PostFilter wanted, @Nullable UUID after) {
    PostFilter filter = after == null ? wanted : wanted.past(after);
    List<Post> page = posts.findAll(search.find(projectId, filter, PAGE));
    Map<UUID, Post> rows =
        page.stream().collect(Collectors.toMap(Post::getId, Function.identity()));
    return reading.read(page, EVERYTHING).stream()
        .flatMap(
            detail ->
                Stream.ofNullable(rows.get(detail.id())).map(row -> ExportedPost.of(row, detail)))
        .toList();
  }
}
