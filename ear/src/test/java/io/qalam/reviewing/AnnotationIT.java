package io.qalam.reviewing;

import static io.qalam.reviewing.QueueIT.annotations;
import static io.qalam.reviewing.QueueIT.answer;
import static io.qalam.reviewing.QueueIT.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an answer, and of one taken back. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class AnnotationIT {

  @Test
  void everythingAboutAnAnswerIsKept() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);

    JsonNode stored = answer(person, task, "CORRECTED", "negative").expect(201);

    assertThat(stored.get("label").asText()).isEqualTo("negative");
    Map<String, Object> row = annotations(project).get(0);
    assertThat(row)
        .containsEntry("id", UUID.fromString(stored.get("id").asText()))
        .containsEntry("post_id", post)
        .containsEntry("account_id", person.id())
        .containsEntry("decision", "CORRECTED")
        .containsEntry("label", "negative")
        .containsEntry("shown_label", "positive")
        .containsEntry("blind", false)
        .containsEntry("arm", "STRATEGY")
        .containsEntry("schema_version", 1);
    assertThat(row.get("prediction_id")).isNotNull();
    assertThat((Long) row.get("duration_millis")).isNotNegative();
    assertThat(post(post))
        .containsEntry("state", "LABELLED")
        .containsEntry("final_label", "negative");
  }

  @Test
  void theSameRequestTwiceGetsTheSameReplyAndOneRow() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);

    List<Future<Answer>> replies = new ArrayList<>();
    ExecutorService twice = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 4; i++) {
        replies.add(twice.submit(() -> answer(person, task, "ACCEPTED", "positive")));
      }
      JsonNode first = replies.get(0).get().expect(201);
      for (Future<Answer> reply : replies) {
        assertThat(reply.get().expect(201)).isEqualTo(first);
      }
      assertThat(answer(person, task, "ACCEPTED", "positive").expect(201)).isEqualTo(first);
    } finally {
      twice.shutdownNow();
    }
    assertThat(annotations(project)).hasSize(1);
  }

  @Test
  void anotherAnswerUnderTheSameLeaseIsRefusedAndTheFirstStands() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    answer(person, task, "ACCEPTED", "positive").expect(201);

    Answer second = answer(person, task, "CORRECTED", "negative");

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body().get("detail").asText()).contains("answered already");
    assertThat(annotations(project))
        .hasSize(1)
        .first()
        .satisfies(row -> assertThat(row).containsEntry("label", "positive"));
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource({
    "ACCEPTED,  negative, label",
    "CORRECTED, positive, label",
    "CORRECTED, furious,  label",
    "CORRECTED, ,         label",
    "LABELLED,  negative, decision",
    "SKIPPED,   negative, label",
    "FLAGGED,   negative, label",
    "GUESSED,   negative, decision",
    ",          negative, decision"
  })
  void anAnswerThatDoesNotFitIsRefusedByField(String decision, String label, String field)
      throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);

    Answer refused = answer(person, task, decision, label);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(annotations(project)).isEmpty();
    answer(person, task, "ACCEPTED", "positive").expect(201);
  }

  @Test
  void aBlindTaskTakesALabelAndNothingToAccept() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.blindPost("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);

    assertThat(answer(person, task, "ACCEPTED", "positive").status()).isEqualTo(422);
    answer(person, task, "LABELLED", "positive").expect(201);

    assertThat(annotations(project).get(0))
        .containsEntry("blind", true)
        .containsEntry("shown_label", null)
        .containsEntry("prediction_id", null)
        .containsEntry("arm", "BLIND");
  }

  @Test
  void whatNeverWasALeaseIsRefused() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    String address = "/tasks/" + task.get("taskId").asText() + "/annotation";

    Answer odd = person.api().post(address, Map.of("lease", "'; drop", "decision", "ACCEPTED"));
    Answer none = person.api().post(address, Map.of("decision", "ACCEPTED"));

    assertThat(odd.status()).isEqualTo(409);
    assertThat(odd.body().get("detail").asText()).contains("not a lease");
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.body().at("/errors/0/field").asText()).isEqualTo("lease");
  }

  @Test
  void aSkippedPostGoesToSomebodyElseAndNeverBack() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person first = project.annotator();
    Person second = project.annotator();

    answer(first, next(project, first).expect(200), "SKIPPED", null).expect(201);
    assertThat(post(post)).containsEntry("state", "SKIPPED");
    assertThat(next(project, first).status()).isEqualTo(204);
    answer(second, next(project, second).expect(200), "ACCEPTED", "positive").expect(201);

    assertThat(post(post))
        .containsEntry("state", "LABELLED")
        .containsEntry("final_label", "positive");
  }

  @Test
  void aFlaggedPostWaitsForAnEditor() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person person = project.annotator();
    answer(person, next(project, person).expect(200), "FLAGGED", null).expect(201);
    assertThat(post(post)).containsEntry("state", "FLAGGED").containsEntry("final_label", null);
    assertThat(next(project, project.annotator()).status()).isEqualTo(204);
  }

  @Test
  void anUndoneAnswerStaysAsHistoryAndTheTaskComesBackToItsGiver() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    answer(person, task, "ACCEPTED", "positive").expect(201);

    JsonNode back = undo(person, task).expect(200);
    assertThat(back.get("taskId")).isEqualTo(task.get("taskId"));
    assertThat(back.get("lease")).isNotEqualTo(task.get("lease"));
    assertThat(post(post)).containsEntry("state", "PREDICTED").containsEntry("final_label", null);
    assertThat(next(project, project.annotator()).status()).isEqualTo(204);
    assertThat(undo(person, task).expect(200).get("lease")).isEqualTo(back.get("lease"));
    assertThat(answer(person, task, "ACCEPTED", "positive").status()).isEqualTo(409);

    answer(person, back, "CORRECTED", "neutral").expect(201);
    assertThat(post(post)).containsEntry("final_label", "neutral");
    assertThat(annotations(project)).hasSize(2);
    assertThat(annotations(project).get(0).get("undone_at")).isNotNull();
    assertThat(annotations(project).get(1).get("undone_at")).isNull();
    assertThat(
            ReviewProject.query(
                    "select 1 from outbox where topic = 'annotations.nile' and key = ?",
                    post.toString())
                .size())
        .isLessThanOrEqualTo(3);
  }

  @Test
  void nobodyUndoesAnotherPersonsAnswer() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    answer(person, task, "ACCEPTED", "positive").expect(201);

    assertThat(undo(project.annotator(), task).status()).isEqualTo(404);
    assertThat(annotations(project).get(0).get("undone_at")).isNull();
  }

  @Test
  void aSkipThatSomebodyElseTookUpStays() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("a post", "en");
    Person first = project.annotator();
    Person second = project.annotator();
    JsonNode skipped = next(project, first).expect(200);
    answer(first, skipped, "SKIPPED", null).expect(201);
    next(project, second).expect(200);

    Answer refused = undo(first, skipped);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(annotations(project).get(0).get("undone_at")).isNull();
  }

  @Test
  void aSkipThatNobodyTookUpCanBeUndone() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Person person = project.annotator();
    JsonNode skipped = next(project, person).expect(200);
    answer(person, skipped, "SKIPPED", null).expect(201);

    JsonNode back = undo(person, skipped).expect(200);
    assertThat(back.get("prediction")).isEqualTo(skipped.get("prediction"));
    answer(person, back, "ACCEPTED", "positive").expect(201);
    assertThat(post(post)).containsEntry("state", "LABELLED");
  }

  @Test
  void anAnswerUnderAnOlderLabelSchemaIsRefusedWithAReason() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("a post", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    project.changeLabels("good", "bad");

    Answer refused = answer(person, task, "ACCEPTED", "positive");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("detail").asText()).contains("label schema", "1", "2");
    JsonNode again = next(project, person).expect(200);
    assertThat(again.get("taskId")).isEqualTo(task.get("taskId"));
    assertThat(again.get("blind").asBoolean()).as("the old prediction is not shown").isTrue();
    answer(person, again, "LABELLED", "good").expect(201);
  }

  @Test
  void twoWhoDisagreeMakeADispute() throws Exception {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "en", List.of("positive", "negative"), 2);
    UUID post = project.post("a post", "en");
    Person first = project.annotator();
    Person second = project.annotator();
    answer(first, next(project, first).expect(200), "ACCEPTED", "positive").expect(201);
    assertThat(post(post)).containsEntry("state", "PREDICTED");
    answer(second, next(project, second).expect(200), "CORRECTED", "negative").expect(201);
    assertThat(post(post)).containsEntry("state", "DISPUTED").containsEntry("final_label", null);
  }

  static Answer undo(Person person, JsonNode task) throws Exception {
    return person.api().delete("/tasks/" + task.get("taskId").asText() + "/annotation");
  }

  static Map<String, Object> post(UUID id) throws Exception {
    return ReviewProject.query("select state, final_label from post where id = ?", id).get(0);
  }
}
