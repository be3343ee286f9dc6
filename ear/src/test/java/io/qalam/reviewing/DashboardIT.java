package io.qalam.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.server.TestTenants;
import io.qalam.server.Visitor;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The dashboard of a project with more labels than are compared while somebody waits: ten people
 * labelled 10 001 posts, every third one Hindi. Nine of them say that odd posts are positive; the
 * first one says so of all.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class DashboardIT {

  private static final List<String> LABELS = List.of("positive", "negative");
  private static final int PEOPLE = 10;
  private static final int POSTS = 10_001;

  private ReviewProject project;

  @BeforeEach
  void label() throws SQLException, IOException {
    project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 1);
    List<UUID> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(project.annotator().id());
    }
    insertPosts();
    insertAnswers(people);
    for (String table : List.of("post", "prediction", "review_task", "annotation")) {
      ReviewProject.execute("analyze " + table);
    }
  }

  private void insertPosts() throws SQLException {
    ReviewProject.execute(
        """
        insert into post (tenant_id, id, project_id, external_id, text, lang, match_text,
          match_hash, cluster_id, split, state)
        select j.tenant_id, md5(j.id || ' ' || n)::uuid, j.id, n, 'post', case n % 3 when 0 then
          'hi' else 'en' end, 'post', n, j.id, 'TRAIN', 'LABELLED'
        from project j, generate_series(1, ?) n where j.id = ?
        """,
        POSTS, project.id());
    ReviewProject.execute(
        """
        insert into prediction (tenant_id, id, project_id, post_id, batch_id, base_model,
          schema_version, label, probabilities, margin)
        select p.tenant_id, gen_random_uuid(), p.project_id, p.id, b.id, 'qalam-mini', 1,
          'positive', '{"positive": 0.7, "negative": 0.3}', 0.4
        from post p join prediction_batch b on b.project_id = p.project_id where p.project_id = ?
        """,
        project.id());
  }

  /** The first five of them see the prediction. */
  private void insertAnswers(List<UUID> people) throws SQLException {
    ReviewProject.execute(
        """
        insert into review_task (tenant_id, id, project_id, post_id, slot, arm, blind, state,
          priority, leased_by)
        select p.tenant_id, gen_random_uuid(), p.project_id, p.id, a.slot, 'RANDOM', a.slot > 5,
          'DONE', 0, a.id
        from post p, unnest(?::uuid[]) with ordinality a(id, slot) where p.project_id = ?
        """,
        people.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")),
        project.id());
    ReviewProject.execute(
        """
        insert into annotation (tenant_id, id, project_id, post_id, task_id, account_id, fence,
          decision, label, schema_version, shown_label, blind, arm, duration_millis)
        select t.tenant_id, gen_random_uuid(), t.project_id, t.post_id, t.id, t.leased_by, 1,
          case when t.blind then 'LABELLED' when said.positive then 'ACCEPTED' else 'CORRECTED' end,
          case when said.positive then 'positive' else 'negative' end, 1,
          case when not t.blind then 'positive' end, t.blind, t.arm, 2000
        from review_task t join post p on p.tenant_id = t.tenant_id and p.id = t.post_id,
          lateral (select t.slot = 1 or p.external_id::int % 2 = 1 as positive) said
        where t.project_id = ?
        """,
        project.id());
  }

  @AfterEach
  void clear() throws SQLException {
    for (String table : List.of("annotation", "review_task", "prediction", "post")) {
      ReviewProject.execute("delete from " + table + " where project_id = ?", project.id());
    }
  }

  @Test
  void aboveTheBoundTheMixIsExactAndAgreementIsOfASampleThatThePageNames() throws Exception {
    String page = page("en");

    assertThat(section(page, "mix-title")).contains("36,674", "30,006", "18,336", "14,994");
    Matcher sample = sample(page);
    int labels = Integer.parseInt(sample.group(1).replace(",", ""));
    assertThat(labels).isBetween(45_000, 55_000);
    assertThat(labels % PEOPLE).as("posts come whole").isZero();
    assertThat(section(page, "agreement-title"))
        .contains("<circle", "Of a sample: one post in 2.")
        .containsPattern("<bdi>0\\.(79|80)</bdi>");
    assertThat(page).doesNotContain("too few posts");
    assertThat(sample(page("en")).group()).as("the same posts again").isEqualTo(sample.group());
    assertThat(page("ar")).contains("محسوبان من عيّنة");
    assertThat(page("hi")).contains("एक नमूने से हैं");
  }

  @Test
  void whereAllLabelsAreComparedNoSampleIsNamed() throws Exception {
    ReviewProject.execute(
        "update annotation set undone_at = now() where project_id = ? and id in"
            + " (select id from annotation where project_id = ? and blind limit 10)",
        project.id(),
        project.id());

    String page = page("en");

    assertThat(page).contains("100,000").doesNotContain("id=\"sample\"");
    assertThat(section(page, "agreement-title")).contains("<circle").doesNotContain("Of a sample");
  }

  private static Matcher sample(String page) {
    Matcher found =
        Pattern.compile("of a sample: ([\\d,]+) of 100,010 labels, all those of one post in 2")
            .matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found;
  }

  private static String section(String page, String title) {
    int start = page.indexOf("aria-labelledby=\"" + title + "\"");
    assertThat(start).as(title).isPositive();
    return page.substring(start, page.indexOf("</section>", start));
  }

  private String page(String language) throws SQLException {
    Visitor visitor = Visitor.stranger();
    visitor.logIn(
        TestTenants.NILE.tenantName(),
        project.person("EDITOR", language).userName(),
        TestTenants.PASSWORD);
    return visitor.get("/projects/" + project.id() + "/dashboard").body();
  }
}
