package io.qalam.tenant.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * Answers where a page or a REST call failed outside of what handles its problems: the status and a
 * sentence, never a version or a stack trace.
 *
 * <p>Plain HTML written here, because what draws the other pages may be what failed.
 */
@WebServlet("/error")
public class ErrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String REST = "/api/v1/";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="%1$s" dir="%2$s"><head><meta charset="UTF-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>%3$s – Qalam</title>
      <link rel="stylesheet" href="%5$s/jakarta.faces.resource/qalam.css.xhtml?ln=css"/></head>
      <body class="q-plain"><main class="q-notice"><h1>%3$s</h1><p>%4$s</p>
      <p><a href="%5$s/projects">%6$s</a></p></main></body></html>
      """;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = status(request);
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (String.valueOf(uri).startsWith(request.getContextPath() + "/api/")) {
      writeProblem(request, response, status);
    } else {
      response.setStatus(status);
      writePage(request, response, status);
    }
  }

  /**
   * REST itself answers 404 below its address. One that comes here was asked in the moment in which
   * the server has the pages and not yet REST: whoever was answered 404 then would give up.
   */
  private static void writeProblem(
      HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    boolean starting =
        status == HttpServletResponse.SC_NOT_FOUND
            && String.valueOf(uri).startsWith(request.getContextPath() + REST);
    int told = starting ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : status;
    response.setStatus(told);
    if (starting) {
      response.setHeader("Retry-After", "1");
    }
    StatusProblem.of(told, PageLocale.of(request)).writeTo(response);
  }

  /** The status of the failure; a page that failed half-way is sent here with it in the address. */
  private static int status(HttpServletRequest request) {
    Object failure = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (failure instanceof Integer status) {
      return status;
    }
    return "500".equals(request.getParameter("status")) ? 500 : HttpServletResponse.SC_NOT_FOUND;
  }

  private static void writePage(
      HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
    Locale locale = PageLocale.of(request);
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .write(
            PAGE.formatted(
                locale.getLanguage(),
                PageLocale.direction(locale),
                StatusProblem.title(status, locale),
                StatusProblem.explanation(status, locale),
                request.getContextPath(),
                StatusProblem.text(locale).getString("error.home")));
  }
}
