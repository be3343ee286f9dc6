package io.qalam.tenant.web;

import io.qalam.tenant.Conflict;
import io.qalam.tenant.Problem;
import io.qalam.tenant.TooManyAttempts;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
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

  @Override
  public Response toResponse(Throwable thrown) {
    Optional<Problem> problem = problemIn(thrown);
    if (problem.isPresent()) {
      return respond(problem.get());
    }
    if (thrown instanceof WebApplicationException refused) {
      Response.StatusType status = refused.getResponse().getStatusInfo();
      return respond(
          ProblemDetail.of(
              status.getStatusCode(), status.getReasonPhrase(), hint(status.getStatusCode())));
    }
    LOG.log(Level.SEVERE, "A REST call failed", thrown);
    return respond(ProblemDetail.of(500, "Server error", "This is a fault of the server."));
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
        return Optional.of(new Conflict("Somebody else changed this at the same time. Try again."));
      }
    }
    return Optional.empty();
  }

  private static String hint(int status) {
    return switch (status) {
      case 404 -> "There is nothing under this address.";
      case 405 -> "This address does not take this method.";
      case 406 -> "This address answers in another media type than was asked for.";
      case 415 -> "This address does not take this Content-Type.";
      default -> "The request cannot be answered.";
    };
  }

  private static Response respond(Problem problem) {
    Response.ResponseBuilder response = builder(ProblemDetail.of(problem));
    if (problem instanceof TooManyAttempts tooMany) {
      response.header("Retry-After", Math.max(1, tooMany.retryAfter().toSeconds()));
    }
    return response.build();
  }

  private static Response respond(ProblemDetail detail) {
    return builder(detail).build();
  }

  private static Response.ResponseBuilder builder(ProblemDetail detail) {
    return Response.status(detail.status()).type(ProblemDetail.MEDIA_TYPE).entity(detail);
  }
}
