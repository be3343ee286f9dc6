package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService;
import io.qalam.adjudication.GoldDecision;
import io.qalam.tenant.Invalid;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An editor's decision about a post. */
@Path("posts/{post}/adjudication")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AdjudicationResource {

  @Inject private AdjudicationService adjudication;

  /**
   * A decision as clients send it.
   *
   * @param summary in a project of summaries, what stands in the label's place
   */
  public record NewDecision(
      @Nullable String label, @Nullable String summary, @Nullable String note) {}

  @POST
  public Response decide(@PathParam("post") UUID post, NewDecision decision) {
    return Response.status(Response.Status.CREATED).entity(gold(post, decision)).build();
  }

  private GoldDecision gold(UUID post, NewDecision decision) {
    if (decision.summary() != null && decision.label() == null) {
      return adjudication.decideSummary(post, decision.summary(), decision.note());
    }
    if (decision.label() == null) {
      throw Invalid.missing("label");
    }
    return adjudication.decide(post, decision.label(), decision.note());
  }

  /** Takes the decision back; the annotations count again. */
  @DELETE
  @Consumes(MediaType.WILDCARD)
  public void undo(@PathParam("post") UUID post) {
    adjudication.undo(post);
  }
}
