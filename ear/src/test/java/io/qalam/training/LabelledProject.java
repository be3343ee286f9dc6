package io.qalam.training;

import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.tenant.model.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A project whose posts people have labelled, made by the database's owner: Arabic and Hindi, with
 * the splits the test wants.
 */
final class LabelledProject {

  private static final String[] LABELS = {"positive", "negative", "neutral"};
  private static final String[] TEXTS = {
    "الخدمة رائعة اليوم رقم %d", "सेवा आज बहुत धीमी थी नंबर %d"
  };

  private final TestTenants tenant;
  private final UUID id = Ids.next();
  private int posts;

  private LabelledProject(TestTenants tenant) {
    this.tenant = tenant;
  }

  /**
   * A project with enough labels to train on: 40 posts to train on, 12 to judge by, 8 to report.
   */
  static LabelledProject ready(TestTenants tenant) {
    LabelledProject project = empty(tenant);
    project.label("TRAIN", 40);
    project.label("DEVELOPMENT", 12);
    project.label("TEST", 8);
    return project;
  }

  /** The same of summaries; one post to train on was taken as it was shown, and rated poor. */
  static LabelledProject readyOfSummaries(TestTenants tenant) {
    LabelledProject project = ready(tenant);
    project.run("update project set answer = 'SUMMARY' where id = ?", project.id);
    project.run("update label_schema set labels = '[]' where project_id = ?", project.id);
    project.run(
        "update post set final_label = null, final_summary = 'ملخّص ' || id where project_id = ?",
        project.id);
    project.run(
        "update annotation set label = null, summary = 'ملخّص ' || post_id where project_id = ?",
        project.id);
    project.run(
        "update annotation set decision = 'ACCEPTED', rating = 2 where id = (select a.id from"
            + " annotation a join post p on p.id = a.post_id where a.project_id = ?"
            + " and p.split = 'TRAIN' order by a.id limit 1)",
        project.id);
    return project;
  }

  /** A project without a post. */
  static LabelledProject empty(TestTenants tenant) {
    LabelledProject project = new LabelledProject(tenant);
    project.run(
        "insert into project (tenant_id, id, name, task, languages)"
            + " values (?, ?, ?, 'sentiment', '[\"ar\", \"hi\"]')",
        tenant.id(),
        project.id,
        "Project " + project.id);
    project.run(
        "insert into label_schema (tenant_id, id, project_id, version, labels, instructions,"
            + " created_by) values (?, ?, ?, 1, '[\"positive\", \"negative\", \"neutral\"]',"
            + " '[\"Classify the sentiment of the text.\"]', 'admin')",
        tenant.id(),
        Ids.next(),
        project.id);
    return project;
  }

  UUID id() {
    return id;
  }

  /** Adds posts of one part that an annotator has labelled a moment ago. */
  void label(String split, int count) {
    for (int i = 0; i < count; i++) {
      label(split, LABELS[posts % LABELS.length]);
    }
  }

  private void label(String split, String label) {
    UUID post = Ids.next();
    UUID task = Ids.next();
    String lang = posts % 2 == 0 ? "ar" : "hi";
    String text = TEXTS[posts % 2].formatted(posts++);
    run(
        "insert into post (tenant_id, id, project_id, text, lang, match_text, match_hash,"
            + " cluster_id, split, state, final_label)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'LABELLED', ?)",
        tenant.id(),
        post,
        id,
        text,
        lang,
        text,
        post.toString(),
        post,
        split,
        label);
    run(
        "insert into review_task (tenant_id, id, project_id, post_id, slot, arm, blind, state,"
            + " priority) values (?, ?, ?, ?, 1, 'RANDOM', true, 'DONE', 0.5)",
        tenant.id(),
        task,
        id,
        post);
    run(
        "insert into annotation (tenant_id, id, project_id, post_id, task_id, account_id, fence,"
            + " decision, label, schema_version, blind, arm, duration_millis)"
            + " values (?, ?, ?, ?, ?, ?, 1, 'LABELLED', ?, 1, true, 'RANDOM', 1800)",
        tenant.id(),
        Ids.next(),
        id,
        post,
        task,
        tenant.account(Member.ANNOTATOR),
        label);
  }

  /** Runs a statement as the owner. */
  void run(String sql, Object... values) {
    try (Connection connection = TestServer.owner();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
