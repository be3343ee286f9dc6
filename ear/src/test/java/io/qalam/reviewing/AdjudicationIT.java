package io.qalam.reviewing;

import static io.qalam.reviewing.AnnotationIT.post;
import static io.qalam.reviewing.AnnotationIT.undo;
import static io.qalam.reviewing.QueueIT.answer;
import static io.qalam.reviewing.QueueIT.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What editors decide, and how far annotators agree. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class AdjudicationIT {

  private static final List<String> LABELS = List.of("positive", "negative");

  @Test
  void anEditorsDecisionOutranksTheAnnotatorsAndCanBeTakenBack() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    UUID post = dispute(project);
    Person editor = project.editor();

    JsonNode waiting = disputes(project, editor).expect(200);
    assertThat(waiting.get("total").asInt()).isEqualTo(1);
    assertThat(waiting.at("/items/0/post/id").asText()).isEqualTo(post.toString());
    assertThat(waiting.at("/items/0/state").asText()).isEqualTo("DISPUTED");
    assertThat(waiting.at("/items/0/voices").findValuesAsText("label"))
        .containsExactlyInAnyOrder("positive", "negative");

    JsonNode gold = decide(editor, post, "negative", "sarcasm").expect(201);
    assertThat(decide(editor, post, "negative", "sarcasm").expect(201)).isEqualTo(gold);
    assertThat(post(post))
        .containsEntry("state", "ADJUDICATED")
        .containsEntry("final_label", "negative");
    assertThat(disputes(project, editor).expect(200).get("total").asInt()).isZero();
    assertThat(inForce(post)).isEqualTo(1L);

    decide(editor, post, "positive", null).expect(201);
    assertThat(post(post)).containsEntry("final_label", "positive");
    assertThat(inForce(post)).isEqualTo(1L);

    assertThat(editor.api().delete("/posts/" + post + "/adjudication").status()).isEqualTo(204);
    assertThat(post(post)).containsEntry("state", "DISPUTED").containsEntry("final_label", null);
    assertThat(editor.api().delete("/posts/" + post + "/adjudication").status()).isEqualTo(404);
    assertThat(inForce(post)).isEqualTo(0L);
  }

  @Test
  void aDecidedPostIsNobodysTaskUntilTheDecisionIsTakenBack() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    UUID post = project.post("a post", "en");
    Person annotator = project.annotator();
    Person editor = project.editor();
    JsonNode task = next(project, annotator).expect(200);
    answer(annotator, task, "ACCEPTED", "positive").expect(201);

    decide(editor, post, "negative", null).expect(201);
    assertThat(next(project, project.annotator()).status()).isEqualTo(204);
    Answer undo = undo(annotator, task);
    assertThat(undo.status()).isEqualTo(409);
    assertThat(undo.body().get("detail").asText()).contains("editor");

    editor.api().delete("/posts/" + post + "/adjudication");
    assertThat(post(post)).containsEntry("state", "PREDICTED");
    Person second = project.annotator();
    answer(second, next(project, second).expect(200), "ACCEPTED", "positive").expect(201);
    assertThat(post(post))
        .containsEntry("state", "LABELLED")
        .containsEntry("final_label", "positive");
  }

  @Test
  void anAnswerThatComesAfterTheDecisionIsKeptAndChangesNothing() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person annotator = project.annotator();
    JsonNode task = next(project, annotator).expect(200);
    decide(project.editor(), post, "negative", null).expect(201);

    answer(annotator, task, "ACCEPTED", "positive").expect(201);

    assertThat(post(post))
        .containsEntry("state", "ADJUDICATED")
        .containsEntry("final_label", "negative");
    assertThat(QueueIT.annotations(project)).hasSize(1);
  }

  @Test
  void aLabelThatIsNotInTheSchemaIsRefused() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    UUID post = dispute(project);
    Person editor = project.editor();

    Answer refused = decide(editor, post, "furious", null);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("label");
    assertThat(editor.api().post("/posts/" + post + "/adjudication", Map.of()).status())
        .isEqualTo(422);
    assertThat(post(post)).containsEntry("state", "DISPUTED");
  }

  @Test
  void annotatorsAndOtherTenantsDecideNothing() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    UUID post = dispute(project);
    Person annotator = project.annotator();
    Person stranger = ReviewProject.simple(TestTenants.GANGA).editor();

    assertThat(decide(annotator, post, "positive", null).status()).isEqualTo(403);
    assertThat(disputes(project, annotator).status()).isEqualTo(403);
    assertThat(decide(stranger, post, "positive", null).status()).isEqualTo(404);
    assertThat(disputes(project, stranger).status()).isEqualTo(404);
    assertThat(stranger.api().get("/projects/" + project.id() + "/agreement").status())
        .isEqualTo(404);
    assertThat(post(post)).containsEntry("state", "DISPUTED");
  }

  @Test
  void agreementIsReckonedFromTheLabelsInForce() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    Person first = project.annotator();
    Person second = project.annotator();
    Person editor = project.editor();
    for (int i = 0; i < 4; i++) {
      project.post("post " + i, "en");
    }
    JsonNode nothing = agreement(project, editor);
    assertThat(nothing.at("/krippendorffAlpha/value").isNull()).isTrue();
    assertThat(nothing.at("/krippendorffAlpha/basis").asText()).isEqualTo("ONE_ANNOTATOR");

    for (String label : List.of("positive", "positive", "negative", "negative")) {
      project.label(first, label);
    }
    for (String label : List.of("positive", "negative", "negative", "negative")) {
      project.label(second, label);
    }

    JsonNode agreement = agreement(project, editor);
    assertThat(agreement.get("posts").asInt()).isEqualTo(4);
    assertThat(agreement.get("observed").asDouble()).isEqualTo(0.75);
    // by hand: n = 8, 3 positive, 5 negative, 2 disagreeing values: 1 - 7 * 2 / (64 - 34)
    assertThat(agreement.at("/krippendorffAlpha/value").asDouble())
        .isCloseTo(1 - 14.0 / 30, within(1e-9));
    // by hand: p_o = 0.75, p_e = 0.5 * 0.25 + 0.5 * 0.75 = 0.5
    assertThat(agreement.at("/pairs/0/cohenKappa/value").asDouble()).isCloseTo(0.5, within(1e-9));
    assertThat(agreement.at("/annotators/0/userName").asText()).startsWith("annotator-");
  }

  @Test
  void whatMeasuresTheModelIsDecidedWithoutItsWord() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    UUID post = dispute(project);
    Person editor = project.editor();
    assertThat(disputes(project, editor).expect(200).at("/items/0/prediction/label").asText())
        .isEqualTo("positive");

    ReviewProject.execute("update post set split = 'TEST' where id = ?", post);
    JsonNode undecided = disputes(project, editor).expect(200).at("/items/0");
    assertThat(undecided.get("heldOut").asBoolean()).isTrue();
    assertThat(undecided.get("prediction").isNull()).isTrue();
  }

  @Test
  void anEditorWhoHoldsAFlaggedPostBlindSeesNoPredictionOfItAmongTheDisputes() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    project.blindPost("a post", "en");
    Person annotator = project.annotator();
    answer(annotator, next(project, annotator).expect(200), "FLAGGED", null).expect(201);
    Person editor = project.editor();
    assertThat(next(project, editor).expect(200).get("blind").asBoolean()).isTrue();

    assertThat(disputes(project, editor).expect(200).at("/items/0/prediction").isNull()).isTrue();
    assertThat(disputes(project, project.editor()).expect(200).at("/items/0/prediction/label"))
        .hasToString("\"positive\"");
  }

  private static UUID dispute(ReviewProject project) throws Exception {
    UUID post = project.post("a post", "en");
    project.label(project.annotator(), "positive");
    project.label(project.annotator(), "negative");
    return post;
  }

  private static Answer disputes(ReviewProject project, Person person) throws Exception {
    return person.api().get("/projects/" + project.id() + "/disputes");
  }

  private static JsonNode agreement(ReviewProject project, Person editor) throws Exception {
    return editor.api().get("/projects/" + project.id() + "/agreement").expect(200);
  }

  private static Answer decide(Person editor, UUID post, String label, String note)
      throws Exception {
    Map<String, Object> body = new HashMap<>();
    body.put("label", label);
    body.put("note", note);
    return editor.api().post("/posts/" + post + "/adjudication", body);
  }

  private static Object inForce(UUID post) throws Exception {
    return ReviewProject.value(
        "select count(*) from adjudication where post_id = ? and undone_at is null", post);
  }
}
