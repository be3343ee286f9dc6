package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.launcher.load.Ledger.Acknowledged;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The server's exported annotations beside what the annotators saw.
 *
 * @param stored annotations in force in the export that were not before
 * @param lost acknowledged or in force before, and not in the export as they were
 * @param doubled the same person twice in force on one post
 * @param overfull posts with more labels in force than the project wants
 * @param unacknowledged in the export, and no annotator was ever told
 * @param servedAgain times a person was given a post that they had answered
 * @param handedOn posts that reached more people than the project wants
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

  /**
   * Reads the export a line at a time.
   *
   * @param before the annotations that were in force before the bench began: none may go or change,
   *     and whatever else there is must have been acknowledged
   */
  static Verification of(
      Ledger ledger, BufferedReader export, Set<Acknowledged> before, int overlap)
      throws IOException {
    Map<String, Acknowledged> awaited = new HashMap<>();
    ledger.acknowledged().forEach(answer -> awaited.put(answer.annotationId(), answer));
    Set<Acknowledged> kept = new HashSet<>(before);
    int acknowledged = awaited.size();
    int stored = 0;
    int doubled = 0;
    int overfull = 0;
    int unacknowledged = 0;
    for (String line = export.readLine(); line != null; line = export.readLine()) {
      JsonNode post = postWithAnnotations(line);
      Set<String> people = new HashSet<>();
      List<JsonNode> inForce = inForce(post);
      for (JsonNode annotation : inForce) {
        doubled += people.add(annotation.get("user").asText()) ? 0 : 1;
        Acknowledged found = answer(post, annotation);
        if (!kept.remove(found)) {
          stored++;
          unacknowledged += awaited.remove(found.annotationId(), found) ? 0 : 1;
        }
      }
      overfull += inForce.size() > overlap ? 1 : 0;
    }
    return new Verification(
        ledger.served(),
        acknowledged,
        stored,
        awaited.size() + kept.size(),
        doubled,
        overfull,
        unacknowledged,
        ledger.servedAgain(),
        ledger.takenByMoreThan(overlap));
  }

  /** The annotations in force in an export. */
  static Set<Acknowledged> answers(BufferedReader export) throws IOException {
    Set<Acknowledged> answers = new HashSet<>();
    for (String line = export.readLine(); line != null; line = export.readLine()) {
      JsonNode post = postWithAnnotations(line);
      inForce(post).forEach(annotation -> answers.add(answer(post, annotation)));
    }
    return answers;
  }

  /** Most of a million posts have none, and need not be read. */
  private static JsonNode postWithAnnotations(String line) throws IOException {
    return line.contains("\"annotations\":[]") ? JSON.createObjectNode() : JSON.readTree(line);
  }

  private static List<JsonNode> inForce(JsonNode post) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode annotation : post.path("annotations")) {
      if (annotation.get("undoneAt").isNull()) {
        found.add(annotation);
      }
    }
    return found;
  }

  private static Acknowledged answer(JsonNode post, JsonNode annotation) {
    return new Acknowledged(
        annotation.get("user").asText(),
        post.get("id").asText(),
        annotation.get("id").asText(),
        annotation.get("label").asText());
  }

  /**
   * Whether all is as it should be. Leases outlast every phase, a killed server's too: a post that
   * went to more people than the project wants is a fault, whether or not their answers were taken.
   */
  boolean holds() {
    return lost == 0
        && doubled == 0
        && overfull == 0
        && unacknowledged == 0
        && servedAgain == 0
        && handedOn == 0;
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
        + " (given to more people than wanted: "
        + handedOn
        + " posts)";
  }
}
