package io.qalam.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets which task, and until when. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class QueueIT {

  private static final int POSTS = 200;
  private static final int OVERLAP = 2;

  @Test
  void eightAnnotatorsAtOnceGiveEveryPostExactlyTheLabelsWanted() throws Exception {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "en", List.of("positive", "negative"), OVERLAP);
    project.posts(POSTS);
    AtomicInteger left = new AtomicInteger(POSTS * OVERLAP);
    Map<String, String> holders = new ConcurrentHashMap<>();
    List<Future<Set<String>>> work = new ArrayList<>();
    ExecutorService team = Executors.newFixedThreadPool(8);
    try {
      for (int i = 0; i < 8; i++) {
        Person person = project.annotator();
        work.add(team.submit(() -> annotate(project, person, left, holders)));
      }
      for (Future<Set<String>> one : work) {
        one.get();
      }
    } finally {
      team.shutdownNow();
    }

    assertThat(left).hasValue(0);
    assertThat(
            ReviewProject.query(
                "select post_id, count(*) as n, count(distinct account_id) as people"
                    + " from annotation where project_id = ? group by post_id",
                project.id()))
        .hasSize(POSTS)
        .allSatisfy(row -> assertThat(row).containsEntry("n", 2L).containsEntry("people", 2L));
    assertThat(states(project)).containsOnly(Map.of("state", "LABELLED", "n", (long) POSTS));
  }

  /** Answers until every label is there; no task may be in two hands, no post twice in one. */
  private static Set<String> annotate(
      ReviewProject project, Person person, AtomicInteger left, Map<String, String> holders)
      throws Exception {
    Set<String> posts = new HashSet<>();
    while (left.get() > 0) {
      Answer next = next(project, person);
      if (next.status() == 204) {
        if (posts.size() == POSTS || onlyOthersMayHave(project, person)) {
          return posts;
        }
        continue;
      }
      JsonNode task = next.expect(200);
      String id = task.get("taskId").asText();
      assertThat(holders.putIfAbsent(id, person.userName())).as("holder of " + id).isNull();
      assertThat(posts.add(task.at("/post/id").asText())).as("a post twice").isTrue();
      answer(person, task, "ACCEPTED", "positive").expect(201);
      left.decrementAndGet();
    }
    return posts;
  }

  private static boolean onlyOthersMayHave(ReviewProject project, Person person) throws Exception {
    Object free =
        ReviewProject.value(
            "select count(*) from review_task t where t.project_id = ? and t.state <> 'DONE'"
                + " and not exists (select 1 from annotation a"
                + "   where a.post_id = t.post_id and a.account_id = ?)",
            project.id(),
            person.id());
    return free.equals(0L);
  }

  @Test
  void whoeverHoldsATaskGetsItBackUntilTheyNameIt() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.posts(3);
    Person person = project.annotator();

    JsonNode first = next(project, person).expect(200);
    JsonNode again = next(project, person).expect(200);
    assertThat(again.get("taskId")).isEqualTo(first.get("taskId"));
    assertThat(again.get("lease")).isEqualTo(first.get("lease"));

    JsonNode second = next(project, person, first.get("taskId").asText()).expect(200);
    assertThat(second.get("taskId")).isNotEqualTo(first.get("taskId"));
    answer(person, first, "ACCEPTED", "positive").expect(201);
    answer(person, second, "ACCEPTED", "positive").expect(201);
  }

  @Test
  void nobodyHoardsTheQueue() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.posts(10);
    Person person = project.annotator();
    List<String> held = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      held.add(
          next(project, person, held.toArray(String[]::new)).expect(200).get("taskId").asText());
    }
    assertThat(next(project, person, held.toArray(String[]::new)).status()).isEqualTo(409);
    assertThat(next(project, project.annotator()).status()).isEqualTo(200);
  }

  @Test
  void aLeaseThatEndedGivesTheTaskToTheNextAndItsOldHolderChangesNothing() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("only one", "en");
    Person slow = project.annotator();
    Person quick = project.annotator();
    JsonNode lost = next(project, slow).expect(200);
    project.expireLeases();

    JsonNode taken = next(project, quick).expect(200);
    assertThat(taken.get("taskId")).isEqualTo(lost.get("taskId"));
    assertThat(taken.get("lease")).isNotEqualTo(lost.get("lease"));
    List<Map<String, Object>> row = row(project);

    assertThat(answer(slow, lost, "CORRECTED", "negative").status()).isEqualTo(409);
    assertThat(extend(slow, lost).status()).isEqualTo(409);
    assertThat(row(project)).isEqualTo(row);
    assertThat(annotations(project)).isEmpty();

    answer(quick, taken, "ACCEPTED", "positive").expect(201);
    assertThat(answer(slow, lost, "CORRECTED", "negative").status()).isEqualTo(409);
    assertThat(annotations(project)).hasSize(1);
  }

  @Test
  void aLeaseThatEndedCountsNoMoreEvenWhileNobodyElseTookTheTask() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("only one", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    project.expireLeases();
    List<Map<String, Object>> row = row(project);

    assertThat(answer(person, task, "ACCEPTED", "positive").status()).isEqualTo(409);
    assertThat(row(project)).isEqualTo(row);
    assertThat(annotations(project)).isEmpty();
  }

  @Test
  void aLeaseIsLengthenedByItsHolderAlone() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE).leaseSeconds(60);
    project.post("only one", "en");
    Person holder = project.annotator();
    JsonNode task = next(project, holder).expect(200);
    Object before =
        ReviewProject.value(
            "select leased_until from review_task where project_id = ?", project.id());

    assertThat(extend(project.annotator(), task).status()).isEqualTo(409);
    assertThat(extend(holder, task).expect(200).get("lease")).isEqualTo(task.get("lease"));
    assertThat(
            ReviewProject.value(
                "select leased_until > ? from review_task where project_id = ?",
                before,
                project.id()))
        .isEqualTo(true);
  }

  @Test
  void aTaskGivenBackGoesToTheNext() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("only one", "en");
    Person person = project.annotator();
    JsonNode task = next(project, person).expect(200);
    assertThat(next(project, project.annotator()).status()).isEqualTo(204);

    String lease = "/tasks/" + task.get("taskId").asText() + "/lease?lease=";
    assertThat(person.api().delete(lease + task.get("lease").asText()).status()).isEqualTo(204);
    assertThat(next(project, project.annotator()).status()).isEqualTo(200);
    assertThat(person.api().delete(lease + task.get("lease").asText()).status()).isEqualTo(204);
    assertThat(answer(person, task, "ACCEPTED", "positive").status()).isEqualTo(409);
  }

  @Test
  void aBlindTaskTellsNothingOfItsPrediction() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.blindPost("what is it", "en");
    JsonNode task = next(project, project.annotator()).expect(200);
    assertThat(task.get("blind").asBoolean()).isTrue();
    assertThat(task.get("prediction").isNull()).isTrue();
    assertThat(task.findValue("margin")).isNull();
    assertThat(task.findValue("arm")).isNull();
    assertThat(task.findValue("probabilities")).isNull();
    assertThat(task.findValue("priority")).isNull();
  }

  @Test
  void whoAnsweredBlindDoesNotSeeThePredictionAfterwardsSinceTheyCanAnswerAnew() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.blindPost("what is it", "en");
    Person person = project.annotator();
    answer(person, next(project, person).expect(200), "LABELLED", "negative").expect(201);

    JsonNode seen = person.api().get("/posts/" + post).expect(200);
    assertThat(seen.get("prediction").isNull()).isTrue();
    assertThat(seen.get("predictions")).isEmpty();
    assertThat(seen.at("/annotations/0/label").asText()).isEqualTo("negative");
    assertThat(project.editor().api().get("/posts/" + post).expect(200).get("predictions"))
        .hasSize(1);
  }

  @Test
  void theSmallestPriorityComesFirst() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    for (String text : List.of("first", "second", "third")) {
      project.post(text, "en");
    }
    Person person = project.annotator();
    for (String text : List.of("first", "second", "third")) {
      JsonNode task = next(project, person).expect(200);
      assertThat(task.at("/post/text").asText()).isEqualTo(text);
      answer(person, task, "ACCEPTED", "positive").expect(201);
    }
    assertThat(next(project, person).status()).isEqualTo(204);
  }

  @Test
  void anotherTenantFindsNeitherProjectNorTask() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.posts(2);
    JsonNode task = next(project, project.annotator()).expect(200);
    Person stranger = ReviewProject.simple(TestTenants.GANGA).annotator();
    List<Map<String, Object>> row = row(project);

    assertThat(next(project, stranger).status()).isEqualTo(404);
    assertThat(extend(stranger, task).status()).isEqualTo(404);
    assertThat(answer(stranger, task, "ACCEPTED", "positive").status()).isEqualTo(404);
    assertThat(
            stranger.api().delete("/tasks/" + task.get("taskId").asText() + "/annotation").status())
        .isEqualTo(404);
    assertThat(row(project)).isEqualTo(row);
  }

  static Answer next(ReviewProject project, Person person, String... holding) throws Exception {
    return person
        .api()
        .post("/projects/" + project.id() + "/tasks/next", Map.of("holding", List.of(holding)));
  }

  static Answer answer(Person person, JsonNode task, String decision, String label)
      throws Exception {
    Map<String, Object> body = new HashMap<>();
    body.put("lease", task.get("lease").asText());
    body.put("decision", decision);
    body.put("label", label);
    return person.api().post("/tasks/" + task.get("taskId").asText() + "/annotation", body);
  }

  private static Answer extend(Person person, JsonNode task) throws Exception {
    ApiClient api = person.api();
    return api.post(
        "/tasks/" + task.get("taskId").asText() + "/lease",
        Map.of("lease", task.get("lease").asText()));
  }

  static List<Map<String, Object>> annotations(ReviewProject project) throws Exception {
    return ReviewProject.query(
        "select * from annotation where project_id = ? order by created_at", project.id());
  }

  private static List<Map<String, Object>> row(ReviewProject project) throws Exception {
    return ReviewProject.query(
        "select * from review_task where project_id = ? order by id", project.id());
  }

  private static List<Map<String, Object>> states(ReviewProject project) throws Exception {
    return ReviewProject.query(
        "select state, count(*) as n from post where project_id = ? group by state", project.id());
  }
}
