package io.qalam.tenant.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.qalam.tenant.Problem;
import io.qalam.tenant.Problem.FieldError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * A problem as REST shows it (RFC 9457).
 *
 * @param type a URI that names the kind of problem; it is a name, not an address
 * @param title what happened, the same for every problem of the type
 * @param detail what happened this time
 * @param errors the fields that are wrong; left out when there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetail(
    String type, String title, int status, String detail, List<FieldError> errors) {

  static final String MEDIA_TYPE = "application/problem+json";

  static ProblemDetail of(Problem problem) {
    return new ProblemDetail(
        "urn:qalam:problem:" + problem.kind(),
        problem.title(),
        problem.status(),
        problem.detail(),
        problem.errors());
  }

  /** A problem that is only an HTTP status. */
  static ProblemDetail of(int status, String title, String detail) {
    return new ProblemDetail("about:blank", title, status, detail, List.of());
  }

  void writeTo(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(MEDIA_TYPE);
    response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(this));
  }
}
