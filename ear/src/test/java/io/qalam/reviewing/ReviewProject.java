package io.qalam.reviewing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.account.model.PasswordHash;
import io.qalam.account.model.TokenSecret;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import io.qalam.tenant.model.Ids;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A project of its own for one test, with posts that are predicted and wait for review.
 *
 * <p>Written as the database's owner, so that a test says exactly what waits: which posts are blind
 * and in which order they come.
 */
public final class ReviewProject {

  private static final String HASH = PasswordHash.of(TestTenants.PASSWORD.toCharArray());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Somebody of the tenant who may log in and call. */
  public record Person(UUID id, String userName, ApiClient api) {}

  private final TestTenants tenant;
  private final UUID id = Ids.next();
  private final UUID batch = Ids.next();
  private final List<String> labels;
  private final int overlap;
  private boolean ofSummaries;
  private int posts;

  private ReviewProject(TestTenants tenant, List<String> labels, int overlap) {
    this.tenant = tenant;
    this.labels = labels;
    this.overlap = overlap;
  }

  public static ReviewProject of(
      TestTenants tenant, String language, List<String> labels, int overlap)
      throws SQLException, IOException {
    ReviewProject project = new ReviewProject(tenant, labels, overlap);
    project.insert(language);
    return project;
  }

  /** A project whose posts get summaries. */
  public static ReviewProject ofSummaries(TestTenants tenant, String language, int overlap)
      throws SQLException, IOException {
    ReviewProject project = new ReviewProject(tenant, List.of(), overlap);
    project.ofSummaries = true;
    project.insert(language);
    execute("update project set answer = 'SUMMARY' where id = ?", project.id);
    return project;
  }

  /** English, three labels, one reviewer a post. */
  public static ReviewProject simple(TestTenants tenant) throws SQLException, IOException {
    return of(tenant, "en", List.of("positive", "negative", "neutral"), 1);
  }

  private void insert(String language) throws SQLException, IOException {
    execute(
        "insert into project (tenant_id, id, name, task, languages, overlap)"
            + " values (?, ?, ?, 'sentiment', ?::jsonb, ?)",
        tenant.id(),
        id,
        "review " + id,
        JSON.writeValueAsString(List.of(language)),
        overlap);
    execute(
        "insert into label_schema (tenant_id, id, project_id, version, labels, instructions,"
            + " created_by) values (?, ?, ?, 1, ?::jsonb, '[\"Classify.\"]'::jsonb, 'test')",
        tenant.id(),
        Ids.next(),
        id,
        JSON.writeValueAsString(labels));
    execute(
        "insert into prediction_batch (tenant_id, id, project_id, schema_version, posts, state)"
            + " values (?, ?, ?, 1, 0, 'ANSWERED')",
        tenant.id(),
        batch,
        id);
  }

  public UUID id() {
    return id;
  }

  /** How many seconds a reviewer holds a task. */
  public ReviewProject leaseSeconds(int seconds) throws SQLException {
    execute("update project set lease_seconds = ? where id = ?", seconds, id);
    return this;
  }

  /** Gives the project its second label schema, as an admin does while others review. */
  public void changeLabels(String... changed) throws SQLException, IOException {
    execute(
        "insert into label_schema (tenant_id, id, project_id, version, labels, instructions,"
            + " created_by) select tenant_id, gen_random_uuid(), project_id, 2, ?::jsonb,"
            + " instructions, created_by from label_schema where project_id = ?",
        JSON.writeValueAsString(changed),
        id);
    execute("update project set schema_version = 2 where id = ?", id);
  }

  /** Lets the time of every lease run out. */
  public void expireLeases() throws SQLException {
    execute(
        "update review_task set leased_until = now() - interval '1 second' where project_id = ?",
        id);
  }

  /**
   * Adds a post whose first label is predicted; posts come in the order in which they are added.
   */
  public UUID post(String text, String lang) throws SQLException, IOException {
    return post(text, lang, labels.get(0), false);
  }

  /** Adds a post to a project of summaries, with what the model wrote about it. */
  public UUID summed(String text, String lang, String summary) throws SQLException, IOException {
    return post(text, lang, summary, false);
  }

  /** Likewise where nobody is to see what the model wrote. */
  public UUID summedBlind(String text, String lang, String summary)
      throws SQLException, IOException {
    return post(text, lang, summary, true);
  }

  /** Adds a post whose prediction nobody is to see. */
  public UUID blindPost(String text, String lang) throws SQLException, IOException {
    return post(text, lang, labels.get(0), true);
  }

  /** Makes the task one about a post and a target. */
  public ReviewProject withTargets() throws SQLException {
    execute("update project set second_text = 'TARGET' where id = ?", id);
    return this;
  }

