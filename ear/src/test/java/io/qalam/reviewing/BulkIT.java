package io.qalam.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Accepting clear predictions in one go; positive is predicted everywhere. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class BulkIT {

  @Test
  void whatThePreviewShowsIsAcceptedPostByPostAndNothingElse() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID clear = clear(project, "clear", 0.97);
    UUID clearer = clear(project, "clearer", 0.99);
    clear(project, "doubtful", 0.5);
    Person editor = project.editor();

    JsonNode preview = preview(project, editor);
    assertThat(preview.get("posts").findValuesAsText("text")).containsExactly("clearer", "clear");
    assertThat(preview.get("more").asBoolean()).isFalse();
    JsonNode outcome = accept(project, editor, preview);

    assertThat(outcome.get("posts").asInt()).isEqualTo(2);
    assertThat(outcome.get("leftOut").asInt()).isZero();
    UUID bulk = UUID.fromString(outcome.get("bulkId").asText());
    assertThat(annotations(project))
        .hasSize(2)
        .allSatisfy(
            row ->
                assertThat(row)
                    .containsEntry("decision", "ACCEPTED")
                    .containsEntry("label", "positive")
                    .containsEntry("shown_label", "positive")
                    .containsEntry("account_id", editor.id())
                    .containsEntry("bulk_id", bulk)
                    .containsEntry("fence", 1L))
        .extracting(row -> row.get("post_id"))
        .containsExactlyInAnyOrder(clear, clearer);
    assertThat(states(project)).isEqualTo(Map.of("LABELLED", 2L, "PREDICTED", 1L));
  }

  @Test
  void nothingIsAcceptedThatNobodySaw() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    clear(project, "clear", 0.95);
    Person editor = project.editor();

    editor.api().post(address(project), Map.of("label", "positive", "minMargin", 0.9)).expect(422);

    assertThat(annotations(project)).isEmpty();
  }

  @Test
  void oneUndoTakesTheWholeBackAndTheTasksGoBackIntoTheQueue() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    clear(project, "one", 0.95);
    UUID decided = clear(project, "two", 0.96);
    clear(project, "three", 0.97);
    Person editor = project.editor();
    String bulk = accept(project, editor, preview(project, editor)).get("bulkId").asText();
    ReviewProject.execute("update post set state = 'ADJUDICATED' where id = ?", decided);

    JsonNode undone = editor.api().delete(address(project) + "/" + bulk).expect(200);

    assertThat(undone.get("posts").asInt()).isEqualTo(2);
    assertThat(undone.get("leftOut").asInt()).isEqualTo(1);
    assertThat(states(project)).isEqualTo(Map.of("PREDICTED", 2L, "ADJUDICATED", 1L));
    assertThat(annotations(project))
        .extracting(row -> row.get("undone_at") == null)
        .containsExactlyInAnyOrder(false, false, true);
    assertThat(next(project, project.annotator())).isIn("one", "three");
    Person other = project.editor();
    assertThat(other.api().delete(address(project) + "/" + bulk).status()).isEqualTo(404);
  }

  @Test
  void blindHeldOutRandomAndHeldPostsAreNeverAmongThem() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID blind = project.blindPost("blind", "en");
    UUID development = clear(project, "development", 0.99);
    UUID test = clear(project, "test", 0.99);
    UUID random = clear(project, "random", 0.99);
    UUID held = clear(project, "held", 0.99);
    clear(project, "free", 0.99);
    ReviewProject.execute("update prediction set margin = 0.99 where post_id = ?", blind);
    ReviewProject.execute("update post set split = 'DEVELOPMENT' where id = ?", development);
    ReviewProject.execute("update post set split = 'TEST' where id = ?", test);
    ReviewProject.execute("update review_task set arm = 'RANDOM' where post_id = ?", random);
    Person annotator = project.annotator();
    ReviewProject.execute(
        "update review_task set state = 'LEASED', fence = 7, leased_by = ?, leased_at = now(),"
            + " leased_until = now() + interval '5 minutes' where post_id = ?",
        annotator.id(),
        held);
    Person editor = project.editor();

    JsonNode preview = preview(project, editor);
    assertThat(preview.get("posts").findValuesAsText("text")).containsExactly("free");
    assertThat(accept(project, editor, preview).get("posts").asInt()).isEqualTo(1);
    assertThat(
            ReviewProject.value(
                "select fence || ' ' || state from review_task where post_id = ?", held))
        .as("the lease that somebody else holds")
        .isEqualTo("7 LEASED");
  }

  @Test
  void aPostTakenOrPredictedAnewSinceThePreviewIsLeftOut() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID taken = clear(project, "taken", 0.99);
    UUID changed = clear(project, "changed", 0.98);
    clear(project, "same", 0.97);
    Person editor = project.editor();
    JsonNode preview = preview(project, editor);
    ReviewProject.execute("update review_task set priority = 0 where post_id = ?", taken);
    assertThat(next(project, project.annotator())).isEqualTo("taken");
    ReviewProject.execute("update prediction set label = 'negative' where post_id = ?", changed);

    JsonNode outcome = accept(project, editor, preview);

    assertThat(outcome.get("posts").asInt()).isEqualTo(1);
    assertThat(outcome.get("leftOut").asInt()).isEqualTo(2);
    assertThat(annotations(project)).hasSize(1);
  }

  @Test
  void wherePostsWantTwoReviewersOnePersonGivesOneAnswerEach() throws Exception {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "en", List.of("positive", "negative"), 2);
    clear(project, "one", 0.99);
    Person editor = project.editor();
    accept(project, editor, preview(project, editor));
    assertThat(preview(project, editor).get("posts")).isEmpty();
    assertThat(states(project)).isEqualTo(Map.of("PREDICTED", 1L));

    Person second = project.editor();
    accept(project, second, preview(project, second));
    assertThat(states(project)).isEqualTo(Map.of("LABELLED", 1L));
  }

  @Test
  void aFilterThatMakesNoSenseIsRefusedFieldByField() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person editor = project.editor();
    String problem =
        editor
            .api()
            .post(address(project), Map.of("label", "angry", "minMargin", 2))
            .expect(422)
            .toString();
    assertThat(problem)
        .contains("label", "one of [positive, negative, neutral]", "minMargin", "0 to 1");
    assertThat(project.annotator().api().get(address(project) + FILTER).status()).isEqualTo(403);
  }

  private static final String FILTER = "?label=positive&minMargin=0.9";

  private static String address(ReviewProject project) {
    return "/projects/" + project.id() + "/bulk";
  }

  private static JsonNode preview(ReviewProject project, Person person) throws Exception {
    return person.api().get(address(project) + FILTER).expect(200);
  }

  private static JsonNode accept(ReviewProject project, Person person, JsonNode preview)
      throws Exception {
    List<Map<String, String>> seen = new ArrayList<>();
    preview
        .get("posts")
        .forEach(
            post ->
                seen.add(
                    Map.of(
                        "taskId", post.get("taskId").asText(),
                        "predictionId", post.get("predictionId").asText())));
    return person
        .api()
        .post(address(project), Map.of("label", "positive", "minMargin", 0.9, "seen", seen))
        .expect(200);
  }

  private static UUID clear(ReviewProject project, String text, double margin) throws Exception {
    UUID post = project.post(text, "en");
    ReviewProject.execute("update prediction set margin = ? where post_id = ?", margin, post);
    return post;
  }

  private static String next(ReviewProject project, Person person) throws Exception {
    return person
        .api()
        .post("/projects/" + project.id() + "/tasks/next", Map.of())
        .expect(200)
        .at("/post/text")
        .asText();
  }

  private static Map<String, Long> states(ReviewProject project) throws Exception {
    Map<String, Long> states = new HashMap<>();
    for (Map<String, Object> row :
        ReviewProject.query(
            "select state, count(*) as posts from post where project_id = ? group by state",
            project.id())) {
      states.put((String) row.get("state"), (Long) row.get("posts"));
    }
    return states;
  }

  private static List<Map<String, Object>> annotations(ReviewProject project) throws Exception {
    return ReviewProject.query("select * from annotation where project_id = ?", project.id());
  }
}
