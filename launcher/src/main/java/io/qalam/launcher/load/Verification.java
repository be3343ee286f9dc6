package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.launcher.load.Ledger.Acknowledged;
import io.qalam.launcher.loop.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The server's exported annotations beside what the annotators saw.
 *
 * @param stored the team's annotations in force in the export
 * @param lost acknowledged, and not in the export as they were acknowledged
 * @param doubled the same person twice in force on one post
 * @param overfull posts with more labels in force than the project wants
 * @param unacknowledged in the export, and no annotator was ever told
 * @param servedAgain times a person was given a post that they had answered
 * @param handedOn posts that reached more people than the project wants, because a lease ended
 */
record Verification(
    int served,
    int acknowledged,
    int stored,
    int lost,
    int doubled,
    int overfull,
    int unacknowledged,
    int servedAgain,
    long handedOn) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the whole export, a line at a time. */
  static Verification of(Ledger ledger, ApiClient admin, String projectId, int overlap)
      throws IOException {
    Map<String, Acknowledged> awaited = new HashMap<>();
    ledger.acknowledged().forEach(answer -> awaited.put(answer.annotationId(), answer));
    Set<String> team = ledger.people();
    int acknowledged = awaited.size();
    int stored = 0;
    int doubled = 0;
    int overfull = 0;
    int unacknowledged = 0;
    try (BufferedReader lines = admin.lines("/projects/" + projectId + "/export?format=jsonl")) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"annotations\":[]")) {
          continue;
        }
        Set<String> people = new HashSet<>();
        int inForce = 0;
        int ofTeam = 0;
        JsonNode post = JSON.readTree(line);
        for (JsonNode annotation : post.get("annotations")) {
          if (annotation.get("undoneAt").isNull()) {
            inForce++;
            doubled += people.add(annotation.get("user").asText()) ? 0 : 1;
            if (team.contains(annotation.get("user").asText())) {
              ofTeam++;
              unacknowledged += matches(awaited, post, annotation) ? 0 : 1;
            }
          }
        }
        stored += ofTeam;
        overfull += inForce > overlap ? 1 : 0;
      }
    }
    return new Verification(
        ledger.served(),
        acknowledged,
        stored,
        awaited.size(),
        doubled,
        overfull,
        unacknowledged,
        ledger.servedAgain(),
        ledger.takenByMoreThan(overlap));
  }

  private static boolean matches(
      Map<String, Acknowledged> awaited, JsonNode post, JsonNode annotation) {
    Acknowledged stored =
        new Acknowledged(
            annotation.get("user").asText(),
            post.get("id").asText(),
            annotation.get("id").asText(),
            annotation.get("label").asText());
    return awaited.remove(stored.annotationId(), stored);
  }

  boolean holds() {
    return lost == 0 && doubled == 0 && overfull == 0 && unacknowledged == 0 && servedAgain == 0;
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("served", served)
        .put("acknowledged", acknowledged)
        .put("stored", stored)
        .put("lost", lost)
        .put("doubled", doubled)
        .put("overfull", overfull)
        .put("unacknowledged", unacknowledged)
        .put("servedAgain", servedAgain)
        .put("handedOn", handedOn);
  }

  String lines() {
    return "verified: "
        + served
        + " tasks served, "
        + acknowledged
        + " answers acknowledged, "
        + stored
        + " in the export\n  lost "
        + lost
        + ", same person twice on a post "
        + doubled
        + ", more labels than wanted on a post "
        + overfull
        + ", stored unacknowledged "
        + unacknowledged
        + ", served again to who had answered "
        + servedAgain
        + " (handed on after a lease ended: "
        + handedOn
        + " posts)";
  }
}
