package io.qalam.tenant.web;

import io.qalam.tenant.Forbidden;
import io.qalam.tenant.Problem;
import io.qalam.tenant.TenantWording;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * What a page's own script asks of the server: JSON within the session of whoever reads the page.
 *
 * <p>For pages that must be faster than a Faces request, which rebuilds its view each time. It
 * calls the same services as everything else. Every request carries the {@link PageToken}.
 */
public abstract class ScriptEndpoint extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String TOKEN_HEADER = "X-Qalam-Page";

  /** No request of a script is larger, in bytes. */
  private static final int LARGEST_BODY = 1 << 16;

  @Inject private PageToken token;
  @Inject private Frame frame;

  /**
   * Answers one request; empty for 204.
   *
   * @param body the JSON body; empty when there is none
   */
  protected abstract Optional<?> answer(HttpServletRequest request, byte[] body) throws IOException;

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      if (!token.is(request.getHeader(TOKEN_HEADER))) {
        throw new Forbidden(TenantWording.OTHER_SESSION);
      }
      byte[] body = request.getInputStream().readNBytes(LARGEST_BODY);
      write(answer(request, body), response);
    } catch (RuntimeException e) {
      Problem problem = ProblemMapper.problemIn(e).orElseThrow(() -> e);
      ProblemDetail.of(problem, frame.getLocale()).writeTo(response);
    }
  }

  private static void write(Optional<?> answer, HttpServletResponse response) throws IOException {
    if (answer.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setContentType("application/json");
    response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(answer.get()));
  }
}
