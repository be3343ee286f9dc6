package io.qalam.reviewing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Projects whose posts may have several labels, from the answers to what editors see. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class MultiLabelIT {

  private static final List<String> EMOTIONS = List.of("joy", "anger", "fear");

  @Test
  void theSameSetInAnyOrderIsAgreementAndAnotherSetIsForAnEditor() throws Exception {
    ReviewProject project = several(2);
    UUID agreed = project.predicted("غاضب وفرح", "ar", "anger, joy");
    UUID disputed = project.predicted("डर और गुस्सा", "hi", "joy");
    Person first = project.annotator();
    Person second = project.annotator();
    Person editor = project.editor();

    JsonNode task = next(project, first);
    assertThat(task.get("multiLabel").asBoolean()).isTrue();
    assertThat(task.at("/prediction/label").asText()).isEqualTo("anger, joy");
    assertThat(task.at("/prediction/probabilities/anger").asDouble()).isEqualTo(0.8, within(1e-9));
    assertThat(task.at("/prediction/probabilities/fear").asDouble()).isEqualTo(0.1, within(1e-9));
    JsonNode given = answer(first, task, "ACCEPTED", "joy ,anger").expect(201);
    assertThat(given.get("label").asText()).isEqualTo("anger, joy");
    assertThat(answer(first, task, "ACCEPTED", "anger,joy").expect(201)).isEqualTo(given);
    answerWith(second, next(project, second), "ACCEPTED", List.of("joy", "anger")).expect(201);
    assertThat(post(agreed))
        .containsEntry("state", "LABELLED")
        .containsEntry("final_label", "anger, joy");

    answer(first, next(project, first), "CORRECTED", "fear").expect(201);
    answerWith(second, next(project, second), "CORRECTED", List.of("fear", "anger")).expect(201);
    assertThat(post(disputed)).containsEntry("state", "DISPUTED");
    JsonNode waiting = editor.api().get("/projects/" + project.id() + "/disputes").expect(200);
    assertThat(waiting.at("/items/0/multiLabel").asBoolean()).isTrue();
    assertThat(waiting.at("/items/0/voices").findValuesAsText("label"))
        .containsExactlyInAnyOrder("fear", "anger, fear");

    JsonNode gold =
        editor
            .api()
            .post("/posts/" + disputed + "/adjudication", Map.of("label", "fear,anger,fear"))
            .expect(201);
    assertThat(gold.get("label").asText()).isEqualTo("anger, fear");
    assertThat(post(disputed))
        .containsEntry("state", "ADJUDICATED")
        .containsEntry("final_label", "anger, fear");
  }

  @Test
  void aSetFollowsItsLabelsWhereTheyAreMergedAndIsAskedAgainWhereOneIsRetired() throws Exception {
    ReviewProject project = several(1);
    UUID merged = project.predicted("غاضب وفرح", "ar", "anger, joy");
    Person reader = project.annotator();
    answer(reader, next(project, reader), "ACCEPTED", "anger, joy").expect(201);
    UUID retired = project.predicted("डर और गुस्सा", "hi", "joy");
    answer(reader, next(project, reader), "CORRECTED", "anger, fear").expect(201);
    Person admin = project.person("ADMIN", "en");

    SchemaChanges change =
        SchemaChanges.to(project, admin, "zest", "calm")
            .line("joy", "MERGED", "zest")
            .line("anger", "MERGED", "zest")
            .line("fear", "RETIRED");
    JsonNode preview = change.preview().expect(200);
    assertThat(preview.at("/lines/1/label").asText()).isEqualTo("anger");
    assertThat(preview.at("/lines/1/annotations").asInt()).as("alone or in a set").isEqualTo(2);
    assertThat(
            SchemaChanges.to(project, admin, "joy, zest", "anger", "fear")
                .line("joy", "RENAMED", "joy, zest")
                .send()
                .status())
        .as("a label with a comma")
        .isEqualTo(422);
    change.send().expect(200);

    assertThat(post(merged))
        .containsEntry("state", "LABELLED")
        .containsEntry("final_label", "zest");
    assertThat(post(retired)).containsEntry("final_label", null);
    JsonNode again = next(project, reader);
    assertThat(again.at("/post/id").asText()).isEqualTo(retired.toString());
    assertThat(again.get("formerly").asText()).isEqualTo("anger, fear");
    assertThat(again.get("labels").toString()).isEqualTo("[\"zest\",\"calm\"]");
  }

  @Test
  void agreementIsToldLabelByLabel() throws Exception {
    ReviewProject project = several(2);
    List<List<String>> given =
        List.of(List.of("anger, joy", "joy", "fear"), List.of("joy", "joy", "anger, fear"));
    for (int i = 0; i < 3; i++) {
      project.predicted("post " + i, "en", "anger, fear, joy");
    }
    for (List<String> labels : given) {
      Person person = project.annotator();
      for (String label : labels) {
        answer(person, next(project, person), "CORRECTED", label).expect(201);
      }
    }

    JsonNode agreement =
        project.editor().api().get("/projects/" + project.id() + "/agreement").expect(200);

    assertThat(agreement.get("observed").asDouble()).isEqualTo(1 / 3.0, within(1e-9));
    assertThat(agreement.at("/labels").findValuesAsText("label")).isEqualTo(EMOTIONS);
    assertThat(agreement.at("/labels/0/alpha/value").asDouble()).isEqualTo(1, within(1e-9));
    assertThat(agreement.at("/labels/1/given").asInt()).isEqualTo(2);
    // by hand: anger is there for one of two people at two posts: n = 6, 2 of them anger
    assertThat(agreement.at("/labels/1/alpha/value").asDouble())
        .isEqualTo(1 - 5 * 4 / (36.0 - 4 - 16), within(1e-9));
    // by hand: two pairs 2/3 apart; 2 + 1 + 8/9 + 3 + 3 + 2/3 is what all pairs of the six would be
    assertThat(agreement.at("/setAlpha/value").asDouble())
        .isEqualTo(1 - 5 * (8 / 3.0) / (2 * (9 + 8 / 9.0 + 2 / 3.0)), within(1e-9));
  }

  @Test
  void postsAreFoundByAnyOfTheirLabels() throws Exception {
    ReviewProject project = several(1);
    UUID both = project.predicted("both", "en", "joy");
    UUID one = project.predicted("one", "en", "anger, joy");
    ReviewProject.execute(
        "update post set final_label = 'anger, joy', state = 'LABELLED' where id = ?", both);
    ReviewProject.execute(
        "update post set final_label = 'joy', state = 'LABELLED' where id = ?", one);
    ApiClient editor = project.editor().api();
    String posts = "/projects/" + project.id() + "/posts";

    assertThat(ids(editor.get(posts + "?label=joy"))).containsExactly(both, one);
    assertThat(ids(editor.get(posts + "?label=anger"))).containsExactly(both);
    assertThat(ids(editor.get(posts + "?label=joy,anger"))).containsExactly(both);
    assertThat(ids(editor.get(posts + "?label=fear"))).isEmpty();
    assertThat(ids(editor.get(posts + "?predicted=anger"))).containsExactly(one);
    assertThat(editor.get(posts + "/count?label=joy").expect(200).toString()).contains("2");
    assertThat(editor.get(posts + "?label=ang").expect(200).get("items")).isEmpty();
  }

  @Test
  void aClearSetIsAcceptedInBulkAndAskedForAsACheck() throws Exception {
    ReviewProject project = several(1);
    for (int i = 0; i < 3; i++) {
      project.predicted("post " + i, "en", "anger, joy");
    }
    Person admin = project.person("ADMIN", "en");
    String bulk = "/projects/" + project.id() + "/bulk?minMargin=0&label=";

    JsonNode preview = admin.api().get(bulk + "joy,anger").expect(200);
    assertThat(preview.get("posts")).hasSize(3);
    assertThat(admin.api().get(bulk + "joy").expect(200).get("posts")).isEmpty();
    Answer unknown = admin.api().get(bulk + "joy,awe");
    assertThat(unknown.expect(422).at("/errors/0/key").asText()).isEqualTo("labelschema.not-a-set");

    UUID marked = UUID.fromString(preview.at("/posts/0/postId").asText());
    admin.api().put("/posts/" + marked + "/check", Map.of("label", "joy,anger")).expect(204);
    assertThat(
            ReviewProject.value("select expected from attention_check where post_id = ?", marked))
        .isEqualTo("anger, joy");
  }

  @Test
  void whatIsNoSetOfTheLabelsIsRefusedByItsReason() throws Exception {
    ReviewProject project = several(1);
    UUID post = project.blindPost("a post", "en");
    Person annotator = project.annotator();
    JsonNode task = next(project, annotator);
    assertThat(task.get("prediction").isNull()).isTrue();

    assertRefused(answer(annotator, task, "LABELLED", "joy, awe"), "labelschema.not-a-set");
    assertRefused(answer(annotator, task, "LABELLED", " "), "labelschema.set-empty");
    assertRefused(answerWith(annotator, task, "LABELLED", List.of()), "labelschema.set-empty");
    Map<String, Object> twice = body(task, "LABELLED");
    twice.put("label", "joy");
    twice.put("labels", List.of("joy"));
    assertRefused(send(annotator, task, twice), "review.label-twice");
    assertRefused(
        project.editor().api().post("/posts/" + post + "/adjudication", Map.of("label", "awe")),
        "labelschema.not-a-set");
    assertThat(post(post)).containsEntry("state", "PREDICTED");

    ReviewProject single = ReviewProject.of(TestTenants.NILE, "en", EMOTIONS, 1);
    single.post("a post", "en");
    JsonNode other = next(single, annotator);
    assertThat(other.get("multiLabel").asBoolean()).isFalse();
    assertRefused(
        answer(annotator, other, "CORRECTED", "joy, anger"), "labelschema.one-label-only");
  }

  @Test
  void aProjectSaysOnceThatItsPostsMayHaveSeveralLabelsAndThenNoLabelHasAComma() throws Exception {
    ApiClient admin = several(1).person("ADMIN", "en").api();
    JsonNode made = create(admin, true, List.of("joy", "anger")).expect(201);
    String project = "/projects/" + made.get("id").asText();

    assertThat(made.get("multiLabel").asBoolean()).isTrue();
    assertThat(admin.get(project).expect(200).get("multiLabel").asBoolean()).isTrue();
    assertThat(made.at("/instructions/0").asText()).contains("one or more of these labels");
    assertRefused(create(admin, true, List.of("joy", "anger, rage")), "labelschema.comma");
    assertRefused(
        admin.put(project + "/schema", Map.of("labels", List.of("joy", "a,b"))),
        "labelschema.comma");
    assertThat(admin.get(project).expect(200).get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(
            create(admin, false, List.of("joy", "anger, rage"))
                .expect(201)
                .get("multiLabel")
                .asBoolean())
        .isFalse();
  }

  private static ReviewProject several(int overlap) throws Exception {
    return ReviewProject.of(TestTenants.NILE, "en", EMOTIONS, overlap).withSeveralLabels();
  }

  private static Answer create(ApiClient admin, boolean several, List<String> labels)
      throws Exception {
    return admin.post(
        "/projects",
        Map.of(
            "name",
            "emotions " + UUID.randomUUID(),
            "task",
            "emotion",
            "languages",
            List.of("ar", "hi"),
            "multiLabel",
            several,
            "labels",
            labels));
  }

  private static JsonNode next(ReviewProject project, Person person) throws Exception {
    return person.api().post("/projects/" + project.id() + "/tasks/next", Map.of()).expect(200);
  }

  private static Answer answer(Person person, JsonNode task, String decision, String label)
      throws Exception {
    Map<String, Object> body = body(task, decision);
    body.put("label", label);
    return send(person, task, body);
  }

  private static Answer answerWith(
      Person person, JsonNode task, String decision, List<String> labels) throws Exception {
    Map<String, Object> body = body(task, decision);
    body.put("labels", labels);
    return send(person, task, body);
  }

  private static Map<String, Object> body(JsonNode task, String decision) {
    Map<String, Object> body = new HashMap<>();
    body.put("lease", task.get("lease").asText());
    body.put("decision", decision);
    return body;
  }

  private static Answer send(Person person, JsonNode task, Map<String, Object> body)
      throws Exception {
    return person.api().post("/tasks/" + task.get("taskId").asText() + "/annotation", body);
  }

  private static void assertRefused(Answer answer, String key) {
    assertThat(answer.expect(422).at("/errors/0/key").asText()).isEqualTo(key);
  }

  private static List<UUID> ids(Answer answer) {
    List<UUID> ids = new ArrayList<>();
    answer
        .expect(200)
        .get("items")
        .forEach(post -> ids.add(UUID.fromString(post.get("id").asText())));
    return ids;
  }

  private static Map<String, Object> post(UUID post) throws Exception {
    return ReviewProject.query("select state, final_label from post where id = ?", post).get(0);
  }
}
