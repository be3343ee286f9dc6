package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The review page in a browser: a login, the page, and then what its script asks.
 *
 * <p>A session ends with its server; whoever is sent to the login page logs in again, as a person
 * would.
 */
final class PageDesk implements Desk {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** What a request without a session gets: the way to the login page, or a refusal. */
  private static final Set<Integer> ENDED = Set.of(302, 303, 401, 403);

  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("data-token=\"([^\"]+)\"");

  /** Whose page it is. */
  record Login(String tenant, String user, String password) {}

  private final URI server;
  private final Login login;
  private final String projectId;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .cookieHandler(new CookieManager())
          .build();
  private String token = "";

  PageDesk(URI server, Login login, String projectId) {
    this.server = server;
    this.login = login;
    this.projectId = projectId;
  }

  @Override
  public Answer next(String project) throws IOException {
    return ask("/desk/projects/" + project + "/next", Map.of());
  }

  @Override
  public Answer submit(String taskId, Map<String, ?> annotation) throws IOException {
    return ask("/desk/tasks/" + taskId + "/annotation", annotation);
  }

  private Answer ask(String path, Map<String, ?> body) throws IOException {
    if (token.isEmpty()) {
      open();
    }
    HttpResponse<String> answer =
        send(
            request(path)
                .header("X-Qalam-Page", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    int status = answer.statusCode();
    if (ENDED.contains(status)) {
      token = "";
      throw new IOException("the session has ended");
    }
    return new Answer(
        status, answer.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(answer.body()));
  }

  /** Logs in and opens the review page. */
  void open() throws IOException {
    String nonce = found(NONCE, send(request("/login").GET()).body(), "login page");
    HttpResponse<String> entered =
        send(
            request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(nonce))));
    if (entered.statusCode() != 302) {
      throw new IOException("the login of " + login.user() + " got " + entered.statusCode());
    }
    String page = send(request("/projects/" + projectId + "/review").GET()).body();
    token = found(TOKEN, page, "review page");
  }

  private static String found(Pattern what, String page, String where) throws IOException {
    Matcher matcher = what.matcher(page);
    if (!matcher.find()) {
      throw new IOException("the " + where + " does not hold " + what);
    }
    return matcher.group(1);
  }

  private String form(String nonce) {
    Map<String, String> fields =
        Map.of(
            "primefaces.nonce",
            nonce,
            "login",
            "login",
            "login:tenant",
            login.tenant(),
            "login:user",
            login.user(),
            "login:password",
            login.password(),
            "login:submit",
            "",
            "jakarta.faces.ViewState",
            "stateless");
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(TIMEOUT)
        .header("Origin", server.toString());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
