package io.qalam.overview.web;

import io.qalam.overview.OverviewService;
import io.qalam.overview.PostCount;
import io.qalam.overview.PostPage;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** A project's posts, page by page, with what became of them. */
@Path("projects/{projectId}/posts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PostsResource {

  @Inject private OverviewService overview;

  /** A page of posts; {@code next} is the cursor of the one after it. */
  @GET
  @Operation("A page of the posts that the parameters ask for; next is the cursor of the one after")
  public PostPage posts(
      @PathParam("projectId") UUID projectId, @BeanParam PostParameters parameters) {
    return overview.posts(projectId, parameters.query());
  }

  @GET
  @Path("count")
  @Operation("How many posts the parameters ask for, counted up to 10,000")
  public PostCount count(
      @PathParam("projectId") UUID projectId, @BeanParam PostParameters parameters) {
    return overview.count(projectId, parameters.query());
  }
}
