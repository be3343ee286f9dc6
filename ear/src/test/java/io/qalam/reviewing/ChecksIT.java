package io.qalam.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Posts whose label is known tell how well members answer, and never become labels. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ChecksIT {

  /** At a share of one half, this many tries in vain do not happen by chance. */
  private static final int TRIES = 60;

  @Test
  void aDecidedPostIsGivenBlindAndItsAnswerCountsForTheMemberAlone() throws Exception {
    ReviewProject project = checking();
    UUID post = decided(project);
    Person person = project.annotator();

    JsonNode task = check(project, person).orElseThrow();
    assertThat(task.at("/post/id").asText()).isEqualTo(post.toString());
    assertThat(task.get("blind").asBoolean()).isTrue();
    assertThat(task.get("prediction").isNull()).isTrue();
    JsonNode stored = QueueIT.answer(person, task, "LABELLED", "negative").expect(201);
    assertThat(QueueIT.answer(person, task, "LABELLED", "negative").expect(201)).isEqualTo(stored);
    assertThat(QueueIT.answer(person, task, "LABELLED", "neutral").status()).isEqualTo(409);

    assertThat(QueueIT.annotations(project)).isEmpty();
    assertThat(ReviewProject.value("select final_label from post where id = ?", post))
        .isEqualTo("negative");
    assertThat(gold(project)).isEqualTo("1 of 1");
    assertThat(check(project, person)).as("nobody meets a post twice").isEmpty();
  }

  @Test
  void anAnswerTakenBackIsGivenAnew() throws Exception {
    ReviewProject project = checking();
    decided(project);
    Person person = project.annotator();
    JsonNode task = check(project, person).orElseThrow();
    QueueIT.answer(person, task, "LABELLED", "negative").expect(201);

    String answer = "/tasks/" + task.get("taskId").asText() + "/annotation";
    JsonNode again = person.api().delete(answer).expect(200);
    assertThat(again.get("taskId")).isEqualTo(task.get("taskId"));
    assertThat(QueueIT.answer(person, task, "LABELLED", "positive").status())
        .as("the former lease")
        .isEqualTo(409);
    QueueIT.answer(person, again, "LABELLED", "positive").expect(201);
    assertThat(gold(project)).isEqualTo("0 of 1");
  }

  @Test
  void anAnswerTakenBackComesBeforeWhatIsHeldAndACheckThatRanOutDoesNot() throws Exception {
    ReviewProject project = checking();
    decided(project);
    Person person = project.annotator();
    JsonNode check = check(project, person).orElseThrow();
    String id = check.get("taskId").asText();
    project.post("a post like others", "en");
    String other = QueueIT.next(project, person, id).expect(200).get("taskId").asText();
    QueueIT.answer(person, check, "LABELLED", "negative").expect(201);

    person.api().delete("/tasks/" + id + "/annotation").expect(200);
    ReviewProject.execute(
        "update review_task set leased_at = leased_at - interval '1 hour' where id = ?",
        UUID.fromString(other));
    assertThat(QueueIT.next(project, person).expect(200).get("taskId").asText()).isEqualTo(id);

    ReviewProject.execute(
        "update check_task set leased_until = now() - interval '1 second' where id = ?",
        UUID.fromString(id));
    assertThat(QueueIT.next(project, person).expect(200).get("taskId").asText()).isEqualTo(other);
    assertThat(givenBeside(project, person, other)).isEqualTo(id);
    assertThat(QueueIT.next(project, person).expect(200).get("taskId").asText())
        .as("it was leased anew, and not taken back")
        .isEqualTo(other);
  }

  @Test
  void whoHoldsACheckGetsItBackAndNobodyElseMayAnswerIt() throws Exception {
    ReviewProject project = checking();
    decided(project);
    Person holder = project.annotator();
    JsonNode task = check(project, holder).orElseThrow();

    assertThat(QueueIT.next(project, holder).expect(200).get("taskId"))
        .isEqualTo(task.get("taskId"));
    assertThat(QueueIT.answer(project.annotator(), task, "LABELLED", "negative").status())
        .isEqualTo(409);
    assertThat(
            holder
                .api()
                .post(
                    "/tasks/" + task.get("taskId").asText() + "/lease",
                    Map.of("lease", task.get("lease").asText()))
                .status())
        .isEqualTo(200);
  }

  @Test
  void whoLabelledThePostBeforeItWasDecidedIsNotAskedAboutItAgain() throws Exception {
    ReviewProject project = checking();
    UUID post = project.post("to be decided", "en");
    Person labeller = project.annotator();
    JsonNode task = QueueIT.next(project, labeller).expect(200);
    QueueIT.answer(labeller, task, "ACCEPTED", "positive").expect(201);
    decide(post);

    assertThat(check(project, labeller)).isEmpty();
    assertThat(check(project, project.annotator())).isPresent();
  }

  @Test
  void aCheckIsNotToldApartByItsIdItsReasonOrASecondUndo() throws Exception {
    ReviewProject project = checking();
    UUID post = decided(project);
    Person person = project.annotator();
    JsonNode check = check(project, person).orElseThrow();
    UUID task = UUID.fromString(check.get("taskId").asText());
    UUID sibling = (UUID) ReviewProject.value("select id from review_task where post_id = ?", post);
    assertThat(task.getMostSignificantBits())
        .as("the moment of the post's other task")
        .isEqualTo(sibling.getMostSignificantBits());
    assertThat(task).isNotEqualTo(sibling);

    QueueIT.answer(person, check, "LABELLED", "negative").expect(201);
    assertThat(person.api().get("/tasks/" + task + "/reason").status()).isEqualTo(409);

    String answer = "/tasks/" + task + "/annotation";
    JsonNode again = person.api().delete(answer).expect(200);
    JsonNode lostReply = person.api().delete(answer).expect(200);
    assertThat(lostReply.get("lease")).isEqualTo(again.get("lease"));
  }

  @Test
  void whoIsAskedAboutAKnownPostCannotLookItsLabelUpNorSeeThatItIsKnown() throws Exception {
    ReviewProject project = checking();
    UUID post = decided(project);
    Person annotator = project.annotator();
    Person editor = project.editor();
    JsonNode held = check(project, annotator).orElseThrow();
    check(project, editor).orElseThrow();

    for (Person asked : List.of(annotator, editor)) {
      assertThat(shown(asked, post)).isEqualTo("PREDICTED null");
      assertThat(found(asked, project, "q=decided")).containsExactly(post.toString());
      assertThat(found(asked, project, "q=decided&label=negative")).isEmpty();
      assertThat(found(asked, project, "state=ADJUDICATED")).isEmpty();
      assertThat(
              asked
                  .api()
                  .get("/projects/" + project.id() + "/posts/count?q=decided&label=negative")
                  .expect(200)
                  .get("posts")
                  .asInt())
          .isZero();
    }
    assertThat(shown(project.annotator(), post)).isEqualTo("ADJUDICATED negative");
    assertThat(found(project.editor(), project, "label=negative")).containsExactly(post.toString());

    QueueIT.answer(annotator, held, "LABELLED", "positive").expect(201);
    assertThat(shown(annotator, post)).as("they can take it back").isEqualTo("PREDICTED null");
  }

  @Test
  void aPostThatAnAdminMarksIsACheckAndNoLabelOfItIsWanted() throws Exception {
    ReviewProject project = checking();
    UUID post = project.post("please choose neutral here", "en");
    Person admin = project.person("ADMIN", "en");
    String check = "/posts/" + post + "/check";
    assertThat(admin.api().put(check, Map.of("label", "furious")).expect(422).toString())
        .contains("positive, negative, neutral");
    admin.api().put(check, Map.of("label", "neutral")).expect(204);

    Person person = project.annotator();
    JsonNode task = check(project, person).orElseThrow();
    assertThat(task.get("blind").asBoolean()).isTrue();
    QueueIT.answer(person, task, "LABELLED", "positive").expect(201);
    JsonNode mine = accuracy(project);
    assertThat(mine.at("/attention/answered").asInt()).isEqualTo(1);
    assertThat(mine.at("/attention/right").asInt()).isZero();

    admin.api().delete(check).expect(204);
    assertThat(
            ReviewProject.value(
                "select state from review_task where post_id = ? and slot = 1", post))
        .isEqualTo("OPEN");
    assertThat(check(project, person)).as("they met it, also as a task").isEmpty();
  }

  @Test
  void aCheckThatIsSkippedCountsAsAskedAndNotAsAnswered() throws Exception {
    ReviewProject project = checking();
    decided(project);
    Person person = project.annotator();
    QueueIT.answer(person, check(project, person).orElseThrow(), "SKIPPED", null).expect(201);

    JsonNode gold = accuracy(project).get("gold");
    assertThat(gold.toString()).isEqualTo("{\"asked\":1,\"answered\":0,\"right\":0}");
  }

  @Test
  void aLabelThatCameWithTheImportIsACheckOnlyWhereTheProjectSaysSo() throws Exception {
    ReviewProject project = checking();
    UUID post = project.post("known from elsewhere", "en");
    ReviewProject.execute("update post set gold_label = 'neutral' where id = ?", post);
    ReviewProject.execute("update review_task set state = 'WITHDRAWN' where post_id = ?", post);
    Person person = project.annotator();
    assertThat(check(project, person)).isEmpty();

    ReviewProject.execute("update project set gold_as_checks = true where id = ?", project.id());
    JsonNode task = check(project, person).orElseThrow();
    QueueIT.answer(person, task, "LABELLED", "neutral").expect(201);
    assertThat(gold(project)).isEqualTo("1 of 1");
  }

  private static String shown(Person person, UUID post) throws Exception {
    JsonNode found = person.api().get("/posts/" + post).expect(200);
    assertThat(found.get("adjudications")).isEmpty();
    return found.get("state").asText() + " " + found.get("finalLabel").asText();
  }

  private static List<String> found(Person person, ReviewProject project, String query)
      throws Exception {
    List<String> ids = new ArrayList<>();
    person
        .api()
        .get("/projects/" + project.id() + "/posts?" + query)
        .expect(200)
        .get("items")
        .forEach(post -> ids.add(post.get("id").asText()));
    return ids;
  }

  private static ReviewProject checking() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project
        .person("ADMIN", "en")
        .api()
        .put("/projects/" + project.id() + "/settings", Map.of("checkShare", 0.5))
        .expect(200);
    return project;
  }

  private static UUID decided(ReviewProject project) throws Exception {
    UUID post = project.post("decided", "en");
    decide(post);
    return post;
  }

  private static void decide(UUID post) throws Exception {
    ReviewProject.execute(
        "update post set state = 'ADJUDICATED', final_label = 'negative' where id = ?", post);
    ReviewProject.execute(
        "update review_task set state = 'WITHDRAWN' where post_id = ? and state = 'OPEN'", post);
  }

  /** A check, if the person is given one; there are no other tasks. */
  private static Optional<JsonNode> check(ReviewProject project, Person person) throws Exception {
    for (int i = 0; i < TRIES; i++) {
      Answer next = QueueIT.next(project, person);
      if (next.status() == 200) {
        return Optional.of(next.body());
      }
    }
    return Optional.empty();
  }

  /** What the person is given beside that task. */
  private static String givenBeside(ReviewProject project, Person person, String task)
      throws Exception {
    for (int i = 0; i < TRIES; i++) {
      Answer next = QueueIT.next(project, person, task);
      if (next.status() == 200) {
        return next.body().get("taskId").asText();
      }
    }
    throw new AssertionError("Nothing is given beside " + task);
  }

  private static JsonNode accuracy(ReviewProject project) throws Exception {
    JsonNode items =
        project
            .editor()
            .api()
            .get("/projects/" + project.id() + "/accuracy")
            .expect(200)
            .get("items");
    assertThat(items).hasSize(1);
    return items.get(0);
  }

  private static String gold(ReviewProject project) throws Exception {
    JsonNode gold = accuracy(project).get("gold");
    return gold.get("right").asInt() + " of " + gold.get("answered").asInt();
  }
}