  /** Lets a post have several labels. */
  public ReviewProject withSeveralLabels() throws SQLException {
    execute("update project set multi_label = true where id = ?", id);
    return this;
  }

  /** Adds a post of which this label, or label set, is predicted. */
  public UUID predicted(String text, String lang, String label) throws SQLException, IOException {
    return post(text, lang, label, false);
  }

  /** Adds a post that is read beside another text. */
  public UUID pair(String text, String second, String lang) throws SQLException, IOException {
    UUID post = post(text, lang);
    execute("update post set second_text = ? where id = ?", second, post);
    return post;
  }

  /** Adds many posts in one transaction. */
  public void posts(int count) throws SQLException, IOException {
    for (int i = 0; i < count; i++) {
      post("post number " + i + " of " + id, "en");
    }
  }

  private UUID post(String text, String lang, String predicted, boolean blind)
      throws SQLException, IOException {
    UUID post = Ids.next();
    UUID prediction = Ids.next();
    float priority = ++posts / 100_000f;
    execute(
        "insert into post (tenant_id, id, project_id, external_id, text, lang, match_text,"
            + " match_hash, cluster_id, split, state)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'TRAIN', 'PREDICTED')",
        tenant.id(),
        post,
        id,
        "p" + posts,
        text,
        lang,
        text,
        post.toString(),
        post);
    execute(
        "insert into prediction (tenant_id, id, project_id, post_id, batch_id, base_model,"
            + " schema_version, label, summary, probabilities, margin)"
            + " values (?, ?, ?, ?, ?, 'qalam-mini', 1, ?, ?, ?::jsonb, ?)",
        tenant.id(),
        prediction,
        id,
        post,
        batch,
        ofSummaries ? null : predicted,
        ofSummaries ? predicted : null,
        JSON.writeValueAsString(probabilities(predicted)),
        priority);
    for (int slot = 1; slot <= overlap; slot++) {
      execute(
          "insert into review_task (tenant_id, id, project_id, post_id, slot, arm, blind, priority)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?)",
          tenant.id(),
          Ids.next(),
          id,
          post,
          slot,
          blind ? "BLIND" : "STRATEGY",
          blind,
          priority);
    }
    return post;
  }

  private Map<String, Double> probabilities(String predicted) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    double others = 0.3 / Math.max(1, labels.stream().filter(l -> !l.equals(predicted)).count());
    labels.forEach(label -> probabilities.put(label, others));
    probabilities.put(predicted, 0.7);
    return probabilities;
  }

  /** A new member of the project's tenant with a token; the page's language is {@code locale}. */
  public Person person(String role, String locale) throws SQLException {
    UUID account = Ids.next();
    String userName = role.toLowerCase(Locale.ROOT) + "-" + account.toString().substring(24);
    execute(
        "insert into account (tenant_id, id, user_name, display_name, password_hash, role, locale)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        tenant.id(),
        account,
        userName,
        userName,
        HASH,
        role,
        locale);
    TokenSecret token = TokenSecret.generate();
    execute(
        "insert into api_token (tenant_id, id, account_id, token_hash, label)"
            + " values (?, ?, ?, ?, 'tests')",
        tenant.id(),
        Ids.next(),
        account,
        token.hash());
    return new Person(account, userName, new ApiClient(URI.create(TestServer.url()), token.text()));
  }

  public Person annotator() throws SQLException {
    return person("ANNOTATOR", "en");
  }

  public Person editor() throws SQLException {
    return person("EDITOR", "en");
  }

  /** Has somebody give a label to the post that they are given next. */
  public void label(Person person, String label) throws IOException {
    JsonNode task = person.api().post("/projects/" + id + "/tasks/next", Map.of()).expect(200);
    boolean shown = task.at("/prediction/label").asText().equals(label);
    Map<String, Object> answer =
        Map.of(
            "lease",
            task.get("lease").asText(),
            "decision",
            shown ? "ACCEPTED" : "CORRECTED",
            "label",
            label);
    person.api().post("/tasks/" + task.get("taskId").asText() + "/annotation", answer).expect(201);
  }

  /** The rows a query gives, as the owner sees them. */
  public static List<Map<String, Object>> query(String sql, Object... values) throws SQLException {
    try (Connection connection = TestServer.owner();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<Map<String, Object>> found = new ArrayList<>();
      while (rows.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
        }
        found.add(row);
      }
      return found;
    }
  }

  /** The one value of a query. */
  public static Object value(String sql, Object... values) throws SQLException {
    return query(sql, values).get(0).values().iterator().next();
  }

  /** Changes rows as the owner. */
  public static void execute(String sql, Object... values) throws SQLException {
    try (Connection connection = TestServer.owner();
        PreparedStatement statement = prepare(connection, sql, values)) {
      statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
