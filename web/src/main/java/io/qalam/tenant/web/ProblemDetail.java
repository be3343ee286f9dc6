package io.qalam.tenant.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.qalam.tenant.Problem;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.Wording;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A problem as REST shows it (RFC 9457), in the language its reader asked for.
 *
 * @param type a URI that names the kind of problem; it is a name, not an address
 * @param title what happened, the same for every problem of the type
 * @param key what {@code detail} says, the same in every language
 * @param detail what happened this time
 * @param errors the fields that are wrong; left out when there are none
 * @param retryAt when to try again; left out where nobody knows
 * @param language of {@code title} and the other texts: {@code ar}, {@code hi} or {@code en}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetail(
    String type,
    String title,
    int status,
    String key,
    String detail,
    List<FieldProblem> errors,
    @Nullable Instant retryAt,
    @JsonIgnore String language) {

  static final String MEDIA_TYPE = "application/problem+json";

  /** One field that is wrong, what is wrong with it, and that for programs. */
  public record FieldProblem(String field, String key, String problem) {

    static FieldProblem of(FieldError error, Locale locale) {
      return new FieldProblem(error.field(), error.problem().key(), error.problem().in(locale));
    }
  }

  static ProblemDetail of(Problem problem, Locale locale) {
    return new ProblemDetail(
        "urn:qalam:problem:" + problem.kind().slug(),
        Sentence.of(problem.kind()).in(locale),
        problem.kind().status(),
        problem.said().key(),
        problem.said().in(locale),
        problem.errors().stream().map(error -> FieldProblem.of(error, locale)).toList(),
        problem.retryAt().orElse(null),
        locale.getLanguage());
  }

  /** A problem that is only an HTTP status. */
  static ProblemDetail of(int status, String title, Wording detail, Locale locale) {
    return new ProblemDetail(
        "about:blank",
        title,
        status,
        detail.id(),
        Sentence.of(detail).in(locale),
        List.of(),
        null,
        locale.getLanguage());
  }

  void writeTo(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(MEDIA_TYPE);
    response.setHeader("Content-Language", language);
    response.addHeader("Vary", "Accept-Language");
    response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(this));
  }
}
