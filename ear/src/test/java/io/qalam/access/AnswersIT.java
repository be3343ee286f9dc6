package io.qalam.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries, and what none tells. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class AnswersIT {

  private static final List<String> TOLD_TO_NOBODY =
      List.of("Payara", "GlassFish", "Mojarra", "Exception", "io.qalam", "at java.", "Hibernate");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login",
        "/account",
        "/nothing",
        "/members.xhtml",
        "/api/v1/tokens",
        "/api/v1/nothing"
      })
  void everyAnswerHasItsSecurityHeaders(String path) {
    HttpResponse<String> answer = Visitor.stranger().get(path);
    String policy = String.join("; ", answer.headers().allValues("Content-Security-Policy"));

    assertThat(policy).contains("frame-ancestors 'none'").contains("base-uri 'none'");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
  }

  @Test
  void aPageRunsNoScriptButItsOwn() {
    HttpResponse<String> page = Visitor.loggedIn(TestTenants.NILE, Member.ADMIN).get("/members");
    List<String> policies = page.headers().allValues("Content-Security-Policy");

    assertThat(policies)
        .anySatisfy(
            policy ->
                assertThat(policy)
                    .contains("default-src 'self'")
                    .containsPattern("script-src 'self' 'nonce-[^']+'")
                    .contains("object-src 'none'")
                    .contains("form-action 'self'"));
    assertThat(String.join("; ", policies)).doesNotContain("unsafe-eval");
    assertThat(page.body()).doesNotContain(" onclick=").doesNotContain("href=\"javascript:");
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource({
    "GET, /nothing, 303",
    "GET, /members.xhtml, 404",
    "GET, /WEB-INF/web.xml, 404",
    "GET, /META-INF/MANIFEST.MF, 404",
    "GET, /projects/not-an-id/review, 303",
    "GET, /..%2f..%2fetc, 400",
    "TRACE, /login, 405",
    "GET, /api/v1/nothing, 401",
  })
  void anErrorTellsNoVersionNoClassAndNoStackTrace(String method, String path, int status) {
    HttpResponse<String> answer = Visitor.stranger().send(method, path, "");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain(TOLD_TO_NOBODY);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no JSON             | application/json | {\"label\":            | 400",
        "no body             | application/json | ``                     | 400",
        "another type        | text/plain       | label                  | 415",
        "a wrong field       | application/json | {\"label\": \"\"}      | 422",
        "a field of no form  | application/json | {\"expiresAt\": \"x\"} | 422",
      })
  void aBadRequestIsAProblemDetail(String name, String type, String body, int status) {
    Visitor program = Visitor.withToken(TestTenants.NILE, Member.EDITOR);

    HttpResponse<String> answer = program.send("POST", "/api/v1/tokens", type, body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("\"status\":" + status)
        .contains("\"title\":")
        .contains("\"detail\":")
        .doesNotContain(TOLD_TO_NOBODY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ar-EG,en;q=0.5 | ar | طلب غير صالح    | يجب أن يكون الطول من 1 إلى 120 حرفًا",
        "fr, hi;q=0.3   | hi | अनुरोध मान्य नहीं है | 1 से 120 वर्ण होने चाहिए",
        "fr             | en | Invalid request | must be 1 to 120 characters",
      })
  void aProblemIsToldInTheLanguageThatIsAskedFor(
      String asked, String language, String title, String problem) {
    Visitor program = Visitor.withToken(TestTenants.NILE, Member.EDITOR).reading(asked);

    HttpResponse<String> answer = program.send("POST", "/api/v1/tokens", "{\"label\": \"\"}");

    assertThat(answer.headers().firstValue("Content-Language")).contains(language);
    assertThat(answer.body())
        .contains("\"title\":\"" + title + "\"", "\"problem\":\"" + problem + "\"")
        .contains("\"key\":\"tenant.characters\"", "urn:qalam:problem:invalid");
  }

  @Test
  void whatIsNoProblemOfAServiceIsToldInItsLanguageToo() {
    HttpResponse<String> stranger = Visitor.stranger("hi").get("/api/v1/projects");
    HttpResponse<String> lost =
        Visitor.withToken(TestTenants.NILE, Member.EDITOR).reading("ar").get("/api/v1/nowhere");

    assertThat(stranger.headers().firstValue("Content-Language")).contains("hi");
    assertThat(stranger.body()).contains("आप साइन इन नहीं हैं");
    assertThat(lost.headers().firstValue("Content-Language")).contains("ar");
    assertThat(lost.body()).contains("لا شيء في هذا العنوان", "\"key\":\"tenant.no-address\"");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    Visitor program = Visitor.withToken(TestTenants.NILE, Member.EDITOR);
    String large = "{\"label\":\"" + "x".repeat(1 << 20) + "\"}";

    assertThat(program.send("POST", "/api/v1/tokens", large).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/health", "/openapi", "/asadmin", "/management"})
  void theServersOwnServicesAnswerNobody(String path) {
    HttpResponse<String> answer = Visitor.stranger().get(path);

    assertThat(answer.statusCode()).isIn(303, 404);
    assertThat(answer.body()).doesNotContain(TOLD_TO_NOBODY);
  }

  @Test
  void theOpenApiDocumentIsServedToEverybody() {
    HttpResponse<String> answer = Visitor.stranger().get("/api/v1/openapi");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"openapi\":\"3.1.0\"")
        .contains("\"/tokens/{id}\"")
        .contains("\"NewAccount\"");
  }

  @Test
  void aFormThatNoPageSentIsABadRequest() {
    HttpResponse<String> answer =
        Visitor.stranger()
            .postForm(
                "/login",
                Map.of(
                    "login", "login",
                    "login:tenant", "nile",
                    "login:user", "nobody",
                    "login:password", "wrong",
                    "login:submit", "",
                    "jakarta.faces.ViewState", "stateless"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain(TOLD_TO_NOBODY);
  }

  @Test
  void aPageSpeaksTheLanguageOfItsReaderAndReadsItsWay() {
    assertThat(Visitor.stranger("ar-EG,en;q=0.5").get("/login").body())
        .contains("lang=\"ar\" dir=\"rtl\"")
        .contains("تسجيل الدخول");
    assertThat(Visitor.stranger("hi").get("/login").body())
        .contains("lang=\"hi\" dir=\"ltr\"")
        .contains("साइन इन");
    assertThat(Visitor.stranger("fr").get("/login").body()).contains("lang=\"en\" dir=\"ltr\"");
  }
}
