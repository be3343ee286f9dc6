package io.qalam.overview.web;

import io.qalam.overview.OverviewService;
import io.qalam.overview.PostDetail;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** One post with every prediction and annotation it ever had. */
@Path("posts/{postId}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PostResource {

  @Inject private OverviewService overview;

  @GET
  public PostDetail post(@PathParam("postId") UUID postId) {
    return overview.post(postId);
  }
}
