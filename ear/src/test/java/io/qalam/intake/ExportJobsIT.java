package io.qalam.intake;

import static io.qalam.server.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exports that go on by themselves: stopped, gone on with, taken over, kept and swept. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ExportJobsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MANY = 20_000;

  private record Running(ReviewProject project, Person editor, String path) {

    static Running begin(ReviewProject project, Map<String, String> asked) throws Exception {
      Person editor = project.editor();
      String all = "/projects/" + project.id() + "/exports";
      JsonNode begun = editor.api().post(all, asked).expect(202);
      return new Running(project, editor, all + "/" + begun.get("id").asText());
    }

    UUID id() {
      return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    JsonNode now() {
      try {
        return editor.api().get(path).expect(200);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    JsonNode ended() throws Exception {
      return eventually(
          "the export's end", this::now, job -> !job.get("state").asText().equals("RUNNING"));
    }

    /** Stopped somewhere between its first post and its last. */
    JsonNode stoppedOnItsWay() throws Exception {
      eventually("a first page", this::now, now -> now.get("posts").asLong() > 0);
      JsonNode stopped = editor.api().post(path + "/stop", Map.of()).expect(200);
      assertThat(stopped.get("state").asText()).isEqualTo("CANCELLED");
      assertThat(stopped.get("posts").asLong()).isBetween(1L, MANY - 1L);
      return stopped;
    }

    byte[] file() throws Exception {
      HttpResponse<byte[]> answer = bytes("/api/v1" + path + "/file");
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  /** Many posts, made by the database; all are older than whatever comes now. */
  private static ReviewProject large() throws SQLException, IOException {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    ReviewProject.execute(
        """
        insert into post (tenant_id, id, project_id, text, lang, match_text, match_hash, cluster_id, split, state)
        select ?, id, ?, 'منشور ' || i, 'ar', 'منشور ' || i, h, id, 'TRAIN', 'NEW' from (
          select i, h, ('01900000-' || substr(h, 1, 4) || '-7' || substr(h, 5, 3) || '-8' || substr(h, 8, 3)
            || '-' || substr(h, 11, 12))::uuid as id
          from (select i, md5(i || ?::text) as h from generate_series(1, ?) i) made) posts
        """,
        TestTenants.NILE.id(),
        project.id(),
        project.id().toString(),
        MANY);
    return project;
  }

  private static ReviewProject small() throws SQLException, IOException {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("الخدمة \"رائعة\",\nحقًّا", "ar");
    project.post("=सेवा धीमी", "hi");
    project.post("fine\ttoo", "en");
    ReviewProject.execute(
        "update post set final_label = 'positive', state = 'LABELLED' where project_id = ?"
            + " and lang <> 'en'",
        project.id());
    return project;
  }

  private static byte[] atOnce(ReviewProject project, String format) throws Exception {
    HttpResponse<byte[]> answer =
        bytes("/api/v1/projects/" + project.id() + "/export?format=" + format);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(TestServer.url() + path))
            .header("Authorization", "Bearer " + TestTenants.NILE.token(Member.EDITOR));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aFileOfEveryFormatIsByteForByteTheExportAtOnce() throws Exception {
    ReviewProject project = small();

    for (String format : List.of("jsonl", "csv", "tsv", "label-studio", "hugging-face")) {
      Running job = Running.begin(project, Map.of("format", format));
      JsonNode ended = job.ended();

      assertThat(ended.get("state").asText()).as(format).isEqualTo("DONE");
      assertThat(ended.get("percent").asInt()).isEqualTo(100);
      assertThat(ended.get("posts").asInt()).isEqualTo(format.equals("hugging-face") ? 2 : 3);
      assertThat(ended.get("total").asInt()).isEqualTo(ended.get("posts").asInt());
      byte[] file = job.file();
      assertThat(file).as(format).isEqualTo(atOnce(project, format)).isNotEmpty();
      assertThat(ended.get("bytes").asLong()).isEqualTo(file.length);
      assertThat(ended.get("sha256").asText()).isEqualTo(sha256(file));
    }
  }

  @Test
  void aFileHoldsWhatIsAskedForAndNothingThatCameAfterItsBeginning() throws Exception {
    ReviewProject project = small();
    Running job = Running.begin(project, Map.of("format", "jsonl", "lang", "hi"));
    job.ended();

    assertThat(job.now().at("/asked/lang").asText()).isEqualTo("hi");
    assertThat(new String(job.file(), UTF_8).lines()).singleElement().asString().contains("सेवा");

    Running searched =
        Running.begin(project, Map.of("q", "FINE", "from", "2020-01-01", "to", "2999-01-01"));
    assertThat(searched.ended().get("total").asInt()).isEqualTo(1);
    assertThat(new String(searched.file(), UTF_8)).contains("fine");

    Running late = Running.begin(large(), Map.of());
    late.stoppedOnItsWay();
    late.project().post("came while it was written", "en");
    late.editor().api().post(late.path() + "/resume", Map.of()).expect(200);
    assertThat(late.ended().get("posts").asInt()).isEqualTo(MANY);
    assertThat(new String(late.file(), UTF_8)).doesNotContain("came while it was written");
  }

  @Test
  void aStoppedExportGoesOnBehindItsLastPostAndItsFileIsTheSame() throws Exception {
    ReviewProject project = large();
    for (String format : List.of("csv", "label-studio")) {
      Running job = Running.begin(project, Map.of("format", format));
      long before = job.stoppedOnItsWay().get("posts").asLong();
      assertThat(job.editor().api().get(job.path() + "/file").status()).isEqualTo(409);

      JsonNode resumed = job.editor().api().post(job.path() + "/resume", Map.of()).expect(200);

      assertThat(resumed.get("posts").asLong()).isGreaterThanOrEqualTo(before);
      assertThat(job.ended().get("posts").asInt()).isEqualTo(MANY);
      assertThat(sha256(job.file())).as(format).isEqualTo(sha256(atOnce(project, format)));
      assertThat(job.editor().api().post(job.path() + "/resume", Map.of()).status()).isEqualTo(409);
    }
  }

  @Test
  void anExportThatFailsAgainAndAgainEndsAndTheNextOneIsWholeOnceThePostIsMended()
      throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID broken = project.predicted("توقعٌ لا يُقرأ", "ar", "positive");
    probabilities(broken, "\"none\"");

    Running job = Running.begin(project, Map.of("format", "label-studio"));

    JsonNode failed = job.ended();
    assertThat(failed.get("state").asText()).isEqualTo("FAILED");
    assertThat(failed.get("failure").asText()).isNotBlank();
    probabilities(broken, "{\"positive\": 1}");
    Running next = Running.begin(project, Map.of("format", "label-studio"));
    assertThat(next.ended().get("state").asText()).isEqualTo("DONE");
    assertThat(new String(next.file(), UTF_8)).contains("توقعٌ لا يُقرأ");
  }

  private static void probabilities(UUID post, String json) throws SQLException {
    ReviewProject.execute(
        "update prediction set probabilities = ?::jsonb where post_id = ?", json, post);
  }

  @Test
  void anExportWhoseNodeDiedIsTakenOverAndWhatTheNodeWroteLastIsCutOff() throws Exception {
    ReviewProject project = large();
    Running job = Running.begin(project, Map.of("format", "jsonl"));
    job.stoppedOnItsWay();
    for (Path left : files(job)) {
      Files.writeString(left, "{\"half\":", StandardOpenOption.APPEND);
    }
    ReviewProject.execute(
        "update export_job set state = 'RUNNING', held_by = 'dead', ended_at = null,"
            + " held_until = now() - interval '1 second' where id = ?",
        job.id());

    assertThat(job.ended().get("state").asText()).isEqualTo("DONE");
    assertThat(sha256(job.file())).isEqualTo(sha256(atOnce(project, "jsonl")));
    assertThat(files(job)).as("the dead node's file is gone").hasSize(1);
  }

  @Test
  void anExportWhoseFileIsLostBeginsAnew() throws Exception {
    ReviewProject project = large();
    Running job = Running.begin(project, Map.of("format", "tsv"));
    job.stoppedOnItsWay();
    for (Path left : files(job)) {
      Files.delete(left);
    }

    job.editor().api().post(job.path() + "/resume", Map.of()).expect(200);

    assertThat(job.ended().get("posts").asInt()).isEqualTo(MANY);
    assertThat(sha256(job.file())).isEqualTo(sha256(atOnce(project, "tsv")));
  }

  @Test
  void aPartOfAFileCanBeHadAndTheRestOfADownloadThatBrokeOff() throws Exception {
    Running job = Running.begin(small(), Map.of("format", "csv"));
    job.ended();
    byte[] whole = job.file();
    String file = "/api/v1" + job.path() + "/file";

    HttpResponse<byte[]> part = bytes(file, "Range", "bytes=3-9");
    HttpResponse<byte[]> rest = bytes(file, "Range", "bytes=10-");
    HttpResponse<byte[]> beyond = bytes(file, "Range", "bytes=" + whole.length + "-");
    HttpResponse<byte[]> changed = bytes(file, "Range", "bytes=3-9", "If-Range", "\"other\"");

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 3, 10));
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 3-9/" + whole.length);
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 10, whole.length));
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).isEqualTo(whole);
    assertThat(changed.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"qalam-" + job.project().id() + ".csv\"");
  }

  @Test
  void whatCannotBeExportedIsRefusedByNameBeforeItBegins() throws Exception {
    ReviewProject project = small();
    String all = "/api/v1/projects/" + project.id() + "/exports";
    Visitor editor = Visitor.withToken(TestTenants.NILE, Member.EDITOR);

    assertThat(editor.send("POST", all, "{\"format\":\"parquet\"}").body())
        .contains("jsonl, csv, tsv, label-studio, hugging-face");
    assertThat(editor.send("POST", all, "{\"colour\":\"red\"}").body()).contains("colour");
    assertThat(editor.send("POST", all, "{\"state\":\"DONE\"}").body()).contains("PREDICTED");
    assertThat(editor.send("POST", all, "{\"annotator\":\"nobody\"}").body()).contains("nobody");
    HttpResponse<String> paged = editor.send("POST", all, "{\"limit\":\"3\",\"order\":\"newest\"}");
    assertThat(paged.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(paged.body()).get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("limit", "order");
    assertThat(editor.send("GET", all, "").body()).isEqualTo("[]");
  }

  @Test
  void anotherTenantFindsNoneOfItAndAnotherProjectNeither() throws Exception {
    Running job = Running.begin(small(), Map.of());
    job.ended();
    Visitor other = Visitor.withToken(TestTenants.GANGA, Member.ADMIN);
    String elsewhere =
        "/projects/" + ReviewProject.simple(TestTenants.NILE).id() + "/exports/" + job.id();

    for (String end : List.of("", "/file")) {
      assertThat(other.get("/api/v1" + job.path() + end).statusCode()).isEqualTo(404);
      job.editor().api().get(elsewhere + end).expect(404);
    }
    assertThat(other.send("DELETE", "/api/v1" + job.path(), "").statusCode()).isEqualTo(404);
    job.editor().api().delete(elsewhere).expect(404);
    assertThat(job.file()).isNotEmpty();
  }

  @Test
  void aFileIsSweptWhenItWasKeptLongEnoughAndADeletedExportLeavesNothing() throws Exception {
    Running old = Running.begin(small(), Map.of());
    old.ended();
    Running young = Running.begin(small(), Map.of());
    young.ended();
    ReviewProject.execute(
        "update export_job set ended_at = now() - interval '8 days' where id = ?", old.id());

    eventually("the sweep", old::now, now -> now.hasNonNull("sweptAt"));

    assertThat(files(old)).isEmpty();
    JsonNode gone = old.editor().api().get(old.path() + "/file").expect(409);
    assertThat(gone.get("detail").asText()).contains("7 days");
    assertThat(young.file()).isNotEmpty();
    young.editor().api().delete(young.path()).expect(204);
    assertThat(files(young)).isEmpty();
    young.editor().api().get(young.path()).expect(404);
  }

  @Test
  void whoMayExportNoLongerDoesNotGoOn() throws Exception {
    Running job = Running.begin(large(), Map.of());
    job.stoppedOnItsWay();
    Person admin = job.project().person("ADMIN", "en");
    ReviewProject.execute("update account set role = 'ANNOTATOR' where id = ?", job.editor().id());

    admin.api().post(job.path() + "/resume", Map.of()).expect(200);

    Running seen = new Running(job.project(), admin, job.path());
    assertThat(seen.ended().get("state").asText()).isEqualTo("FAILED");
    assertThat(seen.now().get("failure").asText()).contains("no longer");
  }

  private static List<Path> files(Running job) throws IOException {
    Path folder =
        Path.of("target/it-home/artifacts/exports").resolve(TestTenants.NILE.id().toString());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("" + job.id())).toList();
    }
  }
}
