package io.qalam.overview.web;

import io.qalam.overview.NearDuplicate;
import io.qalam.overview.OverviewService;
import io.qalam.overview.PostDetail;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/** One post with every prediction and annotation it ever had. */
@Path("posts/{postId}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PostResource {

  @Inject private OverviewService overview;

  /** Posts of one near-duplicate cluster. */
  public record Duplicates(List<NearDuplicate> items) {}

  @GET
  public PostDetail post(@PathParam("postId") UUID postId) {
    return overview.post(postId);
  }

  @GET
  @Path("near-duplicates")
  @Operation("Other posts of its near-duplicate cluster, the most similar first, at most 50")
  public Duplicates nearDuplicates(@PathParam("postId") UUID postId) {
    return new Duplicates(overview.nearDuplicates(postId));
  }
}
