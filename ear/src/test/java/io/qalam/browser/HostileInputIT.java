package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Visitor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to break the server, or whoever reads it later. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class HostileInputIT {

  @RegisterExtension private static final BrowserExtension BROWSER = new BrowserExtension();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/v1/";
  private static final int MEGABYTE = 1 << 20;
  private static final String SCRIPT = "<img src=x onerror=alert(1)>";
  private static final String SCRIPTS =
      SCRIPT
          + "<script>alert(2)</script><svg onload=alert(3)></svg><a href='javascript:alert(4)'>a</a>";

  /** What these texts would be, taken for markup; scripts of the page itself have a nonce. */
  private static final String MARKUP =
      "[onerror], svg[onload], script:not([nonce]):not([src]), a[href^='javascript:alert']";

  private static byte[] line(String text) {
    return ("{\"text\":\"" + text + "\"}\n").getBytes(UTF_8);
  }

  private static InputStream oneAfterTheOther(InputStream... parts) {
    return new SequenceInputStream(Collections.enumeration(Arrays.asList(parts)));
  }

  /** Bytes of one letter, made while they are read. */
  private static InputStream letters(long count) {
    return new InputStream() {
      private long left = count;

      @Override
      public int read() {
        return left-- > 0 ? 'x' : -1;
      }

      @Override
      public int read(byte[] into, int from, int most) {
        if (left <= 0) {
          return -1;
        }
        int read = (int) Math.min(most, left);
        Arrays.fill(into, from, from + read, (byte) 'x');
        left -= read;
        return read;
      }
    };
  }

  private static HttpResponse<String> post(
      ReviewProject project, BodyPublisher body, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(TestServer.url() + "/api/v1/projects/" + project.id() + "/posts"))
            .header("Authorization", "Bearer " + TestTenants.NILE.token(Member.EDITOR))
            .header("Content-Type", "application/x-ndjson")
            .POST(body);
    headers.forEach(request::header);
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static long stored(ReviewProject project) throws Exception {
    return ((Number)
            ReviewProject.value("select count(*) from post where project_id = ?", project.id()))
        .longValue();
  }

  @Test
  void aPostOfAHundredMegabytesIsRefusedAloneAndByItsLine() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    BodyPublisher body =
        BodyPublishers.ofInputStream(
            () ->
                oneAfterTheOther(
                    new ByteArrayInputStream(line("before")),
                    new ByteArrayInputStream("{\"text\":\"".getBytes(UTF_8)),
                    letters(100L * MEGABYTE),
                    new ByteArrayInputStream("\"}\n".getBytes(UTF_8)),
                    new ByteArrayInputStream(line("after"))));

    HttpResponse<String> answer = post(project, body, Map.of());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode report = JSON.readTree(answer.body());
    assertThat(report.get("accepted").asInt()).isEqualTo(2);
    assertThat(report.findValuesAsText("line")).containsExactly("2");
    assertThat(stored(project)).isEqualTo(2);
  }

  /** The server undoes gzip while it reads; nothing else is undone. */
  @Test
  void aSmallBodyThatUnpacksToAHugeRecordIsReadAsItComesAndTheRecordRefused() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(line("before"));
      letters(200L * MEGABYTE).transferTo(gzip);
      gzip.write('\n');
      gzip.write(line("after"));
    }
    assertThat(packed.size()).isLessThan(MEGABYTE);

    JsonNode report =
        JSON.readTree(
            post(
                    project,
                    BodyPublishers.ofByteArray(packed.toByteArray()),
                    Map.of("Content-Encoding", "gzip"))
                .body());
    HttpResponse<String> unnamed =
        post(project, BodyPublishers.ofByteArray(packed.toByteArray()), Map.of());
    HttpResponse<String> other =
        post(project, BodyPublishers.ofByteArray(line("x")), Map.of("Content-Encoding", "br"));

    assertThat(report.get("accepted").asInt()).isEqualTo(2);
    assertThat(report.findValuesAsText("line")).containsExactly("2");
    assertThat(JSON.readTree(unnamed.body()).get("accepted").asInt()).isZero();
    assertThat(other.statusCode()).isEqualTo(415);
    assertThat(stored(project)).isEqualTo(2);
  }

  @Test
  void textThatIsNoTextIsRefusedRecordByRecord() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.write(line("good"));
    lines.write(line("half \\ud83d of a pair"));
    lines.write(line("zero \\u0000 inside"));
    lines.write("{\"text\":\"caf".getBytes(UTF_8));
    lines.write(0xE9);
    lines.write("\"}\n".getBytes(UTF_8));
    lines.write(line("good \\ud83d\\ude0d too"));

    HttpResponse<String> answer =
        post(project, BodyPublishers.ofByteArray(lines.toByteArray()), Map.of());

    JsonNode report = JSON.readTree(answer.body());
    assertThat(report.findValuesAsText("line")).containsExactly("2", "3", "4");
    assertThat(stored(project)).isEqualTo(2);
  }

  /** JSON with a text in each field that people fill freely, and the field's name. */
  private record Field(Member member, String method, String path, String name, String json) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "half \\ud83d of a pair | has half a surrogate pair | فيه نصف محرف | इसमें आधा वर्ण-युग्म",
        "zero \\u0000 inside | has a NUL character | NUL | NUL"
      })
  void whatNoDatabaseKeepsIsRefusedByTheFieldItStandsIn(
      String broken, String english, String arabic, String hindi) throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.post("a post", "en");
    Field comment = comment(project);
    Field note =
        new Field(
            Member.EDITOR,
            "POST",
            "posts/" + post + "/adjudication",
            "note",
            "{\"label\":\"negative\",\"note\":\"%s\"}");

    for (Field field : fields(project)) {
      refusal(field, broken, "en");
    }
    for (Field field : List.of(comment, note)) {
      assertThat(refusal(field, broken, "en")).contains(english);
      assertThat(refusal(field, broken, "ar")).contains(arabic);
      assertThat(refusal(field, broken, "hi")).contains(hindi);
    }

    assertThat(ReviewProject.query("select 1 from annotation where post_id = ?", post)).isEmpty();
    assertThat(ReviewProject.query("select 1 from adjudication where post_id = ?", post)).isEmpty();
    assertThat(
            ReviewProject.query(
                "select 1 from account where display_name like 'half%' or display_name like 'zero%'"))
        .isEmpty();
  }

  private static Field comment(ReviewProject project) throws Exception {
    JsonNode task =
        JSON.readTree(
            Visitor.withToken(TestTenants.NILE, Member.EDITOR)
                .send("POST", API + "projects/" + project.id() + "/tasks/next", "{}")
                .body());
    return new Field(
        Member.EDITOR,
        "POST",
        "tasks/" + task.get("taskId").asText() + "/annotation",
        "comment",
        "{\"lease\":\""
            + task.get("lease").asText()
            + "\",\"decision\":\"SKIPPED\",\"comment\":\"%s\"}");
  }

  private static List<Field> fields(ReviewProject project) {
    String made =
        "{\"name\":\"%s\",\"task\":\"t\",\"languages\":[\"en\"],\"labels\":[\"a\",\"b\"]}";
    String own = "projects/" + project.id() + "/";
    return List.of(
        new Field(
            Member.ADMIN,
            "POST",
            "members",
            "displayName",
            "{\"userName\":\"hostile\",\"role\":\"ANNOTATOR\",\"displayName\":\"%s\"}"),
        new Field(Member.ADMIN, "POST", "projects", "name", made),
        new Field(Member.ADMIN, "PUT", own + "settings", "name", "{\"name\":\"%s\"}"),
        new Field(Member.ADMIN, "POST", "groups", "name", "{\"name\":\"%s\"}"),
        new Field(Member.EDITOR, "POST", "tokens", "label", "{\"label\":\"%s\"}"),
        new Field(Member.ADMIN, "PUT", own + "guidelines", "markdown", "{\"markdown\":\"%s\"}"));
  }

  /** What is said about a field that holds a text; its name must be said with it. */
  private static String refusal(Field field, String text, String language) throws Exception {
    HttpResponse<String> answer =
        Visitor.withToken(TestTenants.NILE, field.member())
            .reading(language)
            .send(field.method(), API + field.path(), field.json().formatted(text));
    assertThat(answer.statusCode()).as(field.path() + ": " + answer.body()).isEqualTo(422);
    JsonNode error = JSON.readTree(answer.body()).at("/errors/0");
    assertThat(error.get("field").asText()).as(answer.body()).isEqualTo(field.name());
    return error.get("problem").asText();
  }

  @Test
  void scriptInNamesLabelsPostsAndCommentsIsTextOnEveryPageThatShowsThem() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", List.of(SCRIPT, "plain"), 2);
    project.post(SCRIPTS, "en");
    Person admin = project.person("ADMIN", "en");
    ReviewProject.execute("update account set display_name = ? where id = ?", SCRIPT, admin.id());
    ReviewProject.execute(
        "update project set name = ? where id = ?", SCRIPT + project.id(), project.id());
    disagree(project);
    project.post(SCRIPTS, "en");
    String pages = "/projects/" + project.id() + "/";
    Page page = BROWSER.logIn(TestTenants.NILE, admin);
    List<String> attempts = attempts(page);
    for (String path :
        List.of(
            "/projects",
            "/members",
            "/audit",
            "/account",
            pages + "guidelines",
            pages + "settings",
            pages + "training",
            pages + "dashboard")) {
      page.navigate(path);
      assertThat(page.locator("h1").first()).isAttached();
      assertNothingRan(page, attempts);
    }
    page.navigate(pages + "posts");
    assertThat(page.locator(".q-posts .q-post").first()).hasText(SCRIPTS);
    page.locator("[id$=':open']").first().click();
    assertThat(page.locator("#history")).containsText("“" + SCRIPTS + "”");
    assertNothingRan(page, attempts);

    page.navigate(pages + "adjudication");
    assertThat(page.locator("#post")).hasText(SCRIPTS);
    assertThat(page.locator(".a-comment").first()).hasText(SCRIPTS);
    assertNothingRan(page, attempts);

    page.navigate(pages + "quality");
    page.locator("[id='agreement:reckon']").click();
    assertThat(page.locator("[id='agreement:figures']")).containsText(SCRIPT);
    assertNothingRan(page, attempts);

    page.navigate(pages + "bulk");
    page.locator("[id='filter:margin']").fill("0");
    page.locator("[id='filter:look']").click();
    assertThat(page.locator(".r-bulk .q-post")).hasText(SCRIPTS);
    assertNothingRan(page, attempts);

    ReviewDeskPage desk = ReviewDeskPage.open(page, project.id()).shows(SCRIPTS);
    assertThat(desk.labels().first().locator(".r-name")).hasText(SCRIPT);
    assertNothingRan(page, attempts);
  }

  /** Otherwise the checks above could pass because they see nothing. */
  @Test
  void whatAPageDoesRunIsSeenByTheseChecks() throws Exception {
    Page page = BROWSER.logIn(TestTenants.NILE, ReviewProject.simple(TestTenants.NILE).editor());
    List<String> attempts = attempts(page);
    assertNothingRan(page, attempts);

    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", SCRIPTS);
    page.waitForCondition(() -> !attempts.isEmpty());
    assertThat(attempts).first().asString().contains("Content Security Policy");
    assertThat(page.locator(MARKUP)).hasCount(4);

    attempts.clear();
    page.evaluate("() => setTimeout(() => alert('seen'), 0)");
    page.waitForCondition(() -> attempts.contains("dialog: seen"));
  }

  /** What tries to run on a page from now on: a dialog, or what the page's policy forbids. */
  private static List<String> attempts(Page page) {
    List<String> attempts = new ArrayList<>();
    page.onDialog(
        dialog -> {
          attempts.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            attempts.add(message.text());
          }
        });
    return attempts;
  }

  private static void assertNothingRan(Page page, List<String> attempts) {
    assertThat(page.locator(MARKUP)).hasCount(0);
    assertThat(attempts).as(page.url()).isEmpty();
  }

  private static void disagree(ReviewProject project) throws Exception {
    for (String label : List.of(SCRIPT, "plain")) {
      Person annotator = project.person("ANNOTATOR", "en");
      JsonNode task =
          annotator.api().post("/projects/" + project.id() + "/tasks/next", Map.of()).expect(200);
      annotator
          .api()
          .post(
              "/tasks/" + task.get("taskId").asText() + "/annotation",
              Map.of(
                  "lease",
                  task.get("lease").asText(),
                  "decision",
                  label.equals(SCRIPT) ? "ACCEPTED" : "CORRECTED",
                  "label",
                  label,
                  "comment",
                  SCRIPTS))
          .expect(201);
    }
  }
}
