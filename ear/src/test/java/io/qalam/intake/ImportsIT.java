package io.qalam.intake;

import static io.qalam.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Imports that go on by themselves: stopped, gone on with, and taken over from a dead node. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ImportsIT {

  private static final int MANY = 4_000;

  private record Running(ReviewProject project, Person editor, String path) {

    static Running begin(String lines) throws Exception {
      ReviewProject project = ReviewProject.simple(TestTenants.NILE);
      Person editor = project.editor();
      String all = "/projects/" + project.id() + "/imports";
      JsonNode begun = editor.api().postLines(all + "?name=posts.jsonl", lines).expect(202);
      assertThat(begun.get("fileName").asText()).isEqualTo("posts.jsonl");
      return new Running(project, editor, all + "/" + begun.get("id").asText());
    }

    UUID id() {
      return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    JsonNode now() {
      return seenBy(editor);
    }

    JsonNode seenBy(Person person) {
      try {
        return person.api().get(path).expect(200);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    JsonNode ended() throws Exception {
      return eventually(
          "the import's end", this::now, job -> !job.get("state").asText().equals("RUNNING"));
    }

    JsonNode cancel() throws Exception {
      return editor.api().post(path + "/cancel", Map.of()).expect(200);
    }
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                "{\"id\":\"%d\",\"text\":\"%s\"}"
                    .formatted(i, UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)})))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void anImportSaysWhatBecameOfEveryRecordAndKeepsItsOwnListOfRejects() throws Exception {
    Running other = Running.begin("{\"text\":\" \"}\n");
    Running job =
        Running.begin(
            "{\"text\":\"good\"}\n{\"text\":\"good\"}\n{\"text\":\"fine\",\"label\":\"furious\"}\n");

    JsonNode ended = job.ended();
    other.ended();

    assertThat(ended.get("state").asText()).isEqualTo("DONE");
    assertThat(ended.get("percent").asInt()).isEqualTo(100);
    assertThat(ended.get("records").asInt()).isEqualTo(3);
    assertThat(ended.get("accepted").asInt()).isEqualTo(1);
    assertThat(ended.get("duplicates").asInt()).isEqualTo(1);
    assertThat(ended.get("rejected").asInt()).isEqualTo(1);
    try (BufferedReader refused = job.editor.api().lines(job.path + "/rejected")) {
      assertThat(refused.lines()).hasSize(2).anyMatch(line -> line.contains("furious"));
    }
    String list = "/projects/" + job.project.id() + "/imports";
    assertThat(job.editor.api().get(list).expect(200)).hasSize(1);
    job.editor.api().get(list + "/" + other.id()).expect(404);
  }

  @Test
  void aFileWithoutAnyPostIsNotDoneButRefused() throws Exception {
    JsonNode ended = Running.begin("\n \n").ended();
    assertThat(ended.get("state").asText()).isEqualTo("FAILED");
    assertThat(ended.get("failure").asText()).contains("The file holds no posts");
  }

  @Test
  void aStoppedImportKeepsWhatItReadAndGoesOnBehindIt() throws Exception {
    Running job = Running.begin(lines(0, MANY));
    eventually("a first batch", job::now, now -> now.get("records").asInt() > 0);
    JsonNode stopped = job.cancel();
    int before = stopped.get("records").asInt();
    assertThat(stopped.get("state").asText()).isEqualTo("CANCELLED");
    assertThat(before).isBetween(1, MANY - 1);
    assertThat(posts(job.project)).isEqualTo(before);

    job.editor.api().post(job.path + "/resume", Map.of()).expect(200);

    assertThat(job.ended().get("accepted").asInt()).isEqualTo(MANY);
    assertThat(job.now().get("duplicates").asInt()).isZero();
    assertThat(posts(job.project)).isEqualTo(MANY);
  }

  @Test
  void anImportWhoseNodeDiedIsTakenOverBehindItsLastBatch() throws Exception {
    Running job = Running.begin(lines(0, MANY));
    eventually("a first batch", job::now, now -> now.get("records").asInt() > 0);
    job.cancel();
    ReviewProject.execute(
        "update import_job set state = 'RUNNING', held_by = 'dead', ended_at = null,"
            + " held_until = now() - interval '1 second' where id = ?",
        job.id());

    JsonNode ended = job.ended();

    assertThat(ended.get("state").asText()).isEqualTo("DONE");
    assertThat(ended.get("accepted").asInt()).isEqualTo(MANY);
    assertThat(ended.get("duplicates").asInt()).isZero();
    assertThat(posts(job.project)).isEqualTo(MANY);
  }

  @Test
  void whoMayImportNoLongerDoesNotGoOn() throws Exception {
    Running job = Running.begin(lines(0, MANY));
    eventually("a first batch", job::now, now -> now.get("records").asInt() > 0);
    job.cancel();
    Person admin = job.project.person("ADMIN", "en");
    ReviewProject.execute("update account set role = 'ANNOTATOR' where id = ?", job.editor.id());

    admin.api().post(job.path + "/resume", Map.of()).expect(200);

    JsonNode ended =
        eventually(
            "the import's end",
            () -> job.seenBy(admin),
            now -> !now.get("state").asText().equals("RUNNING"));
    assertThat(ended.get("state").asText()).isEqualTo("FAILED");
    assertThat(ended.get("failure").asText()).contains("no longer");
    assertThat(admin.api().post(job.path + "/resume", Map.of()).status()).isEqualTo(409);
  }

  private static long posts(ReviewProject project) throws SQLException {
    return ((Number)
            ReviewProject.query("select count(*) as n from post where project_id = ?", project.id())
                .get(0)
                .get("n"))
        .longValue();
  }
}
