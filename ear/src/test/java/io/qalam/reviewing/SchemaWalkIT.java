package io.qalam.reviewing;

import static io.qalam.reviewing.QueueIT.answer;
import static io.qalam.reviewing.QueueIT.next;
import static io.qalam.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Labels are carried over post by post, while people go on and though a server is killed. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SchemaWalkIT {

  /** More than are carried over within the change's own transaction. */
  private static final int MANY = 3_200;

  private static final int TRIES = 60;

  @Test
  void manyPostsAreCarriedOverInTheBackgroundAndAKilledServerGoesOnWhereItWas() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", "en");
    labelled(project, MANY);
    Person annotator = project.annotator();
    project.post("not labelled yet", "en");

    SchemaChanges swap = swap(project, admin);
    swap.send().expect(200);
    assertThat(queue(project, admin).get("carrying").asBoolean()).isTrue();
    SchemaChanges next = swap(project, admin).from(2);
    Answer again = next.send();
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().get("detail").asText()).contains("still being carried over");
    assertThat(next.preview().status()).isEqualTo(409);
    Answer run = admin.api().post("/projects/" + project.id() + "/training-runs", Map.of());
    assertThat(run.status()).isEqualTo(409);
    assertThat(run.body().get("detail").asText()).contains("still being carried over");
    SchemaChangeIT.give(project, annotator, "neutral");

    awaitCarried(project, admin);
    everyAnswerCountsByItsVersion(project);
    leaveAsAKilledServerDoes(project);
    awaitCarried(project, admin);
    everyAnswerCountsByItsVersion(project);
    assertThat(
            ReviewProject.value(
                "select count(*) from post where project_id = ? and final_label = 'negative'",
                project.id()))
        .isEqualTo((long) MANY);

    next.send().expect(200);
    awaitCarried(project, admin);
    everyAnswerCountsByItsVersion(project);
    assertThat(
            ReviewProject.value(
                "select count(*) from annotation where project_id = ? and counted_label = label"
                    + " and recounted_label is null",
                project.id()))
        .as("names that were exchanged twice are the first ones")
        .isEqualTo((long) MANY + 1);
  }

  @Test
  void answersThatComeInWhileLabelsChangeAllCountByTheVersionTheyWereGivenUnder() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", "en");
    project.posts(60);
    List<Callable<Integer>> people = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Person person = project.annotator();
      people.add(() -> answerAll(project, person));
    }
    ExecutorService work = Executors.newFixedThreadPool(people.size());
    try {
      List<Future<Integer>> given = people.stream().map(work::submit).toList();
      eventually("some answers", () -> answers(project), count -> count > 10);
      swap(project, admin).send().expect(200);
      for (Future<Integer> one : given) {
        one.get();
      }
    } finally {
      work.shutdownNow();
    }
    assertThat(answers(project)).isEqualTo(60L);
    everyAnswerCountsByItsVersion(project);
    assertThat(
            ReviewProject.value(
                "select count(distinct schema_version) from annotation where project_id = ?",
                project.id()))
        .isEqualTo(2L);
  }

  @Test
  void aCheckInSomebodysHandsExpectsTheNewNameAndIsGoneWhereItsLabelWasSplit() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", "en");
    admin
        .api()
        .put("/projects/" + project.id() + "/settings", Map.of("checkShare", 0.5))
        .expect(200);
    Person annotator = project.annotator();
    JsonNode renamed = check(project, admin, annotator, "negative");
    JsonNode split = check(project, admin, annotator, "neutral");

    SchemaChanges.to(project, admin, "positive", "bad", "flat", "mixed")
        .line("negative", "RENAMED", "bad")
        .line("neutral", "SPLIT", "flat", "mixed")
        .send()
        .expect(200);

    answer(annotator, renamed, "LABELLED", "negative").expect(201);
    answer(annotator, renamed, "LABELLED", "negative").expect(201);
    assertThat(answer(annotator, split, "LABELLED", "positive").status()).isEqualTo(409);
    next(project, annotator);
    assertThat(
            ReviewProject.query(
                "select expected, label from check_task where project_id = ?", project.id()))
        .containsExactly(Map.of("expected", "bad", "label", "bad"));
  }

  /** Marks a new post as a check and waits until this person is given it. */
  private static JsonNode check(ReviewProject project, Person admin, Person annotator, String label)
      throws Exception {
    UUID post = project.post("please choose " + label, "en");
    admin.api().put("/posts/" + post + "/check", Map.of("label", label)).expect(204);
    String[] held =
        ReviewProject.query(
                "select id from check_task where account_id = ? and answered_at is null",
                annotator.id())
            .stream()
            .map(row -> row.get("id").toString())
            .toArray(String[]::new);
    for (int i = 0; i < TRIES; i++) {
      Answer given = next(project, annotator, held);
      if (given.status() == 200) {
        return given.body();
      }
    }
    throw new AssertionError("no check in " + TRIES + " tries");
  }

  private static int answerAll(ReviewProject project, Person person) throws Exception {
    int given = 0;
    while (true) {
      Answer task = next(project, person);
      if (task.status() != 200) {
        return given;
      }
      String shown = task.body().at("/prediction/label").asText(null);
      String label = "negative".equals(shown) ? "positive" : "negative";
      answer(person, task.body(), shown == null ? "LABELLED" : "CORRECTED", label).expect(201);
      given++;
    }
  }

  private static SchemaChanges swap(ReviewProject project, Person admin) {
    return SchemaChanges.to(project, admin, "positive", "negative", "neutral")
        .line("positive", "RENAMED", "negative")
        .line("negative", "RENAMED", "positive");
  }

  /** As {@link #swap} has it: once an odd number of times, twice not at all. */
  private static void everyAnswerCountsByItsVersion(ReviewProject project) throws Exception {
    assertThat(
            ReviewProject.query(
                "select a.label, a.counted_label, a.schema_version, p.final_label"
                    + " from annotation a join post p on p.id = a.post_id"
                    + " join project j on j.id = a.project_id where a.project_id = ?"
                    + " and (a.counted_label is distinct from case"
                    + " when (j.schema_version - a.schema_version) % 2 = 0 then a.label"
                    + " when a.label = 'positive' then 'negative'"
                    + " when a.label = 'negative' then 'positive' else a.label end"
                    + " or p.final_label is distinct from a.counted_label)",
                project.id()))
        .isEmpty();
  }

  /** The last thousand posts are as before the change, and the walk is before them. */
  private static void leaveAsAKilledServerDoes(ReviewProject project) throws Exception {
    Object last =
        ReviewProject.value(
            "select id from post where project_id = ? order by id desc offset 1000 limit 1",
            project.id());
    ReviewProject.execute(
        "update annotation set recounted_label = null where project_id = ? and post_id > ?"
            + " and schema_version = 1",
        project.id(),
        last);
    ReviewProject.execute(
        "update post set final_label = 'positive' where project_id = ? and id > ?"
            + " and final_label = 'negative'",
        project.id(),
        last);
    ReviewProject.execute(
        "update queue_walk set after_post = ?, ended_at = null where project_id = ?",
        last,
        project.id());
  }

  private static void awaitCarried(ReviewProject project, Person person) {
    eventually(
        "labels carried over",
        () -> queue(project, person),
        state -> !state.get("reordering").asBoolean());
  }

  private static JsonNode queue(ReviewProject project, Person person) {
    try {
      return person.api().get("/projects/" + project.id() + "/queue").expect(200);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static long answers(ReviewProject project) {
    try {
      return (Long)
          ReviewProject.value("select count(*) from annotation where project_id = ?", project.id());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Posts that one annotator called positive, by three statements. */
  private static void labelled(ReviewProject project, int count) throws Exception {
    Person annotator = project.annotator();
    UUID pattern = project.post("pattern of " + project.id(), "en");
    SchemaChangeIT.give(project, annotator, "positive");
    ReviewProject.execute(
        "insert into post (tenant_id, id, project_id, text, lang, match_text, match_hash,"
            + " cluster_id, split, state, final_label) select tenant_id, gen_random_uuid(),"
            + " project_id, 'post ' || i, 'en', 'post ' || i, id::text || i, id, 'TRAIN',"
            + " 'LABELLED', 'positive' from post, generate_series(2, ?) i where id = ?",
        count,
        pattern);
    ReviewProject.execute(
        "insert into review_task (tenant_id, id, project_id, post_id, slot, arm, blind, state,"
            + " priority, fence) select tenant_id, gen_random_uuid(), project_id, id, 1,"
            + " 'STRATEGY', false, 'DONE', 0.2, 1 from post where project_id = ? and id <> ?",
        project.id(),
        pattern);
    ReviewProject.execute(
        "insert into annotation (tenant_id, id, project_id, post_id, task_id, account_id, fence,"
            + " decision, label, schema_version, blind, arm, duration_millis) select t.tenant_id,"
            + " gen_random_uuid(), t.project_id, t.post_id, t.id, ?, 1, 'LABELLED', 'positive', 1,"
            + " true, 'STRATEGY', 900 from review_task t where t.project_id = ? and t.post_id <> ?",
        annotator.id(),
        project.id(),
        pattern);
  }
}
