package io.qalam.reviewing;

import static io.qalam.reviewing.AnnotationIT.post;
import static io.qalam.reviewing.QueueIT.annotations;
import static io.qalam.reviewing.QueueIT.answer;
import static io.qalam.reviewing.QueueIT.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import io.qalam.server.Visitor;
import java.io.BufferedReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Labels are renamed, merged, split and retired, and what people said follows by the rule. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SchemaChangeIT {

  private static final List<String> MOODS = List.of("happy", "glad", "sad", "angry", "calm");

  @Test
  void renameMergeAndSplitInOneChangeAreFollowedEverywhere() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", MOODS, 2);
    Person admin = project.person("ADMIN", "en");
    Person first = project.annotator();
    Person second = project.annotator();
    UUID happy = labelled(project, first, "happy", second, "happy");
    UUID disputed = labelled(project, first, "happy", second, "glad");
    UUID sad = labelled(project, first, "sad", second, "sad");
    UUID angry = labelled(project, first, "angry", second, "angry");
    UUID decided = labelled(project, first, "calm", second, "calm");
    decide(admin, decided, "angry");
    UUID kept = labelled(project, first, "calm", second, "sad");
    decide(admin, kept, "glad");
    UUID known = project.post("known", "en");
    ReviewProject.execute("update post set gold_label = 'happy' where id = ?", known);
    ReviewProject.execute("update post set gold_label = 'angry' where id = ?", angry);
    mark(admin, known, "sad");
    UUID marked = project.post("marked", "en");
    mark(admin, marked, "angry");

    SchemaChanges change = toMoods(project, admin);
    JsonNode preview = change.preview().expect(200);
    assertThat(preview.get("fromVersion").asInt()).isEqualTo(1);
    assertThat(uses(preview, "happy")).isEqualTo("MERGED 1 posts 3 said 0 decided 1 gold 0 checks");
    assertThat(uses(preview, "glad")).isEqualTo("MERGED 1 posts 1 said 1 decided 0 gold 0 checks");
    assertThat(uses(preview, "sad")).isEqualTo("RENAMED 1 posts 3 said 0 decided 0 gold 1 checks");
    assertThat(uses(preview, "angry")).isEqualTo("SPLIT 2 posts 2 said 1 decided 1 gold 1 checks");
    assertThat(uses(preview, "calm")).isEqualTo("KEPT 0 posts 3 said 0 decided 0 gold 0 checks");
    assertThat(post(disputed)).as("a preview changes nothing").containsEntry("state", "DISPUTED");

    JsonNode changed = change.send().expect(200);
    assertThat(changed.get("version").asInt()).isEqualTo(2);
    assertThat(post(happy)).isEqualTo(state("LABELLED", "joyful"));
    assertThat(post(disputed)).as("both are one label now").isEqualTo(state("LABELLED", "joyful"));
    assertThat(post(sad)).isEqualTo(state("LABELLED", "sorrowful"));
    assertThat(post(angry)).isEqualTo(state("PREDICTED", null));
    assertThat(post(decided)).as("an editor is asked again").isEqualTo(state("DISPUTED", null));
    assertThat(post(kept)).isEqualTo(state("ADJUDICATED", "joyful"));
    assertThat(
            ReviewProject.query("select gold_label, imported_label from post where id = ?", known))
        .containsExactly(Map.of("gold_label", "joyful", "imported_label", "happy"));
    assertThat(ReviewProject.value("select gold_label from post where id = ?", angry)).isNull();
    assertThat(
            ReviewProject.query(
                "select post_id, expected from attention_check where project_id = ?", project.id()))
        .containsExactly(Map.of("post_id", known, "expected", "sorrowful"));

    assertThat(annotations(project))
        .as("what was said stands")
        .allSatisfy(row -> assertThat(row).containsEntry("schema_version", 1))
        .extracting(row -> row.get("label"))
        .containsOnlyOnceElementsOf(List.of("glad"))
        .contains("happy", "sad", "angry", "calm");
    JsonNode agreement = admin.api().get("/projects/" + project.id() + "/agreement").expect(200);
    assertThat(agreement.get("posts").asInt()).as("all but the split one").isEqualTo(5);
    assertThat(agreement.get("observed").asDouble()).isEqualTo(0.8);
    assertThat(dashboard(project, admin)).contains("joyful", "sorrowful").doesNotContain("glad");
    String export = export(project, admin);
    assertThat(export).contains("\"label\":\"glad\",\"countedLabel\":\"joyful\"");
    assertThat(export).contains("\"label\":\"angry\",\"countedLabel\":null");
    assertThat(export).contains("\"goldLabel\":\"joyful\",\"importedLabel\":\"happy\"");
    JsonNode history = change.history();
    assertThat(history.at("/0/createdBy").asText()).isEqualTo(admin.userName());
    assertThat(history.at("/0/changes/3/becomes").asText()).isEqualTo("SPLIT");
    assertThat(history.at("/0/instructions").toString()).isEqualTo("[\"Classify.\"]");
    assertThat(
            admin
                .api()
                .get("/audit?action=project.schema-changed&subject=" + project.id())
                .expect(200)
                .at("/items/0/detail/changes/0/into/0")
                .asText())
        .isEqualTo("joyful");
  }

  @Test
  void aSplitPostIsAskedAgainOfTheSamePeopleWhoSeeWhatTheySaid() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", MOODS, 2);
    Person admin = project.person("ADMIN", "en");
    Person first = project.annotator();
    Person second = project.annotator();
    UUID post = labelled(project, first, "angry", second, "angry");
    assertThat(next(project, first).status()).isEqualTo(204);
    toMoods(project, admin).send().expect(200);

    JsonNode again = next(project, first).expect(200);
    assertThat(again.at("/post/id").asText()).isEqualTo(post.toString());
    assertThat(again.get("formerly").asText()).isEqualTo("angry");
    assertThat(again.get("labels").toString()).contains("furious").doesNotContain("angry");
    Answer undone = second.api().delete("/tasks/" + taskOf(project, second) + "/annotation");
    assertThat(undone.status()).isEqualTo(409);
    assertThat(undone.body().get("detail").asText()).contains("split or retired");
    give(project, first, "furious");
    give(project, second, "furious");

    assertThat(post(post)).isEqualTo(state("LABELLED", "furious"));
    assertThat(annotations(project)).hasSize(4);
    assertThat(
            ReviewProject.value(
                "select count(*) from annotation where superseded_at is not null"
                    + " and project_id = ?",
                project.id()))
        .isEqualTo(2L);
    JsonNode theirs =
        admin
            .api()
            .get("/projects/" + project.id() + "/posts?annotator=" + first.userName())
            .expect(200);
    assertThat(theirs.get("items")).as("once, not for each of the two answers").hasSize(1);
    JsonNode newcomer = project.annotator().api().get("/posts/" + post).expect(200);
    assertThat(newcomer.get("finalLabel").asText()).isEqualTo("furious");
  }

  @Test
  void anEditorDecidesAReopenedPostWhateverAnnotatorsSay() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", MOODS, 1);
    Person admin = project.person("ADMIN", "en");
    Person annotator = project.annotator();
    UUID post = project.post("decided before anybody said anything", "en");
    decide(admin, post, "angry");
    toMoods(project, admin).send().expect(200);

    give(project, annotator, "calm");
    assertThat(post(post)).isEqualTo(state("DISPUTED", null));
    assertThat(admin.api().get("/projects/" + project.id() + "/disputes").expect(200).get("total"))
        .hasToString("1");
    decide(admin, post, "furious");
    assertThat(post(post)).isEqualTo(state("ADJUDICATED", "furious"));
    admin.api().delete("/posts/" + post + "/adjudication");
    assertThat(post(post)).as("the one before is gone").isEqualTo(state("DISPUTED", null));
  }

  @Test
  void anAnswerFromBeforeTheChangeIsTakenAsWhatItsLabelBecame() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", MOODS, 1);
    Person admin = project.person("ADMIN", "en");
    UUID renamed = project.post("renamed", "en");
    UUID split = project.post("split", "en");
    Person first = project.annotator();
    Person second = project.annotator();
    JsonNode before = next(project, first).expect(200);
    JsonNode gone = next(project, second).expect(200);
    assertThat(before.at("/post/id").asText()).isEqualTo(renamed.toString());
    toMoods(project, admin).send().expect(200);

    answer(first, before, "CORRECTED", "sad").expect(201);
    assertThat(post(renamed)).isEqualTo(state("LABELLED", "sorrowful"));
    assertThat(annotations(project).get(0))
        .containsEntry("label", "sad")
        .containsEntry("schema_version", 1)
        .containsEntry("counted_label", "sorrowful")
        .containsEntry("shown_label", "happy");

    Answer refused = answer(second, gone, "CORRECTED", "angry");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("detail").asText()).contains("from version 1 to 2");
    give(project, second, "irritated");
    assertThat(post(split)).isEqualTo(state("LABELLED", "irritated"));
  }

  @Test
  void whatIsOnTheScreenIsTranslatedWhereItCanBe() throws Exception {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "en", List.of("good", "fine", "bad"), 1);
    Person admin = project.person("ADMIN", "en");
    Person annotator = project.annotator();
    project.post("a post", "en");
    JsonNode before = next(project, annotator).expect(200);
    assertThat(before.at("/prediction/label").asText()).isEqualTo("good");
    SchemaChanges.to(project, admin, "nice", "bad")
        .line("good", "MERGED", "nice")
        .line("fine", "MERGED", "nice")
        .send()
        .expect(200);

    JsonNode after = next(project, annotator).expect(200);
    assertThat(after.at("/prediction/label").asText()).isEqualTo("nice");
    assertThat(after.at("/prediction/probabilities").toString())
        .isEqualTo("{\"nice\":0.85,\"bad\":0.15}");
    answer(annotator, after, "ACCEPTED", null).expect(201);
    assertThat(annotations(project).get(0))
        .containsEntry("label", "nice")
        .containsEntry("shown_label", "nice")
        .containsEntry("schema_version", 2);
  }

  static SchemaChanges toMoods(ReviewProject project, Person admin) {
    return SchemaChanges.to(project, admin, "joyful", "sorrowful", "furious", "irritated", "calm")
        .line("happy", "MERGED", "joyful")
        .line("glad", "MERGED", "joyful")
        .line("sad", "RENAMED", "sorrowful")
        .line("angry", "SPLIT", "furious", "irritated");
  }

  private static UUID labelled(
      ReviewProject project, Person first, String label, Person second, String other)
      throws Exception {
    UUID post = project.post(label + " and " + other + " of " + first.userName(), "en");
    give(project, first, label);
    give(project, second, other);
    return post;
  }

  static void give(ReviewProject project, Person person, String label) throws Exception {
    JsonNode task = next(project, person).expect(200);
    String shown = task.at("/prediction/label").asText(null);
    String decision = shown == null ? "LABELLED" : shown.equals(label) ? "ACCEPTED" : "CORRECTED";
    answer(person, task, decision, label).expect(201);
  }

  private static void decide(Person editor, UUID post, String label) throws Exception {
    editor.api().post("/posts/" + post + "/adjudication", Map.of("label", label)).expect(201);
  }

  private static void mark(Person admin, UUID post, String label) throws Exception {
    admin.api().put("/posts/" + post + "/check", Map.of("label", label)).expect(204);
  }

  private static String taskOf(ReviewProject project, Person person) throws Exception {
    return ReviewProject.value(
            "select task_id from annotation where project_id = ? and account_id = ?",
            project.id(),
            person.id())
        .toString();
  }

  private static Map<String, Object> state(String state, String label) {
    Map<String, Object> row = new HashMap<>();
    row.put("state", state);
    row.put("final_label", label);
    return row;
  }

  private static String uses(JsonNode preview, String label) {
    for (JsonNode line : preview.get("lines")) {
      if (line.get("label").asText().equals(label)) {
        return "%s %s posts %s said %s decided %s gold %s checks"
            .formatted(
                line.get("becomes").asText(),
                line.get("posts"),
                line.get("annotations"),
                line.get("decisions"),
                line.get("gold"),
                line.get("checks"));
      }
    }
    throw new AssertionError("no line of " + label);
  }

  private static String dashboard(ReviewProject project, Person editor) {
    Visitor visitor = Visitor.stranger();
    visitor.logIn(TestTenants.NILE.tenantName(), editor.userName(), TestTenants.PASSWORD);
    return visitor.get("/projects/" + project.id() + "/dashboard").body();
  }

  private static String export(ReviewProject project, Person editor) throws Exception {
    try (BufferedReader lines =
        editor.api().lines("/projects/" + project.id() + "/export?format=jsonl")) {
      return lines.lines().collect(Collectors.joining("\n"));
    }
  }
}
