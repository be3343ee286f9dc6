package io.qalam.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import io.qalam.server.Visitor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nobody answers more of a project than they may, and what is held or taken back is reckoned in.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class QuotaIT {

  private static final String OF_DAY = "queue.quota-of-day";
  private static final String IN_ALL = "queue.quota-in-all";
  private static final ZoneId CAIRO = ZoneId.of("Africa/Cairo");

  /** A project with posts, and an admin who bounds its members. */
  private record Bounded(ReviewProject project, Person admin) {

    static Bounded with(int posts) throws Exception {
      ReviewProject project = ReviewProject.simple(TestTenants.NILE);
      project.posts(posts);
      return new Bounded(project, project.person("ADMIN", "en"));
    }

    String path() {
      return "/projects/" + project.id();
    }

    JsonNode set(Map<String, Object> quota) throws Exception {
      return admin.api().put(path() + "/quotas", quota).expect(200);
    }

    Answer next(Person person, String... holding) throws Exception {
      return person.api().post(path() + "/tasks/next", Map.of("holding", holding));
    }

    /** Takes a task and answers it. */
    JsonNode give(Person person) throws Exception {
      JsonNode task = next(person).expect(200);
      answer(person, task).expect(201);
      return task;
    }

    void give(Person person, int answers) throws Exception {
      for (int i = 0; i < answers; i++) {
        give(person);
      }
    }

    void reached(Person person, String key) throws Exception {
      assertThat(next(person).expect(409).get("key").asText()).isEqualTo(key);
    }

    JsonNode used(Person person) throws Exception {
      for (JsonNode member : admin.api().get(path() + "/quotas").expect(200).get("members")) {
        if (member.get("id").asText().equals(person.id().toString())) {
          return member;
        }
      }
      throw new AssertionError(person.userName() + " is not listed");
    }
  }

  private static Answer answer(Person person, JsonNode task) throws Exception {
    boolean blind = task.get("blind").asBoolean();
    return person
        .api()
        .post(
            "/tasks/" + task.get("taskId").asText() + "/annotation",
            Map.of(
                "lease",
                task.get("lease").asText(),
                "decision",
                blind ? "LABELLED" : "ACCEPTED",
                "label",
                "positive"));
  }

  @Test
  void whoGaveTheAnswersOfADayIsToldWhenToComeBackInTheirLanguage() throws Exception {
    Bounded here = Bounded.with(5);
    here.set(Map.of("perDay", 2, "timeZone", "Africa/Cairo"));
    Person person = here.project().annotator();
    here.give(person, 2);

    JsonNode told = here.next(person).expect(409);

    Instant midnight = LocalDate.now(CAIRO).plusDays(1).atStartOfDay(CAIRO).toInstant();
    assertThat(told.get("key").asText()).isEqualTo(OF_DAY);
    assertThat(Instant.parse(told.get("retryAt").asText())).isEqualTo(midnight);
    assertThat(told.get("detail").asText()).contains("2 answers", "Africa/Cairo");
    String token = TestTenants.NILE.token(TestTenants.Member.ANNOTATOR);
    here.set(Map.of("member", TestTenants.NILE.account(TestTenants.Member.ANNOTATOR), "inAll", 0));
    for (Map.Entry<String, String> language :
        Map.of("ar", "راجع المدير", "hi", "व्यवस्थापक").entrySet()) {
      assertThat(
              Visitor.withToken(token)
                  .reading(language.getKey())
                  .send("POST", "/api/v1" + here.path() + "/tasks/next", "{}")
                  .body())
          .contains(language.getValue());
    }
    ReviewProject.execute(
        "update annotation set created_at = created_at - interval '25 hours' where account_id = ?",
        person.id());
    here.give(person);
    assertThat(here.used(person).get("today").asInt()).isEqualTo(1);
    assertThat(here.used(person).get("answers").asInt()).isEqualTo(3);
  }

  @Test
  void manyRequestsAtOnceGiveNotOneAnswerMoreThanTheQuota() throws Exception {
    int quota = 17;
    Bounded here = Bounded.with(60);
    here.set(Map.of("inAll", quota));
    Person person = here.project().annotator();
    Set<String> known = ConcurrentHashMap.newKeySet();
    ExecutorService tabs = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        work.add(tabs.submit(() -> untilReached(here, person, known)));
      }
      for (Future<Boolean> one : work) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      tabs.shutdownNow();
    }

    assertThat(
            ReviewProject.value(
                "select count(*) from annotation where account_id = ? and undone_at is null",
                person.id()))
        .isEqualTo((long) quota);
    assertThat(here.used(person).get("answers").asInt()).isEqualTo(quota);
    assertThat(here.next(here.project().annotator()).status()).isEqualTo(200);
  }

  /** Takes and answers; a refusal for another reason is met by asking again. */
  private static boolean untilReached(Bounded here, Person person, Set<String> known)
      throws Exception {
    while (true) {
      Answer next = here.next(person, known.toArray(String[]::new));
      if (next.status() == 200) {
        known.add(next.body().get("taskId").asText());
        answer(person, next.body());
      } else if (IN_ALL.equals(next.body().path("key").asText())) {
        Object held =
            ReviewProject.value(
                "select count(*) from review_task where leased_by = ? and state = 'LEASED'",
                person.id());
        if (held.equals(0L)) {
          return true;
        }
      }
    }
  }

  @Test
  void whatIsHeldMayBeAnsweredWhenTheQuotaIsLoweredMeanwhile() throws Exception {
    Bounded here = Bounded.with(5);
    Person person = here.project().annotator();
    JsonNode first = here.next(person).expect(200);
    JsonNode second = here.next(person, first.get("taskId").asText()).expect(200);

    here.set(Map.of("inAll", 1));

    String[] both = {first.get("taskId").asText(), second.get("taskId").asText()};
    assertThat(here.next(person, both).expect(409).get("key").asText()).isEqualTo(IN_ALL);
    assertThat(here.next(person).expect(200).get("taskId").asText()).isIn((Object[]) both);
    answer(person, first).expect(201);
    answer(person, second).expect(201);
    here.reached(person, IN_ALL);
  }

  @Test
  void heldTasksCountSoThatAQuotaCannotBeHoardedOver() throws Exception {
    Bounded here = Bounded.with(5);
    here.set(Map.of("perDay", 1));
    Person person = here.project().annotator();
    JsonNode held = here.next(person).expect(200);

    assertThat(here.next(person, held.get("taskId").asText()).expect(409).get("key").asText())
        .isEqualTo(OF_DAY);
  }

  @Test
  void anAnswerTakenBackIsGivenBackToTheQuota() throws Exception {
    Bounded here = Bounded.with(5);
    here.set(Map.of("inAll", 2, "perDay", 2));
    Person person = here.project().annotator();
    here.give(person);
    JsonNode last = here.give(person);
    here.reached(person, IN_ALL);

    String task = "/tasks/" + last.get("taskId").asText();
    JsonNode again = person.api().delete(task + "/annotation").expect(200);
    assertThat(here.used(person).get("answers").asInt()).isEqualTo(1);
    person.api().delete(task + "/lease?lease=" + again.get("lease").asText()).expect(204);

    here.give(person);
    here.reached(person, IN_ALL);
  }

  @Test
  void ownQuotasComeBeforeGroupsAndTheseBeforeEverybodys() throws Exception {
    Bounded here = Bounded.with(12);
    Person person = here.project().annotator();
    Person plain = here.project().annotator();
    List<String> groups = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      JsonNode group =
          here.admin().api().post("/groups", Map.of("name", name + UUID.randomUUID())).expect(201);
      groups.add(group.get("id").asText());
      here.admin()
          .api()
          .put("/groups/" + group.get("id").asText() + "/members/" + person.id(), Map.of())
          .expect(204);
    }
    here.set(Map.of("inAll", 1));
    here.set(Map.of("group", groups.get(0), "inAll", 3));
    here.set(Map.of("group", groups.get(1), "inAll", 2));

    here.give(plain);
    here.reached(plain, IN_ALL);
    here.give(person, 2);
    here.reached(person, IN_ALL);

    JsonNode use = here.set(Map.of("member", person.id(), "inAll", 4));
    assertThat(use.get("quotas")).hasSize(4);
    here.give(person, 2);
    here.reached(person, IN_ALL);
    assertThat(here.used(person).get("inAll").asInt()).isEqualTo(4);
    here.set(Map.of("member", person.id(), "inAll", 5));
    here.give(person);
    String own =
        here.admin().api().get(here.path() + "/quotas").expect(200).at("/quotas/3/id").asText();
    here.admin().api().delete(here.path() + "/quotas/" + own).expect(204);
    assertThat(here.used(person).get("inAll").asInt()).isEqualTo(2);
    here.reached(person, IN_ALL);
  }

  @Test
  void anAnswerToAKnownPostCountsSoThatItCannotBeTold() throws Exception {
    int quota = 8;
    Bounded here = Bounded.with(20);
    for (int i = 0; i < 8; i++) {
      UUID known = here.project().post("known " + i, "en");
      here.admin().api().put("/posts/" + known + "/check", Map.of("label", "positive")).expect(204);
    }
    ReviewProject.execute("update project set check_share = 0.5 where id = ?", here.project().id());
    here.set(Map.of("inAll", quota, "perDay", quota));
    Person person = here.project().annotator();

    here.give(person, quota);

    here.reached(person, IN_ALL);
    assertThat(
            ReviewProject.value(
                "select (select count(*) from annotation where account_id = ?1)"
                        .replace("?1", "'" + person.id() + "'")
                    + " + (select count(*) from check_task where answered_at is not null"
                    + " and account_id = '"
                    + person.id()
                    + "')"))
        .isEqualTo((long) quota);
  }

  @Test
  void acceptingInBulkIsBoundedToo() throws Exception {
    Bounded here = Bounded.with(4);
    Person editor = here.project().editor();
    String bulk = here.path() + "/bulk";
    String filter = bulk + "?label=positive&minMargin=0";
    assertThat(editor.api().get(filter).expect(200).get("answersLeft").isNull()).isTrue();
    here.set(Map.of("member", editor.id(), "inAll", 3, "perDay", 4, "timeZone", "UTC"));
    JsonNode preview = editor.api().get(filter).expect(200);
    assertThat(preview.get("answersLeft").asInt()).isEqualTo(3);
    JsonNode posts = preview.get("posts");
    assertThat(posts).hasSize(4);
    List<Map<String, String>> seen = new ArrayList<>();
    posts.forEach(
        post ->
            seen.add(
                Map.of(
                    "taskId", post.get("taskId").asText(),
                    "predictionId", post.get("predictionId").asText())));

    JsonNode refused =
        editor
            .api()
            .post(bulk, Map.of("label", "positive", "minMargin", 0, "seen", seen))
            .expect(409);
    assertThat(refused.get("key").asText()).isEqualTo("queue.quota-less");
    assertThat(refused.get("detail").asText()).contains("3");
    JsonNode accepted =
        editor
            .api()
            .post(bulk, Map.of("label", "positive", "minMargin", 0, "seen", seen.subList(0, 3)))
            .expect(200);
    here.reached(editor, IN_ALL);
    assertThat(editor.api().get(filter).expect(200).get("answersLeft").asInt()).isZero();
    editor.api().delete(bulk + "/" + accepted.get("bulkId").asText()).expect(200);
    assertThat(here.used(editor).get("answers").asInt()).isZero();
  }

  @Test
  void aQuotaThatMakesNoSenseIsRefusedByItsFields() throws Exception {
    Bounded here = Bounded.with(1);
    String path = here.path() + "/quotas";
    Map<String, Map<String, Object>> wrong =
        Map.of(
            "perDay", Map.of("timeZone", "UTC"),
            "inAll", Map.of("inAll", -1),
            "timeZone", Map.of("inAll", 1, "timeZone", "Cairo"),
            "member", Map.of("inAll", 1, "member", UUID.randomUUID()),
            "group", Map.of("inAll", 1, "group", TestTenants.GANGA.row("41")));
    for (Map.Entry<String, Map<String, Object>> one : wrong.entrySet()) {
      JsonNode refused = here.admin().api().put(path, one.getValue()).expect(422);
      assertThat(refused.at("/errors/0/field").asText()).isEqualTo(one.getKey());
    }
    here.admin().api().delete(path + "/" + UUID.randomUUID()).expect(404);
    assertThat(here.admin().api().get(path).expect(200).get("quotas")).isEmpty();
  }
}
