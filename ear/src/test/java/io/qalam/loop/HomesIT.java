package io.qalam.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.Stack;
import io.qalam.launcher.StackOptions;
import io.qalam.launcher.StackOptions.PartName;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.database.Migrations;
import io.qalam.launcher.demo.FirstStart;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.LabelledPosts;
import io.qalam.launcher.loop.LoopBench;
import io.qalam.launcher.loop.QalamCommand;
import io.qalam.launcher.loop.ReviewLoop;
import io.qalam.server.TestRows;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a home keeps: through a backup, beside another home, and through an upgrade. */
class HomesIT {
  private static final Path ROOT = Path.of(System.getProperty("qalam.root", "..")).normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @Test
  void aBackupTakenWhileItRunsIsRestoredIntoASecondHomeThatRunsBesideTheFirst() throws Exception {
    Path backup = folder.resolve("backup.zip");
    try (QalamCommand first = home("first");
        QalamCommand second = home("second")) {
      first.start("--no-demo");
      first.run("tenant", "add", "keeps");
      LabelledPosts posts = posts();
      ReviewLoop loop =
          ReviewLoop.newProject(
              first.client("keeps", "admin"),
              LoopBench.team(first, "keeps", "annotator", 2),
              "Kept",
              "offensive language",
              posts);
      loop.ingest();
      loop.awaitPredictions(PATIENCE);
      loop.annotate(12);
      String password = first.addUser("keeps", "reader");
      Map<String, String> saved = labels(loop);
      artifact(first, "what a training run left");

      first.run("backup", backup.toString());
      loop.annotate(5);
      second.run("restore", backup.toString());
      second.start();

      ReviewLoop restored =
          ReviewLoop.inProject(second.client("keeps", "admin"), List.of(), loop.projectId(), posts);
      assertThat(saved).hasSize(12);
      assertThat(labels(restored)).as("the labels of the backup's moment").isEqualTo(saved);
      assertThat(restored.postsIn("")).hasSameSizeAs(posts.posts());
      assertThat(labels(loop)).as("the first home goes on").hasSize(17).containsAllEntriesOf(saved);
      assertThat(second.home().resolve("artifacts/kept.txt"))
          .hasContent("what a training run left");
      aLoginToOneLeavesTheLoginToTheOther(first, second, password);
    }
  }

  /** Browsers share cookies between all ports of a host. */
  private static void aLoginToOneLeavesTheLoginToTheOther(
      QalamCommand first, QalamCommand second, String password) {
    Visitor atFirst = Visitor.strangerAt(first.server());
    Visitor atSecond = atFirst.at(second.server());
    assertThat(atFirst.logIn("keeps", "reader", password).statusCode()).isEqualTo(302);
    assertThat(atSecond.logIn("keeps", "reader", password).statusCode()).isEqualTo(302);

    assertThat(atFirst.get("/projects").statusCode()).isEqualTo(200);
    assertThat(atSecond.get("/projects").statusCode()).isEqualTo(200);
  }

  @Test
  void theDataOfAnOlderSchemaIsMigratedAndServed() throws Exception {
    stopAtFirstSchema(new Home(folder.resolve("old")));
    try (QalamCommand qalam = home("old")) {
      List<String> printed = qalam.start("--no-demo");
      ApiClient editor = new ApiClient(qalam.server(), TestTenants.NILE.token(Member.EDITOR));

      JsonNode post = editor.get("/posts/" + TestTenants.NILE.row("23")).expect(200);

      assertThat(printed).anyMatch(line -> line.matches("schema .*migrations? run"));
      assertThat(post.get("text").asText()).isEqualTo("الخدمة رائعة اليوم");
      assertThat(post.at("/annotations/0/label").asText()).isEqualTo("positive");
      assertThat(post.at("/predictions/0/margin").asDouble()).isEqualTo(.5);
      assertThat(
              editor
                  .get("/training-runs/" + TestTenants.NILE.row("34"))
                  .expect(200)
                  .get("state")
                  .asText())
          .isEqualTo("AWAITING_APPROVAL");
    }
  }

  /** Leaves a database as the first release left it, with a row in every table. */
  private static void stopAtFirstSchema(Home home) throws IOException, InterruptedException {
    Stack.Preparation first =
        new Stack.Preparation() {
          @Override
          public void beforeMigration(DatabaseAccess database) throws SQLException, IOException {
            new Migrations(database).runTo("1");
            TestRows.createAtFirstSchema(database);
            throw new FirstSchemaOnly();
          }

          @Override
          public void afterMigration(DatabaseAccess database) {}
        };
    StackOptions options =
        StackOptions.of(home)
            .withEnvironment(TestServer.ownEnvironment())
            .withParts(Set.of(PartName.POSTGRES));
    assertThatThrownBy(() -> Stack.start(options, first)).isInstanceOf(FirstSchemaOnly.class);
    FirstStart.isRestored(home);
  }

  /** Ends a start before it migrates. */
  private static final class FirstSchemaOnly extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private QalamCommand home(String name) throws IOException {
    return new QalamCommand(ROOT.toAbsolutePath(), folder.resolve(name));
  }

  private static LabelledPosts posts() throws IOException {
    return LabelledPosts.read(
            ROOT.resolve("launcher/src/main/resources/demo/hi_offensive.jsonl"),
            "label",
            row -> true)
        .sample(60, 3);
  }

  private static void artifact(QalamCommand qalam, String text) throws IOException {
    Files.writeString(qalam.home().resolve("artifacts/kept.txt"), text);
  }

  private static Map<String, String> labels(ReviewLoop loop) throws IOException {
    Map<String, String> labels = new TreeMap<>();
    for (JsonNode post : loop.postsIn("LABELLED")) {
      labels.put(post.get("externalId").asText(), post.at("/annotations/0/label").asText());
    }
    return labels;
  }
}
