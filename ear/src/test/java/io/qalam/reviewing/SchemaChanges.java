package io.qalam.reviewing;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A change of a project's labels, as an admin sends it. */
final class SchemaChanges {

  private final String path;
  private final Person admin;
  private final List<String> labels;
  private final List<Map<String, Object>> lines = new ArrayList<>();
  private int fromVersion = 1;

  private SchemaChanges(ReviewProject project, Person admin, List<String> labels) {
    this.path = "/projects/" + project.id() + "/schema/changes";
    this.admin = admin;
    this.labels = labels;
  }

  static SchemaChanges to(ReviewProject project, Person admin, String... labels) {
    return new SchemaChanges(project, admin, List.of(labels));
  }

  SchemaChanges from(int version) {
    fromVersion = version;
    return this;
  }

  SchemaChanges line(String label, String becomes, String... into) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("label", label);
    line.put("becomes", becomes);
    line.put("into", List.of(into));
    lines.add(line);
    return this;
  }

  Answer preview() throws Exception {
    return admin.api().post(path + "/preview", body());
  }

  Answer send() throws Exception {
    return admin.api().post(path, body());
  }

  JsonNode history() throws Exception {
    return admin.api().get(path).expect(200).get("items");
  }

  private Map<String, Object> body() {
    return Map.of("fromVersion", fromVersion, "labels", labels, "changes", lines);
  }
}
