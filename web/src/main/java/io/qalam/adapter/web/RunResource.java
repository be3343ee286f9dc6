package io.qalam.adapter.web;

import io.qalam.adapter.AdapterService;
import io.qalam.evaluation.EvaluationService;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.web.PageLocale;
import io.qalam.training.TrainingService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One training run: how far it is, what it made, and an admin's decision about that. */
@Path("training-runs/{run}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

  @Inject private TrainingService training;
  @Inject private EvaluationService evaluations;
  @Inject private AdapterService adapters;
  @Inject private HttpServletRequest request;

  /** An admin's decision about a run that waits for one. */
  public record Approval(@Nullable Boolean approve) {}

  @GET
  public RunDetail show(@PathParam("run") UUID runId) {
    return RunDetail.of(
        training.run(runId),
        training.trainingSet(runId),
        training.losses(runId),
        evaluations.report(runId),
        evaluations.calibration(runId),
        PageLocale.of(request));
  }

  /** Cancels the run, and shows it as it stands then: a worker needs a moment to stop. */
  @DELETE
  public RunDetail cancel(@PathParam("run") UUID runId) {
    training.cancel(runId);
    return show(runId);
  }

  @POST
  @Path("approval")
  @Consumes(MediaType.APPLICATION_JSON)
  public RunDetail decide(@PathParam("run") UUID runId, Approval approval) {
    if (approval.approve() == null) {
      throw new Invalid("approve", TenantWording.TRUE_OR_FALSE);
    }
    if (approval.approve()) {
      adapters.approve(runId);
    } else {
      adapters.reject(runId);
    }
    return show(runId);
  }
}
