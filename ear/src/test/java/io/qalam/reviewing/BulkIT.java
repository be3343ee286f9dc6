package io.qalam.reviewing;

import static io.qalam.reviewing.QueueIT.answer;
import static io.qalam.reviewing.QueueIT.next;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.io.BufferedReader;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void whatWasAcceptedInBulkIsToldFromWhatWasReadWhereverItIsShownOrExported() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID clear = clear(project, "clear", 0.97);
    UUID read = clear(project, "read", 0.5);
    Person editor = project.editor();
    String bulk = accept(project, editor, preview(project, editor)).get("bulkId").asText();
    answer(editor, next(project, editor).expect(200), "ACCEPTED", "positive").expect(201);

    JsonNode accepted = annotation(editor, clear);
    JsonNode alone = annotation(editor, read);
    String export = "/projects/" + project.id() + "/export?format=";

    assertThat(accepted.get("bulkId").asText()).isEqualTo(bulk);
    assertThat(alone.get("decision").asText()).isEqualTo("ACCEPTED");
    assertThat(alone.get("bulkId").isNull()).isTrue();
    assertThat(lines(editor, export + "csv"))
        .filteredOn(line -> line.endsWith("," + accepted.get("predictionId").asText() + "," + bulk))
        .singleElement()
        .asString()
        .startsWith(clear.toString());
    assertThat(lines(editor, export + "csv"))
        .filteredOn(line -> line.endsWith("," + alone.get("predictionId").asText() + ","))
        .singleElement()
        .asString()
        .startsWith(read.toString());
    assertThat(lines(editor, export + "jsonl"))
        .filteredOn(line -> line.contains("\"bulkId\":\"" + bulk + "\""))
        .hasSize(1);
  }

  private static JsonNode annotation(Person person, UUID post) throws Exception {
    return person.api().get("/posts/" + post).expect(200).at("/annotations/0");
  }

  private static List<String> lines(Person person, String path) throws Exception {
    try (BufferedReader lines = person.api().lines(path)) {
      return lines.lines().toList();
    }
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
  void aPostThatIsLeftOutOfWhatWasSeenIsNamedByItsPlace() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Map<String, Object> body =
        Map.of(
            "label",
            "positive",
            "minMargin",
            0.9,
            "seen",
            Arrays.asList(Map.of("taskId", UUID.randomUUID()), null));

    String problem = project.editor().api().post(address(project), body).expect(422).toString();

    assertThat(problem).contains("seen.1");
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
    assertThat(nextText(project, project.annotator())).isIn("one", "three");
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
    assertThat(nextText(project, project.annotator())).isEqualTo("taken");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "q=السوق | في السّوق",
        "q=\"in the\" market | in the market; market in the evening",
        "lang=ar | في السّوق",
        "marginTo=0.95 | another",
        "adapter=base | in the market; في السّوق; the market; another",
        "adapter={adapter} | market in the evening",
        "annotator={annotator} | in the market",
        "from={middle} | the market; another",
        "to={middle} | in the market; market in the evening; في السّوق",
        "lang=en&q=market&marginTo=0.98&adapter=base&from={middle} | the market"
      })
  void everyFilterNarrowsThemToWhatFindingPostsFinds(String asked, String texts) throws Exception {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "en", List.of("positive", "negative"), 2);
    clear(project, "in the market", 0.99);
    Person annotator = project.annotator();
    answer(annotator, next(project, annotator).expect(200), "ACCEPTED", "positive").expect(201);
    UUID ofAdapter = clear(project, "market in the evening", 0.98);
    UUID adapter = UUID.randomUUID();
    ReviewProject.execute(
        "update prediction set adapter_id = ? where post_id = ?", adapter, ofAdapter);
    UUID arabic = clear(project, "في السّوق", 0.97);
    ReviewProject.execute(
        "update post set lang = 'ar', match_text = 'في السوق' where id = ?", arabic);
    UUID middle = clear(project, "the market", 0.96);
    clear(project, "in the doubtful market", 0.5);
    clear(project, "another", 0.93);
    String query =
        asked
            .replace(" ", "%20")
            .replace("\"", "%22")
            .replace("السوق", URLEncoder.encode("السوق", UTF_8))
            .replace("{adapter}", adapter.toString())
            .replace("{annotator}", annotator.userName())
            .replace("{middle}", Instant.ofEpochMilli(millis(middle)).toString());
    Person editor = project.editor();

    JsonNode preview = editor.api().get(address(project) + FILTER + "&" + query).expect(200);

    assertThat(preview.get("posts").findValuesAsText("text")).containsExactly(texts.split("; "));
    String posts = "/projects/" + project.id() + "/posts?predicted=positive&marginFrom=0.9&";
    assertThat(editor.api().get(posts + query).expect(200).get("items").findValuesAsText("text"))
        .containsExactlyInAnyOrder(texts.split("; "));
  }

  @Test
  void wordsThatMostPostsHaveNarrowThemToo() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID frequent = clear(project, "the market", 0.99);
    clear(project, "another", 0.98);
    copies(frequent, 2_001);
    Person editor = project.editor();

    JsonNode preview = editor.api().get(address(project) + FILTER + "&q=market").expect(200);

    assertThat(preview.get("posts").findValuesAsText("text"))
        .hasSize(200)
        .containsOnly("the market");
    assertThat(preview.get("more").asBoolean()).isTrue();
    assertThat(editor.api().get(address(project) + FILTER + "&q=nowhere").expect(200).get("posts"))
        .isEmpty();
  }

  @Test
  void whatWasSeenIsAcceptedOnlyWhileItFitsTheFilter() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    clear(project, "in English", 0.99);
    UUID arabic = clear(project, "بالعربيّة", 0.98);
    ReviewProject.execute("update post set lang = 'ar' where id = ?", arabic);
    Person editor = project.editor();
    List<Map<String, String>> seen = seen(preview(project, editor));
    assertThat(seen).hasSize(2);

    JsonNode outcome =
        editor
            .api()
            .post(
                address(project),
                Map.of("label", "positive", "minMargin", 0.9, "lang", "ar", "seen", seen))
            .expect(200);

    assertThat(outcome.get("posts").asInt()).isEqualTo(1);
    assertThat(outcome.get("leftOut").asInt()).isEqualTo(1);
    assertThat(annotations(project)).extracting(row -> row.get("post_id")).containsExactly(arabic);
  }

  @Test
  void aFieldThatIsNotKnownIsRefusedByItsName() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    clear(project, "clear", 0.99);
    Person editor = project.editor();
    List<Map<String, String>> seen = seen(preview(project, editor));

    refused(editor.api().get(address(project) + FILTER + "&state=PREDICTED"), "state", "marginTo");
    refused(
        editor
            .api()
            .post(
                address(project),
                Map.of("label", "positive", "minMargin", 0.9, "langs", "ar", "seen", seen)),
        "langs",
        "lang");
    refused(
        editor
            .api()
            .post(
                address(project),
                Map.of(
                    "label", "positive", "minMargin", 0.9, "seen", List.of(Map.of("task", "x")))),
        "seen.0.task",
        "predictionId");
    refused(editor.api().get(address(project) + FILTER + "&from=yesterday"), "from", "2026-03-01");
    refused(
        editor.api().get(address(project) + "?label=positive&minMargin=x"), "minMargin", "0 to 1");
    refused(
        editor.api().get(address(project) + FILTER + "&annotator=nobody"), "annotator", "nobody");
    assertThat(annotations(project)).isEmpty();
  }

  private static void refused(Answer answer, String field, String told) throws Exception {
    JsonNode error = answer.expect(422).at("/errors/0");
    assertThat(error.get("field").asText()).isEqualTo(field);
    assertThat(error.get("problem").asText()).contains(told);
  }

  @Test
  void aBulkOfAnotherProjectOrTenantIsNotUndoneThroughOnesOwnProject() throws Exception {
    ReviewProject own = ReviewProject.simple(TestTenants.NILE);
    ReviewProject beside = ReviewProject.simple(TestTenants.NILE);
    ReviewProject foreign = ReviewProject.simple(TestTenants.GANGA);
    clear(beside, "beside", 0.99);
    clear(foreign, "foreign", 0.99);
    Person editor = own.editor();
    Person stranger = foreign.editor();
    String besides = accept(beside, editor, preview(beside, editor)).get("bulkId").asText();
    String foreigns = accept(foreign, stranger, preview(foreign, stranger)).get("bulkId").asText();

    for (String bulk : List.of(besides, foreigns)) {
      assertThat(editor.api().delete(address(own) + "/" + bulk).status()).isEqualTo(404);
      assertThat(stranger.api().delete(address(own) + "/" + bulk).status()).isEqualTo(404);
    }
    assertThat(editor.api().delete(address(foreign) + "/" + foreigns).status()).isEqualTo(404);
    for (ReviewProject project : List.of(beside, foreign)) {
      assertThat(annotations(project)).hasSize(1).extracting("undone_at").containsOnlyNulls();
    }
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
    return person
        .api()
        .post(
            address(project), Map.of("label", "positive", "minMargin", 0.9, "seen", seen(preview)))
        .expect(200);
  }

  private static List<Map<String, String>> seen(JsonNode preview) {
    List<Map<String, String>> seen = new ArrayList<>();
    preview
        .get("posts")
        .forEach(
            post ->
                seen.add(
                    Map.of(
                        "taskId", post.get("taskId").asText(),
                        "predictionId", post.get("predictionId").asText())));
    return seen;
  }

  /** When an id was made, in milliseconds since 1970. */
  private static long millis(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }

  /** Adds posts with the same text, prediction and task as that one. */
  private static void copies(UUID post, int count) throws Exception {
    String made = " from %s, generate_series(1, " + count + ") i where ";
    ReviewProject.execute(
        "insert into post (tenant_id, id, project_id, text, lang, match_text, match_hash,"
            + " cluster_id, split, state) select tenant_id, md5(post.id || '/' || i)::uuid,"
            + " project_id, text, lang, match_text, id || '/' || i, cluster_id, split, state"
            + made.formatted("post")
            + "id = ?",
        post);
    ReviewProject.execute(
        "insert into prediction (tenant_id, id, project_id, post_id, batch_id, base_model,"
            + " schema_version, label, probabilities, margin) select tenant_id, gen_random_uuid(),"
            + " project_id, md5(post_id || '/' || i)::uuid, batch_id, base_model, schema_version,"
            + " label, probabilities, margin"
            + made.formatted("prediction")
            + "post_id = ?",
        post);
    ReviewProject.execute(
        "insert into review_task (tenant_id, id, project_id, post_id, slot, arm, blind, priority)"
            + " select tenant_id, gen_random_uuid(), project_id, md5(post_id || '/' || i)::uuid,"
            + " slot, arm, blind, priority"
            + made.formatted("review_task")
            + "post_id = ?",
        post);
  }

  private static UUID clear(ReviewProject project, String text, double margin) throws Exception {
    UUID post = project.post(text, "en");
    ReviewProject.execute("update prediction set margin = ? where post_id = ?", margin, post);
    return post;
  }

  private static String nextText(ReviewProject project, Person person) throws Exception {
    return next(project, person).expect(200).at("/post/text").asText();
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
