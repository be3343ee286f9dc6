package io.qalam.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.launcher.Credentials;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import java.io.IOException;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Posts are found by words in any spelling and by what became of them, and by nothing else. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FindingIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ADVERT =
      "عرض خاص لفترة محدودة على جميع الهواتف الذكية في متجرنا اتصل الآن على الرقم ";

  @Test
  void wordsFindEverySpellingThatReadsTheSame() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    bring(
        project,
        Map.of("id", "vowels", "text", "قال مُحَمَّدٌ إلى المدرسة", "lang", "ar"),
        Map.of("id", "nasal", "text", "मेरी हिन्दी बाज़ार जैसी", "lang", "hi"),
        Map.of("id", "emoji", "text", "Well 😀 it's 100%_fine \\ 'ok'", "lang", "en"),
        Map.of("id", "other", "text", "nothing of that", "lang", "en"));

    assertThat(found(project, "q", "محمد")).containsExactly("vowels");
    assertThat(found(project, "q", "المدرسه محمد الى")).containsExactly("vowels");
    assertThat(found(project, "q", "\"محمد الى\"")).containsExactly("vowels");
    assertThat(found(project, "q", "\"الى محمد\"")).isEmpty();
    assertThat(found(project, "q", "हिंदी")).containsExactly("nasal");
    assertThat(found(project, "q", "बाजार")).containsExactly("nasal");
    assertThat(found(project, "q", "FINE")).containsExactly("emoji");
    assertThat(found(project, "q", "😀")).as("a sign alone").containsExactly("emoji");
    assertThat(found(project, "q", "%_f")).as("no wildcards").containsExactly("emoji");
    assertThat(found(project, "q", "\\ 'o")).containsExactly("emoji");
    assertThat(found(project, "q", "x_x")).isEmpty();
    assertThat(found(project, "q", "th", "lang", "en")).as("two letters").containsExactly("other");
  }

  @Test
  void wordsAreFoundFarBehindTheFirstPostsToo() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    ReviewProject.execute(
        "insert into post (tenant_id, id, project_id, external_id, text, lang, match_text,"
            + " match_hash, cluster_id, split, state) select ?, ('01900000-0000-7000-8000-' ||"
            + " lpad(to_hex(n), 12, '0'))::uuid, ?, 'n' || n, 'x', 'ar',"
            + " case when n % 1000 = 7 then 'كلمه نادره' else 'كلمه' end || n, ? || n,"
            + " gen_random_uuid(), 'TRAIN', 'NEW' from generate_series(1, 6000) n",
        TestTenants.NILE.id(), project.id(), project.id().toString());

    assertThat(found(project, "q", "نادرة"))
        .containsExactly("n7", "n1007", "n2007", "n3007", "n4007", "n5007");
    assertThat(found(project, "q", "نادرة", "order", "newest", "limit", "2"))
        .containsExactly("n5007", "n4007");
    assertThat(found(project, "q", "نا")).as("two letters").hasSize(6);
    assertThat(count(project, "q", "نادرة")).isEqualTo("6 false");
    assertThat(count(project, "q", "كلمة")).isEqualTo("6000 false");
    assertThat(explain("select id from post where text_grams(match_text) @@ gram_query('نادره')"))
        .contains("post_grams");
  }

  @Test
  void everyFilterNarrowsAndTheyNarrowTogether() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID first = project.post("first", "en");
    UUID second = project.post("second", "en");
    project.post("third", "en");
    Person annotator = project.annotator();
    answer(project, annotator);

    assertThat(found(project, "annotator", annotator.userName())).containsExactly("p1");
    assertThat(found(project, "label", "positive")).containsExactly("p1");
    assertThat(found(project, "state", "predicted")).containsExactly("p2", "p3");
    assertThat(found(project, "predicted", "positive", "adapter", "base")).hasSize(3);
    assertThat(found(project, "predicted", "negative")).isEmpty();
    assertThat(found(project, "marginFrom", "0.000015", "marginTo", "0.000025"))
        .containsExactly("p2");
    assertThat(found(project, "adapter", UUID.randomUUID().toString())).isEmpty();
    assertThat(found(project, "split", "TEST")).isEmpty();
    assertThat(found(project, "from", "2100-01-01")).isEmpty();
    assertThat(found(project, "to", "2100-01-01", "order", "newest"))
        .containsExactly("p3", "p2", "p1");
    assertThat(found(project, "cursor", first.toString())).containsExactly("p2", "p3");
    assertThat(found(project, "cursor", second.toString(), "order", "newest"))
        .containsExactly("p1");
    assertThat(count(project, "state", "PREDICTED", "cursor", second.toString()))
        .isEqualTo("2 false");
  }

  @Test
  void partDayOfStorageAndAdapterFindWhatIsOfThemAndNothingElse() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID first = project.post("first", "en");
    UUID second = laterThan(first, project);
    UUID adapter = UUID.randomUUID();
    ReviewProject.execute("update post set split = 'TEST' where id = ?", second);
    ReviewProject.execute(
        "update prediction set adapter_id = ? where post_id = ?", adapter, second);
    String stored = Instant.ofEpochMilli(storedAt(second)).toString();

    assertThat(found(project, "split", "test")).containsExactly("p2");
    assertThat(found(project, "split", "TRAIN")).containsExactly("p1");
    assertThat(found(project, "adapter", adapter.toString())).containsExactly("p2");
    assertThat(found(project, "adapter", "base")).containsExactly("p1");
    assertThat(found(project, "from", stored)).containsExactly("p2");
    assertThat(found(project, "to", stored)).containsExactly("p1");
    assertThat(found(project, "from", "2020-01-01")).containsExactly("p1", "p2");
    assertThat(found(project, "split", "TEST", "adapter", adapter.toString(), "from", stored))
        .containsExactly("p2");
    assertThat(found(project, "split", "TRAIN", "adapter", adapter.toString())).isEmpty();
  }

  /** A post whose id begins with a later time than that one's. */
  private static UUID laterThan(UUID post, ReviewProject project) throws Exception {
    while (System.currentTimeMillis() <= storedAt(post)) {
      Thread.onSpinWait();
    }
    return project.post("second", "en");
  }

  private static long storedAt(UUID post) {
    return post.getMostSignificantBits() >>> 16;
  }

  @Test
  void whatCannotBeAskedIsNamedAndLeadsToNoColumn() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person annotator = project.annotator();

    assertThat(ask(project, project.editor(), "gold_label", "positive").expect(422).toString())
        .contains("\"field\":\"gold_label\"", "known are q, state");
    assertThat(ask(project, project.editor(), "state", "GONE").expect(422).toString())
        .contains("must be one of [NEW");
    assertThat(ask(project, project.editor(), "annotator", "nobody").expect(422).toString())
        .contains("no member's user name");
    ask(project, annotator, "predicted", "positive").expect(403);
    ask(project, annotator, "annotator", "editor").expect(403);
    ask(project, annotator, "annotator", annotator.userName()).expect(200);
  }

  @Test
  void aFilterDoesNotLeadToThePredictionOfAPostThatIsHeldBlind() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.blindPost("blind", "en");
    Person editor = project.editor();
    assertThat(ids(ask(project, editor, "predicted", "positive"))).containsExactly("p1");

    editor.api().post("/projects/" + project.id() + "/tasks/next", Map.of()).expect(200);

    assertThat(ids(ask(project, editor, "predicted", "positive"))).isEmpty();
    assertThat(ids(ask(project, editor, "state", "PREDICTED"))).containsExactly("p1");
  }

  @Test
  void nearDuplicatesAreFoundAtImportAndStayInOnePart() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    bring(
        project,
        Map.of("id", "a", "text", ADVERT + "1111", "lang", "ar"),
        Map.of("id", "b", "text", ADVERT + "2222", "lang", "ar"),
        Map.of("id", "c", "text", "another matter", "lang", "en"));
    JsonNode first = ask(project, project.editor(), "q", "1111").expect(200).at("/items/0");

    JsonNode near =
        project
            .editor()
            .api()
            .get("/posts/" + first.get("id").asText() + "/near-duplicates")
            .expect(200)
            .get("items");

    assertThat(near).hasSize(1);
    assertThat(near.get(0).get("text").asText()).isEqualTo(ADVERT + "2222");
    assertThat(near.get(0).get("similarity").asDouble()).isBetween(0.7, 1.0);
    assertThat(near.get(0).get("split")).isEqualTo(first.get("split"));
  }

  @Test
  void theFunctionThatFindsPostsFindsNoneOfAnotherTenantAndNoneWithoutOne() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("of Nile", "en");

    assertThat(foundByTheApplication(project.id(), TestTenants.NILE.id().toString())).isOne();
    assertThat(foundByTheApplication(project.id(), TestTenants.GANGA.id().toString())).isZero();
    assertThat(foundByTheApplication(project.id(), "")).isZero();
  }

  private static long foundByTheApplication(UUID project, String tenant) throws SQLException {
    Credentials app = TestServer.get().database().app();
    String url = TestServer.get().database().url();
    try (Connection connection = DriverManager.getConnection(url, app.user(), app.password());
        PreparedStatement find =
            connection.prepareStatement(
                "select set_config('app.tenant', ?, false);"
                    + " select count(*) from find_posts(?, '{}', 10)")) {
      find.setString(1, tenant);
      find.setObject(2, project);
      find.execute();
      find.getMoreResults();
      try (ResultSet row = find.getResultSet()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static String explain(String query) throws SQLException {
    try (Connection owner = TestServer.owner();
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery("explain " + query)) {
      StringBuilder plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
      return plan.toString();
    }
  }

  @SafeVarargs
  private static void bring(ReviewProject project, Map<String, String>... posts)
      throws IOException, SQLException {
    StringBuilder lines = new StringBuilder();
    for (Map<String, String> post : posts) {
      lines.append(JSON.writeValueAsString(post));
      lines.append('\n');
    }
    JsonNode report =
        project
            .editor()
            .api()
            .postLines("/projects/" + project.id() + "/posts", lines.toString())
            .expect(200);
    assertThat(report.get("accepted").asInt()).isEqualTo(posts.length);
  }

  /** Accepts the first post that waits. */
  private static void answer(ReviewProject project, Person person) throws IOException {
    JsonNode task =
        person.api().post("/projects/" + project.id() + "/tasks/next", Map.of()).expect(200);
    person
        .api()
        .post(
            "/tasks/" + task.get("taskId").asText() + "/annotation",
            Map.of(
                "lease", task.get("lease").asText(), "decision", "ACCEPTED", "label", "positive"))
        .expect(201);
  }

  private static List<String> found(ReviewProject project, String... asked) throws Exception {
    return ids(ask(project, project.editor(), asked));
  }

  private static List<String> ids(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.expect(200).get("items").forEach(post -> ids.add(post.get("externalId").asText()));
    return ids;
  }

  private static String count(ReviewProject project, String... asked) throws Exception {
    String path = "/projects/" + project.id() + "/posts/count" + query(asked);
    JsonNode count = project.editor().api().get(path).expect(200);
    return count.get("posts").asText() + " " + count.get("more").asText();
  }

  private static Answer ask(ReviewProject project, Person person, String... asked)
      throws IOException {
    return person.api().get("/projects/" + project.id() + "/posts" + query(asked));
  }

  private static String query(String... asked) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < asked.length; i += 2) {
      query.append(i == 0 ? '?' : '&').append(asked[i]).append('=');
      query.append(URLEncoder.encode(asked[i + 1], UTF_8));
    }
    return query.toString();
  }
}
