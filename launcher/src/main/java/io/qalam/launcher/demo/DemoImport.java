package io.qalam.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.launcher.Console;
import io.qalam.launcher.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one demo project over REST and posts its texts, gold labels hidden along with them.
 *
 * <p>A project that is there already is gone on with: the server counts known posts as duplicates.
 */
final class DemoImport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI server;
  private final String token;

  DemoImport(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  void run(DemoProject project, Console console) throws IOException, InterruptedException {
    Optional<String> there = existing(project);
    String id = there.isPresent() ? there.get() : create(project);
    send("PUT", "/projects/" + id + "/settings", settings(), "application/json", 200);
    send("PUT", "/projects/" + id + "/schedule", schedule(project), "application/json", 200);
    JsonNode report =
        send("POST", "/projects/" + id + "/posts", posts(project), "application/x-ndjson", 200);
    console.part(
        "demo",
        "tenant %s: %d posts, %d of them known already"
            .formatted(
                project.tenant(),
                report.path("accepted").asInt() + report.path("duplicates").asInt(),
                report.path("duplicates").asInt()));
  }

  private Optional<String> existing(DemoProject project) throws IOException, InterruptedException {
    JsonNode answer = send("GET", "/projects", "", "application/json", 200);
    for (JsonNode one : answer.isArray() ? answer : answer.path("items")) {
      if (one.path("name").asText().equals(project.title())) {
        return Optional.of(one.path("id").asText());
      }
    }
    return Optional.empty();
  }

  private String create(DemoProject project) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "name", project.title(),
                "task", project.task(),
                "languages", List.of(project.language()),
                "labels", project.labels()));
    return send("POST", "/projects", body, "application/json", 201).path("id").asText();
  }

  /** The demo trains on few posts: a candidate that is not worse on average goes live by itself. */
  private static String settings() throws IOException {
    return JSON.writeValueAsString(Map.of("undecided", "PROMOTE_IF_MEAN_NOT_NEGATIVE"));
  }

  private static String schedule(DemoProject project) throws IOException {
    return JSON.writeValueAsString(
        Map.of(
            "cron",
            "0 2 * * *",
            "timeZone",
            project.timeZone(),
            "minNewLabels",
            100,
            "enabled",
            true));
  }

  private static String posts(DemoProject project) throws IOException {
    try (InputStream in = DemoImport.class.getResourceAsStream("/demo/" + project.file())) {
      if (in == null) {
        throw new IOException("The launcher's jar lacks demo/" + project.file());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private JsonNode send(String method, String path, String body, String type, int expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1" + path))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != expected) {
      throw Refusal.because(
          "The demo cannot be imported: %s %s was answered with %d: %s"
              .formatted(method, path, response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body());
  }
}
