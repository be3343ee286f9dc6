package io.qalam.overview;

import io.qalam.account.model.Role;
import io.qalam.ingestion.model.Post;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.overview.model.OverviewRepository;
import io.qalam.overview.model.PostFilter;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
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

  /** Whoever exports works on no post: nothing is held back. */
  private static final Sight EVERYTHING = new Sight(Role.ADMIN, null);

  @Inject private ProjectRepository projects;
  @Inject private OverviewRepository overview;
  @Inject private PostReading reading;

  /**
   * The posts after that one, or the first ones; empty at the end.
   *
   * @throws NotFound when there is no such project
   */
  public List<PostDetail> page(UUID projectId, @Nullable UUID after) {
    if (projects.find(projectId).isEmpty()) {
      throw new NotFound("project", projectId);
    }
    List<Post> page = overview.posts(projectId, new PostFilter(null, null, after), PAGE);
    return reading.read(page, EVERYTHING);
  }
}
