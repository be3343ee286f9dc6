package io.qalam.tenant.web;

import io.qalam.tenant.Conflict;
import io.qalam.tenant.Problem;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.TooManyAttempts;
import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Turns whatever a REST call throws into a problem detail.
 *
 * <p>A {@link Problem} says itself what it is. Two callers who change the same row at once are a
 * conflict. Anything else is a fault of the server: logged whole, told as nothing but that.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    Optional<Problem> problem = problemIn(thrown);
    if (problem.isPresent()) {
      return respond(problem.get(), PageLocale.of(request));
    }
    if (thrown instanceof WebApplicationException refused) {
      Response.StatusType status = refused.getResponse().getStatusInfo();
      return builder(StatusProblem.of(status.getStatusCode(), PageLocale.of(request))).build();
    }
    LOG.log(Level.SEVERE, "A REST call failed", thrown);
    return builder(StatusProblem.of(500, PageLocale.of(request))).build();
  }

  /** The problem that was thrown, or that lies under what the container wrapped it in. */
  static Optional<Problem> problemIn(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return Optional.of(problem);
      }
      if (cause instanceof OptimisticLockException
          || cause instanceof StaleStateException
          || cause instanceof ConstraintViolationException) {
        LOG.log(Level.INFO, "Two callers met at one row", cause);
        return Optional.of(new Conflict(TenantWording.MET));
      }
    }
    return Optional.empty();
  }

  private static Response respond(Problem problem, Locale locale) {
    Response.ResponseBuilder response = builder(ProblemDetail.of(problem, locale));
    if (problem instanceof TooManyAttempts tooMany) {
      response.header("Retry-After", Math.max(1, tooMany.retryAfter().toSeconds()));
    }
    return response.build();
  }

  private static Response.ResponseBuilder builder(ProblemDetail detail) {
    return Response.status(detail.status())
        .type(ProblemDetail.MEDIA_TYPE)
        .language(detail.language())
        .header("Vary", "Accept-Language")
        .entity(detail);
  }
}
