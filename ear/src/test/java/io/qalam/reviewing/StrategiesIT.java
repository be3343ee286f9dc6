package io.qalam.reviewing;

import static io.qalam.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In which order tasks are served, and that a change of it stops nobody. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class StrategiesIT {

  /** More than are brought in line within the settings' own transaction. */
  private static final int MANY = 3_200;

  /** Tasks that one person may hold. */
  private static final int MOST_HELD = 5;

  @Test
  void eachStrategyServesThePostsInItsOwnOrder() throws Exception {
    ReviewProject project = strategyAlone();
    predicted(project, "torn between two", 0.49, 0.48, 0.03);
    predicted(project, "even over all", 0.40, 0.30, 0.30);
    predicted(project, "almost sure", 0.90, 0.05, 0.05);

    assertThat(served(project, Map.of("queryStrategy", "MARGIN")))
        .containsExactly("torn between two", "even over all", "almost sure");
    assertThat(served(project, Map.of("queryStrategy", "ENTROPY")))
        .containsExactly("even over all", "torn between two", "almost sure");
    assertThat(served(project, Map.of("queryStrategy", "LEAST_CONFIDENCE")))
        .containsExactly("even over all", "torn between two", "almost sure");
  }

  @Test
  void diversityServesOnePostOfEachNearDuplicateClusterFirst() throws Exception {
    ReviewProject project = strategyAlone();
    UUID advert = predicted(project, "advert", 0.5, 0.3, 0.2);
    for (String text : List.of("advert!", "advert!!", "other", "third")) {
      UUID post = predicted(project, text, 0.5, 0.3, 0.2);
      if (text.startsWith("advert")) {
        ReviewProject.execute("update post set cluster_id = ? where id = ?", advert, post);
      }
    }
    List<String> served = served(project, Map.of("queryStrategy", "DIVERSITY"));
    assertThat(served.subList(0, 3)).containsExactlyInAnyOrder("advert", "other", "third");
    assertThat(served.subList(3, 5)).containsExactlyInAnyOrder("advert!", "advert!!");
  }

  @Test
  void aMixtureDealsThePostsToItsStrategiesByTheirShares() throws Exception {
    ReviewProject project = strategyAlone();
    many(project, 400);
    configure(
        project,
        Map.of("queryStrategy", "MIXTURE", "strategyMix", Map.of("MARGIN", 0.75, "RANDOM", 0.25)));

    assertThat(tasks(project, "strategy = 'MARGIN' and lane = 'BY_MARGIN'")).isBetween(250L, 350L);
    assertThat(tasks(project, "strategy = 'RANDOM' and lane = 'BY_RANDOM'")).isBetween(50L, 150L);
    assertThat(tasks(project, "strategy not in ('MARGIN', 'RANDOM')")).isZero();
  }

  @Test
  void aMixtureThatIsNoneIsRefusedByName() throws Exception {
    ReviewProject project = strategyAlone();
    Person admin = project.person("ADMIN", "en");
    String settings = "/projects/" + project.id() + "/settings";

    assertThat(admin.api().put(settings, Map.of("queryStrategy", "MIXTURE")).expect(422).toString())
        .contains("strategyMix");
    assertThat(
            admin
                .api()
                .put(settings, Map.of("strategyMix", Map.of("MARGIN", 0.5, "LUCK", 0.2)))
                .expect(422)
                .toString())
        .contains("strategyMix.LUCK", "sum to 1");
    assertThat(ReviewProject.value("select query_strategy from project where id = ?", project.id()))
        .isEqualTo("MARGIN");
  }

  @Test
  void theRandomAndTheBlindArmCannotBeSwitchedOff() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    ApiClient admin = project.person("ADMIN", "en").api();
    String settings = "/projects/" + project.id() + "/settings";

    for (String arm : List.of("randomShare", "blindShare")) {
      assertThat(admin.put(settings, Map.of(arm, 0)).expect(422).toString()).contains(arm, "0.01");
    }
    admin.put(settings, Map.of("randomShare", 0.01, "blindShare", 0.01)).expect(200);
  }

  @Test
  void armsThatTakeMoreThanTheWholeTogetherAreRefusedAndNothingChanges() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    ApiClient admin = project.person("ADMIN", "en").api();
    String settings = "/projects/" + project.id() + "/settings";
    admin.put(settings, Map.of("randomShare", 0.6, "blindShare", 0.4)).expect(200);

    assertThat(admin.put(settings, Map.of("blindShare", 0.5)).expect(422).toString())
        .contains("blindShare", "together with the share served at random (randomShare)");
    JsonNode kept = admin.get("/projects/" + project.id()).expect(200);
    assertThat(kept.at("/settings/blindShare").asDouble()).isCloseTo(0.4, within(1e-6));
  }

  @Test
  void otherSharesOfTheArmsReachThePostsThatNobodyHasHadYet() throws Exception {
    ReviewProject project = strategyAlone();
    many(project, 400);
    String held = QueueIT.next(project, project.annotator()).expect(200).get("taskId").asText();

    configure(project, Map.of("randomShare", 0.2, "blindShare", 0.4));
    assertThat(tasks(project, "arm = 'BLIND' and blind")).isBetween(110L, 210L);
    assertThat(tasks(project, "arm = 'RANDOM' and not blind")).isBetween(40L, 120L);
    assertThat(tasks(project, "id = '" + held + "' and arm = 'STRATEGY'")).isEqualTo(1);
    assertThat(tasks(project, "arm <> 'STRATEGY' and strategy <> 'RANDOM'")).isZero();

    configure(project, Map.of("randomShare", 0.01, "blindShare", 0.01));
    assertThat(tasks(project, "arm = 'STRATEGY' and strategy = 'MARGIN'")).isGreaterThan(370);
    assertThat(tasks(project, "arm = 'STRATEGY' and blind")).isZero();
  }

  @Test
  void manyTasksAreReorderedInTheBackgroundWhilePeopleGoOn() throws Exception {
    ReviewProject project = strategyAlone();
    many(project, MANY);
    Person annotator = project.annotator();
    JsonNode held = QueueIT.next(project, annotator).expect(200);
    configure(project, Map.of("queryStrategy", "ENTROPY"));
    JsonNode queue = queue(project);
    assertThat(queue.get("reordering").asBoolean()).isTrue();
    assertThat(queue.get("total").asInt()).isEqualTo(MANY);

    configure(project, Map.of("queryStrategy", "LEAST_CONFIDENCE"));
    QueueIT.answer(annotator, held, "ACCEPTED", "positive").expect(201);
    JsonNode next = QueueIT.next(project, annotator).expect(200);
    QueueIT.answer(annotator, next, "ACCEPTED", "positive").expect(201);

    eventually(
        "the new order", () -> queue(project), state -> !state.get("reordering").asBoolean());
    assertThat(tasks(project, "state = 'OPEN'")).isEqualTo(MANY - 2);
    assertThat(
            tasks(project, "state = 'OPEN' and strategy = 'LEAST_CONFIDENCE' and priority = 0.5"))
        .isEqualTo(MANY - 2);
  }

  @Test
  void anotherNumberOfReviewersReachesEveryPostInTheBackground() throws Exception {
    ReviewProject project = strategyAlone();
    many(project, MANY);
    configure(project, Map.of("overlap", 2));
    eventually("two each", () -> queue(project), state -> !state.get("reordering").asBoolean());
    assertThat(tasks(project, "state = 'OPEN'")).isEqualTo(2 * MANY);

    configure(project, Map.of("overlap", 1));
    eventually("one each", () -> queue(project), state -> !state.get("reordering").asBoolean());
    assertThat(tasks(project, "state = 'OPEN'")).isEqualTo(MANY);
    assertThat(tasks(project, "state = 'WITHDRAWN' and slot = 2")).isEqualTo(MANY);

    configure(project, Map.of("overlap", 2));
    eventually("two again", () -> queue(project), state -> !state.get("reordering").asBoolean());
    assertThat(tasks(project, "state = 'OPEN'")).isEqualTo(2 * MANY);
  }

  /** A project without random and blind arm, so that the strategy alone orders. */
  private static ReviewProject strategyAlone() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    ReviewProject.execute(
        "update project set random_share = 0, blind_share = 0 where id = ?", project.id());
    return project;
  }

  private static UUID predicted(
      ReviewProject project, String text, double positive, double negative, double neutral)
      throws Exception {
    UUID post = project.post(text, "en");
    double[] sorted = {positive, negative, neutral};
    java.util.Arrays.sort(sorted);
    ReviewProject.execute(
        "update prediction set margin = ?::real, probabilities = jsonb_build_object('positive',"
            + " ?::numeric, 'negative', ?::numeric, 'neutral', ?::numeric) where post_id = ?",
        sorted[2] - sorted[1],
        positive,
        negative,
        neutral,
        post);
    return post;
  }

  /** Posts that are all alike but for their ids, by three statements. */
  private static void many(ReviewProject project, int count) throws Exception {
    UUID pattern = predicted(project, "pattern of " + project.id(), 0.5, 0.3, 0.2);
    ReviewProject.execute(
        "insert into post (tenant_id, id, project_id, text, lang, match_text, match_hash,"
            + " cluster_id, split, state) select tenant_id, gen_random_uuid(), project_id,"
            + " 'post ' || i, 'en', 'post ' || i, id::text || i, id, 'TRAIN', 'PREDICTED'"
            + " from post, generate_series(2, ?) i where id = ?",
        count,
        pattern);
    ReviewProject.execute(
        "insert into prediction (tenant_id, id, project_id, post_id, batch_id, base_model,"
            + " schema_version, label, probabilities, margin) select r.tenant_id,"
            + " gen_random_uuid(), r.project_id, p.id, r.batch_id, r.base_model, 1, r.label,"
            + " r.probabilities, r.margin from prediction r join post p on p.project_id ="
            + " r.project_id and p.id <> r.post_id where r.post_id = ?",
        pattern);
    ReviewProject.execute(
        "insert into review_task (tenant_id, id, project_id, post_id, slot, arm, blind, priority)"
            + " select tenant_id, gen_random_uuid(), project_id, id, 1, 'STRATEGY', false, 0.2"
            + " from post where project_id = ? and id <> ?",
        project.id(),
        pattern);
  }

  private static void configure(ReviewProject project, Map<String, Object> settings)
      throws Exception {
    project
        .person("ADMIN", "en")
        .api()
        .put("/projects/" + project.id() + "/settings", settings)
        .expect(200);
  }

  /** The texts in the order in which a newcomer gets them under these settings. */
  private static List<String> served(ReviewProject project, Map<String, Object> settings)
      throws Exception {
    configure(project, settings);
    Person person = project.annotator();
    List<String> texts = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (int i = 0; i < MOST_HELD; i++) {
      Answer next = QueueIT.next(project, person, held.toArray(String[]::new));
      if (next.status() == 200) {
        texts.add(next.body().at("/post/text").asText());
        held.add(next.body().get("taskId").asText());
      }
    }
    ReviewProject.execute(
        "update review_task set state = 'OPEN', leased_by = null, leased_at = null,"
            + " leased_until = null where project_id = ?",
        project.id());
    return texts;
  }

  private static JsonNode queue(ReviewProject project) {
    try {
      return project.annotator().api().get("/projects/" + project.id() + "/queue").expect(200);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static long tasks(ReviewProject project, String condition) throws Exception {
    return (Long)
        ReviewProject.value(
            "select count(*) from review_task where project_id = ? and " + condition, project.id());
  }
}
