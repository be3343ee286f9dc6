package io.qalam.overview.web;

import io.qalam.overview.OverviewService;
import io.qalam.overview.PostPage;
import io.qalam.overview.PostQuery;
import io.qalam.tenant.Invalid;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project's posts, page by page, with what became of them. */
@Path("projects/{projectId}/posts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PostsResource {

  @Inject private OverviewService overview;

  /** A page of posts; {@code next} is the cursor of the one after it. */
  @GET
  public PostPage posts(
      @PathParam("projectId") UUID projectId,
      @QueryParam("state") @Nullable String state,
      @QueryParam("q") @Nullable String q,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    return overview.posts(projectId, new PostQuery(state, q, cursor, number(limit)));
  }

  private static @Nullable Integer number(@Nullable String limit) {
    try {
      return limit == null || limit.isBlank() ? null : Integer.valueOf(limit.strip());
    } catch (NumberFormatException e) {
      throw new Invalid("limit", "must be 1 to 200");
    }
  }
}
