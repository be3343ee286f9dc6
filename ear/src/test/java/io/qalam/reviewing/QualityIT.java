package io.qalam.reviewing;

import static io.qalam.reviewing.QueueIT.answer;
import static io.qalam.reviewing.QueueIT.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How good labels are, over REST in the running server. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class QualityIT {

  private static final List<String> LABELS = List.of("positive", "negative");

  @Test
  void agreementHasIntervalsWeeksAndReasons() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    Person first = project.annotator();
    Person second = project.annotator();
    Person editor = project.editor();
    assertThat(ask(project, editor, "agreement").at("/krippendorffAlpha/basis").asText())
        .isEqualTo("ONE_ANNOTATOR");
    project.posts(12);
    for (int i = 0; i < 12; i++) {
      project.label(first, LABELS.get(i % 2));
    }
    for (int i = 0; i < 12; i++) {
      project.label(second, i == 0 ? "negative" : LABELS.get(i % 2));
    }

    JsonNode agreement = ask(project, editor, "agreement");

    // by hand: n = 24, 11 positive, 13 negative, 2 disagreeing values: 1 - 23 * 2 / (576 - 290)
    JsonNode alpha = agreement.get("krippendorffAlpha");
    assertThat(alpha.get("value").asDouble()).isCloseTo(1 - 46.0 / 286, within(1e-9));
    assertThat(alpha.get("posts").asInt()).isEqualTo(12);
    assertThat(alpha.at("/interval/lower").asDouble()).isLessThan(alpha.get("value").asDouble());
    assertThat(alpha.at("/interval/upper").asDouble()).isEqualTo(1);
    assertThat(agreement.get("fleissRatings").asInt()).isEqualTo(2);
    assertThat(agreement.get("weeks")).isNotEmpty();
    assertThat(agreement.at("/labels/0/alpha/value").asDouble())
        .as("with two labels, one against the rest is the whole")
        .isCloseTo(alpha.get("value").asDouble(), within(1e-9));
    assertThat(agreement.at("/pairs/0/cohenKappa/explanation").asText()).contains("chance");
  }

  @Test
  void competenceTrustsWhomTheEditorAgreesWith() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    Person right = project.annotator();
    Person wrong = project.annotator();
    Person editor = project.editor();
    JsonNode nothing = ask(project, editor, "competence");
    assertThat(nothing.get("basis").asText()).isEqualTo("ONE_ANNOTATOR");
    assertThat(nothing.get("annotators")).isEmpty();
    for (int i = 0; i < 6; i++) {
      UUID post = project.post("post " + i, "en");
      project.label(right, "negative");
      project.label(wrong, "positive");
      decide(editor, post, "negative").expect(201);
    }

    JsonNode competence = ask(project, editor, "competence");

    assertThat(accuracy(competence, right)).isGreaterThan(0.9);
    assertThat(accuracy(competence, wrong)).isLessThan(0.1);
    assertThat(competence.get("converged").asBoolean()).isTrue();
    assertThat(competence.at("/annotators/0/posts").asInt()).isEqualTo(6);
  }

  @Test
  void aLabelThatAnEarlierPredictionSpeaksAgainstIsSuspectedAndALaterOneTakesNoPart()
      throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1);
    Person annotator = project.annotator();
    Person editor = project.editor();
    UUID doubtful = project.post("doubtful", "en");
    project.label(annotator, "negative");
    UUID fine = project.post("fine", "en");
    project.label(annotator, "positive");
    UUID negative = project.post("negative indeed", "en");
    likes(negative, "negative", 0.9);
    project.label(annotator, "negative");
    trained(List.of(doubtful, fine, negative));

    JsonNode errors = ask(project, editor, "label-errors");
    assertThat(errors.get("posts").asInt()).isEqualTo(3);
    assertThat(errors.get("found").asInt()).isEqualTo(1);
    assertThat(errors.at("/suspects/0/postId").asText()).isEqualTo(doubtful.toString());
    assertThat(errors.at("/suspects/0/probable").asText()).isEqualTo("positive");

    ReviewProject.execute(
        "update prediction set created_at = now() + interval '1 hour' where post_id = ?", doubtful);
    JsonNode later = ask(project, editor, "label-errors");
    assertThat(later.get("posts").asInt()).isEqualTo(2);
    assertThat(later.get("leftOut").asInt()).isEqualTo(1);
    assertThat(later.get("found").asInt()).isZero();

    ReviewProject.execute("update post set split = 'TEST' where id = ?", doubtful);
    assertThat(ask(project, editor, "label-errors").get("found").asInt())
        .as("no adapter learns from a test post")
        .isEqualTo(1);
    assertThat(ask(project, editor, "label-errors").at("/suspects/0/heldOut").asBoolean()).isTrue();
  }

  @Test
  void aSuspectedLabelIsDecidedAndNoLongerSuspected() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1);
    Person annotator = project.annotator();
    Person editor = project.editor();
    UUID doubtful = project.post("doubtful", "en");
    project.label(annotator, "negative");
    project.post("fine", "en");
    project.label(annotator, "positive");
    likes(project.post("negative indeed", "en"), "negative", 0.9);
    project.label(annotator, "negative");
    assertThat(ask(project, editor, "label-errors").get("found").asInt()).isEqualTo(1);

    decide(editor, doubtful, "positive").expect(201);

    assertThat(ask(project, editor, "label-errors").get("found").asInt()).isZero();
  }

  @Test
  void overAcceptanceComparesTheRandomArmWithTheBlindOne() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1);
    Person annotator = project.annotator();
    Person editor = project.editor();
    answers(project, annotator, 32, false, 30);
    JsonNode few = ask(project, editor, "over-acceptance");
    assertThat(few.at("/everybody/difference").isNull()).isTrue();
    assertThat(few.at("/everybody/explanation").asText())
        .isEqualTo("Too few posts: 32 shown at random and 0 blind, 30 of each are needed.");
    answers(project, annotator, 32, true, 16);

    JsonNode found = ask(project, editor, "over-acceptance").at("/annotators/0");

    assertThat(found.get("userName").asText()).isEqualTo(annotator.userName());
    assertThat(found.get("shown").toString()).isEqualTo("{\"of\":30,\"all\":32}");
    assertThat(found.get("blind").toString()).isEqualTo("{\"of\":16,\"all\":32}");
    assertThat(found.get("difference").asDouble()).isCloseTo(14.0 / 32, within(1e-9));
    assertThat(found.at("/interval/lower").asDouble()).isPositive();
  }

  /**
   * As the owner: posts of the random arm, of which the first {@code same} got the predicted label.
   */
  private static void answers(
      ReviewProject project, Person annotator, int count, boolean blind, int same)
      throws Exception {
    for (int i = 0; i < count; i++) {
      UUID post = blind ? project.blindPost("b" + i, "en") : project.post("s" + i, "en");
      ReviewProject.execute("update review_task set arm = 'RANDOM' where post_id = ?", post);
      JsonNode task = next(project, annotator).expect(200);
      String label = LABELS.get(i < same ? 0 : 1);
      String decision = blind ? "LABELLED" : i < same ? "ACCEPTED" : "CORRECTED";
      answer(annotator, task, decision, label).expect(201);
    }
  }

  /** As if an adapter had made the posts' predictions. */
  private static void trained(List<UUID> posts) throws Exception {
    for (UUID post : posts) {
      ReviewProject.execute(
          "update prediction set adapter_id = ? where post_id = ?", UUID.randomUUID(), post);
    }
  }

  private static void likes(UUID post, String label, double probability) throws Exception {
    String other = LABELS.get(1 - LABELS.indexOf(label));
    ReviewProject.execute(
        "update prediction set label = ?, probabilities = jsonb_build_object(?::text, ?::float8,"
            + " ?::text, ?::float8) where post_id = ?",
        label,
        label,
        probability,
        other,
        1 - probability,
        post);
  }

  private static double accuracy(JsonNode competence, Person person) {
    for (JsonNode annotator : competence.get("annotators")) {
      if (annotator.get("account").asText().equals(person.id().toString())) {
        return annotator.get("accuracy").asDouble();
      }
    }
    throw new AssertionError(person + " is not in " + competence);
  }

  private static JsonNode ask(ReviewProject project, Person person, String what) throws Exception {
    return person.api().get("/projects/" + project.id() + "/" + what).expect(200);
  }

  private static Answer decide(Person editor, UUID post, String label) throws Exception {
    return editor.api().post("/posts/" + post + "/adjudication", Map.of("label", label));
  }
}
