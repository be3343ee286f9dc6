package io.qalam.launcher.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Calls {@code /api/v1} with one bearer token. */
public final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI server;
  private final String token;

  public ApiClient(URI server, String token) {
    this(server, token, connections());
  }

  /** A client that shares its connections with others, where there are many of them. */
  public ApiClient(URI server, String token, HttpClient http) {
    this.server = server;
    this.token = token;
    this.http = http;
  }

  /** The same token at another server. */
  public ApiClient at(URI other) {
    return new ApiClient(other, token, http);
  }

  /** HTTP/1.1: Payara now and then drops a connection that was upgraded to HTTP/2. */
  public static HttpClient connections() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  /** An answer: status and JSON body, {@link MissingNode} where there was none. */
  public record Answer(int status, JsonNode body) {
    /**
     * The body of an answer that had the status expected.
     *
     * @throws ApiException with status and body, where it had another one
     */
    public JsonNode expect(int expected) {
      if (status != expected) {
        throw new ApiException("expected " + expected + ", got " + status + ": " + body);
      }
      return body;
    }
  }

  /** The server answered something else than the loop can go on with. */
  public static final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ApiException(String message) {
      super(message);
    }
  }

  public Answer get(String path) throws IOException {
    return send("GET", path, null, "application/json");
  }

  public Answer post(String path, Object body) throws IOException {
    return send("POST", path, JSON.writeValueAsString(body), "application/json");
  }

  public Answer put(String path, Object body) throws IOException {
    return send("PUT", path, JSON.writeValueAsString(body), "application/json");
  }

  public Answer delete(String path) throws IOException {
    return send("DELETE", path, null, "application/json");
  }

  /** Sends JSON by any other method. */
  public Answer send(String method, String path, Object body) throws IOException {
    return send(method, path, JSON.writeValueAsString(body), "application/json");
  }

  /** The lines of a long answer as they come; the caller closes it. */
  public BufferedReader lines(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1" + path))
            .header("Authorization", "Bearer " + token)
            .GET()
            .build();
    try {
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new ApiException(
            "expected 200, got %d for %s: %s"
                .formatted(answer.statusCode(), path, beginning(answer.body())));
      }
      return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in GET " + path, e);
    }
  }

  private static String beginning(InputStream body) throws IOException {
    try (body) {
      return new String(body.readNBytes(2_000), StandardCharsets.UTF_8);
    }
  }

  /** Posts newline-delimited JSON. */
  public Answer postLines(String path, String lines) throws IOException {
    return send("POST", path, lines, "application/x-ndjson");
  }

  /**
   * Posts until the server answers, as the review page does: a server that is away or in trouble
   * for a while costs time, not the answer. Only for requests that are idempotent.
   */
  public Answer postPatiently(String path, Object body, Duration patience) throws IOException {
    Instant end = Instant.now().plus(patience);
    while (true) {
      IOException last;
      try {
        Answer answer = post(path, body);
        if (answer.status() < 500) {
          return answer;
        }
        last = new IOException("status " + answer.status() + ": " + answer.body());
      } catch (IOException e) {
        last = e;
      }
      if (Instant.now().isAfter(end) || Thread.currentThread().isInterrupted()) {
        throw new IOException(
            "no answer to POST " + path + " in " + patience.toSeconds() + " s", last);
      }
      Pause.half();
    }
  }

  private Answer send(String method, String path, @Nullable String body, String type)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve("/api/v1" + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), parse(answer.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in " + method + " " + path, e);
    }
  }

  private static JsonNode parse(String body) throws IOException {
    return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
  }
}
