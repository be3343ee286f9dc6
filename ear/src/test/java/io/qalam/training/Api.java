package io.qalam.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.server.Eventually;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;

/** REST as a member of a tenant sees it, in the words of these tests. */
final class Api {

  private static final JsonMapper JSON = new JsonMapper();

  private final Visitor visitor;

  Api(TestTenants tenant, Member member) {
    visitor = Visitor.withToken(tenant, member);
  }

  JsonNode get(String path) {
    return ok(visitor.get("/api/v1" + path), 200);
  }

  JsonNode post(String path, String body, int status) {
    return ok(visitor.send("POST", "/api/v1" + path, body), status);
  }

  JsonNode put(String path, String body, int status) {
    return ok(visitor.send("PUT", "/api/v1" + path, body), status);
  }

  JsonNode delete(String path, int status) {
    return ok(visitor.send("DELETE", "/api/v1" + path, ""), status);
  }

  int statusOf(String method, String path, String body) {
    return visitor.send(method, "/api/v1" + path, body).statusCode();
  }

  /** Starts a run and returns its id. */
  UUID start(UUID projectId) {
    JsonNode run = post("/projects/" + projectId + "/training-runs", "", 202);
    return UUID.fromString(run.get("id").asText());
  }

  JsonNode run(UUID runId) {
    return get("/training-runs/" + runId);
  }

  /** Waits until the run is in one of these states. */
  JsonNode await(UUID runId, String... states) {
    return Eventually.eventually(
        "state " + String.join(" or ", states),
        () -> run(runId),
        run -> Set.of(states).contains(run.get("state").asText()));
  }

  JsonNode runs(UUID projectId) {
    return get("/projects/" + projectId + "/training-runs").get("items");
  }

  JsonNode adapters(UUID projectId) {
    return get("/projects/" + projectId + "/adapters");
  }

  private static JsonNode ok(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
