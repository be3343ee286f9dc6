package io.qalam.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes out says where everything came from, and comes in again as it was. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ExportIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PEER =
      Path.of("../ejb/src/test/resources/label-studio-1.23.2-snapshot.json");

  @Test
  void aLabelStudioExportComesInGoesOutAndComesInAgainAsItWas() throws Exception {
    ReviewProject first = ReviewProject.simple(TestTenants.NILE);
    ReviewProject second = ReviewProject.simple(TestTenants.NILE);

    JsonNode report = bring(first, "application/json", Files.readString(PEER));
    assertThat(report.get("accepted").asInt()).as(report.toString()).isEqualTo(6);
    String exported = export(first, "label-studio").body();
    JsonNode again = bring(second, "application/json", exported);

    assertThat(again.get("accepted").asInt()).isEqualTo(6);
    assertThat(posts(second)).isEqualTo(posts(first));
    assertThat(posts(first))
        .contains(
            row("8", "الخدمة ممتازة والتوصيل سريع 😍", "en", "positive"),
            row("r-7", "सामान टूटा हुआ आया [\"बहुत\" {बुरा}]", "hi", "negative"));
    assertThat(said(exported)).isEqualTo(said(Files.readString(PEER)));
    assertThat(said(export(second, "label-studio").body())).isEqualTo(said(exported));
  }

  private static final List<String> FIELDS =
      List.of(
          "completed_by",
          "was_cancelled",
          "ground_truth",
          "created_at",
          "lead_time",
          "model_version",
          "score");

  /** Of each task: who said what, when and how fast, and what models said with what score. */
  private static Map<String, List<String>> said(String tasks) throws Exception {
    Map<String, List<String>> said = new TreeMap<>();
    for (JsonNode task : JSON.readTree(tasks)) {
      List<String> answers = new ArrayList<>();
      task.get("annotations").forEach(given -> answers.add(answer(given)));
      task.get("predictions").forEach(given -> answers.add(answer(given)));
      said.put(task.at("/data/text").asText(), answers);
    }
    return said;
  }

  private static String answer(JsonNode given) {
    return FIELDS.stream()
        .map(field -> field + "=" + given.path(field).asText())
        .collect(Collectors.joining(" ", "", " " + given.findPath("choices")));
  }

  @Test
  void whatCameAlongIsForEditorsAndFollowsARenamedLabel() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    bring(project, "application/json", Files.readString(PEER));
    String path = "/projects/" + project.id() + "/posts?q=shop";
    String id = project.editor().api().get(path).expect(200).at("/items/0/id").asText();
    String post = "/posts/" + id;

    JsonNode seen = project.editor().api().get(post).expect(200);
    assertThat(seen.at("/cameAlong/annotations/1/label").asText()).isEqualTo("neutral");
    assertThat(seen.at("/cameAlong/annotations/1/groundTruth").asBoolean()).isTrue();
    assertThat(seen.at("/cameAlong/predictions/0/modelVersion").asText()).isEqualTo("baseline-v2");
    assertThat(project.annotator().api().get(post).expect(200).has("cameAlong")).isFalse();
    ReviewProject.execute(
        "insert into label_schema (tenant_id, id, project_id, version, labels, instructions,"
            + " created_by, changes) select tenant_id, gen_random_uuid(), project_id, 2,"
            + " '[\"positive\", \"negative\", \"mixed\"]', instructions, 'admin',"
            + " '[{\"label\": \"neutral\", \"becomes\": \"RENAMED\", \"into\": [\"mixed\"]}]'"
            + " from label_schema where project_id = ?",
        project.id());
    ReviewProject.execute("update project set schema_version = 2 where id = ?", project.id());
    JsonNode now = project.editor().api().get(post).expect(200);
    assertThat(now.at("/cameAlong/annotations/1/label").asText()).isEqualTo("neutral");
    assertThat(now.at("/cameAlong/annotations/1/countedLabel").asText()).isEqualTo("mixed");
    assertThat(export(project, "label-studio&q=shop").body()).contains("\"mixed\"");
  }

  @Test
  void whoeverHoldsABlindTaskDoesNotSeeWhatCameAlong() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    UUID post = project.blindPost("judged elsewhere", "en");
    ReviewProject.execute(
        "insert into imported_annotation (tenant_id, id, project_id, post_id, cancelled,"
            + " ground_truth, label, schema_version) values (?, gen_random_uuid(), ?, ?, false,"
            + " true, 'negative', 1)",
        TestTenants.NILE.id(),
        project.id(),
        post);
    Person editor = project.editor();
    assertThat(editor.api().get("/posts/" + post).expect(200).has("cameAlong")).isTrue();

    editor.api().post(tasks(project), Map.of()).expect(200);

    assertThat(editor.api().get("/posts/" + post).expect(200).has("cameAlong")).isFalse();
  }

  @Test
  void aTaskThatIsWrongInsideIsRefusedWithThePlaceAndNothingOfItIsKept() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    String task =
        "[{\"data\":{\"text\":\"t\"},\"annotations\":[{\"result\":[]},{\"result\":[{\"type\":\"choices\","
            + "\"from_name\":\"a\",\"value\":{\"choices\":[\"furious\"]}}],\"was_cancelled\":true}]}]";

    JsonNode report = bring(project, "application/json", task);

    assertThat(report.at("/rejected/0/reason").asText())
        .startsWith("annotation 2: ")
        .contains("furious", "positive");
    assertThat(posts(project)).isEmpty();
    HttpResponse<String> table =
        editor()
            .send(
                "POST",
                "/api/v1/projects/" + project.id() + "/posts?control=a",
                "text/csv",
                "text\na\n");
    assertThat(table.statusCode()).isEqualTo(422);
    assertThat(table.body()).contains("control");
  }

  @Test
  void postsWithATargetComeInGoOutAndComeInAgainWithIt() throws Exception {
    ReviewProject first = ReviewProject.simple(TestTenants.NILE).withTargets();
    ReviewProject second = ReviewProject.simple(TestTenants.NILE).withTargets();
    String table =
        """
        id,text,second_text,lang
        1,السد مشروع عظيم,سد النهضة,ar
        2,السد مشروع عظيم,the Renaissance Dam,ar
        3,السد مشروع عظيم,سد النهضة,ar
        4,बाँध से सबको लाभ होगा,,hi
        """;

    JsonNode report = bring(first, "text/csv", table);

    assertThat(report.get("accepted").asInt()).isEqualTo(2);
    assertThat(report.get("duplicates").asInt()).isEqualTo(1);
    assertThat(report.findValuesAsText("line")).containsExactly("5");
    assertThat(report.findValuesAsText("reason").get(0)).startsWith("second_text is missing");
    JsonNode line = JSON.readTree(export(first, "jsonl").body().lines().findFirst().orElse(""));
    assertThat(line.get("secondText").asText()).isEqualTo("سد النهضة");
    assertThat(export(first, "csv").body()).contains("السد مشروع عظيم,the Renaissance Dam,ar");
    JsonNode again = bring(second, "application/json", export(first, "label-studio").body());
    assertThat(again.get("accepted").asInt()).isEqualTo(2);
    JsonNode found =
        first.editor().api().get("/projects/" + first.id() + "/posts?q=renaissance").expect(200);
    assertThat(found.get("items")).hasSize(1);
    ReviewProject plain = ReviewProject.simple(TestTenants.NILE);
    assertThat(bring(plain, "text/csv", table).get("accepted").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"csv,text/csv", "tsv,text/tab-separated-values", "jsonl,application/x-ndjson"})
  void whatQalamWroteComesInAgainAsItWentOut(String format, String type) throws Exception {
    ReviewProject first = pairs();
    String tatweel = "جمـــيل \"جدا\"";
    first.pair("@nour وصل الطلب", "=target", "ar");
    first.pair("-5 degrees outside", "'@apostrophe", "en");
    first.pair("'=1+1 is written", "'quoted' aim", "en");
    first.pair("''+more of them", tatweel, "en");
    first.pair("she said \"no\",\nthen\tleft", "two\nlines", "en");
    for (Person annotator : List.of(first.annotator(), first.annotator())) {
      for (int i = 0; i < 5; i++) {
        first.label(annotator, "negative");
      }
    }
    UUID imported = first.pair("nobody answered " + tatweel, "आज़ादी", "hi");
    ReviewProject.execute("update post set gold_label = 'neutral' where id = ?", imported);
    ReviewProject second = pairs();

    JsonNode report = bring(second, type, export(first, format).body());

    assertThat(report.get("accepted").asInt()).as(report.toString()).isEqualTo(6);
    assertThat(report.get("duplicates").asInt()).isZero();
    assertThat(report.get("rejected")).isEmpty();
    assertThat(texts(second)).isEqualTo(format.equals("tsv") ? inOneLine(first) : texts(first));
  }

  @ParameterizedTest
  @CsvSource({"csv,text/csv", "tsv,text/tab-separated-values", "jsonl,application/x-ndjson"})
  void summariesAndLabelSetsThatQalamWroteComeInAgainAsTheyWentOut(String format, String type)
      throws Exception {
    String settle = "update post set state = 'LABELLED', %s where project_id = ?";
    ReviewProject summed = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    summed.summed("خبر طويل", "ar", "تنبؤ");
    ReviewProject.execute(settle.formatted("final_summary = '- موجز \"قصير\"'"), summed.id());
    ReviewProject several = emotions();
    several.predicted("a gift", "en", "joy");
    ReviewProject.execute(settle.formatted("final_label = 'anger, joy'"), several.id());
    ReviewProject summedAgain = ReviewProject.ofSummaries(TestTenants.NILE, "ar", 1);
    ReviewProject severalAgain = emotions();

    bring(summedAgain, type, export(summed, format).body());
    bring(severalAgain, type, export(several, format).body());

    assertThat(
            ReviewProject.value(
                "select gold_summary from post where project_id = ?", summedAgain.id()))
        .isEqualTo("- موجز \"قصير\"");
    assertThat(
            ReviewProject.value(
                "select gold_label from post where project_id = ?", severalAgain.id()))
        .isEqualTo("anger, joy");
  }

  private static ReviewProject emotions() throws Exception {
    return ReviewProject.of(TestTenants.NILE, "en", List.of("joy", "anger"), 1).withSeveralLabels();
  }

  private static ReviewProject pairs() throws Exception {
    return ReviewProject.of(TestTenants.NILE, "en", List.of("positive", "negative", "neutral"), 2)
        .withTargets();
  }

  /** Each post with the label that it has in the end, else with that which came with it. */
  private static List<Map<String, Object>> texts(ReviewProject project) throws Exception {
    return ReviewProject.query(
        "select external_id, text, second_text, lang, coalesce(final_label, gold_label) as label"
            + " from post where project_id = ? order by external_id",
        project.id());
  }

  /** Likewise, as far as a cell without line ends and tabs can say it. */
  private static List<Map<String, Object>> inOneLine(ReviewProject project) throws Exception {
    List<Map<String, Object>> rows = texts(project);
    for (Map<String, Object> row : rows) {
      row.replaceAll((column, value) -> String.valueOf(value).replaceAll("[\\t\\n]+", " "));
    }
    return rows;
  }

  @Test
  void jsonLinesSayWhereAFinalLabelCameFromAndWhichSetsHoldAPost() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("=shown", "en");
    Person reviewer = project.editor();
    JsonNode task = reviewer.api().post(tasks(project), Map.of()).expect(200);
    Map<String, Object> answer =
        Map.of(
            "lease",
            task.get("lease").asText(),
            "decision",
            "CORRECTED",
            "label",
            "negative",
            "comment",
            "@me");
    reviewer
        .api()
        .post("/tasks/" + task.get("taskId").asText() + "/annotation", answer)
        .expect(201);
    String absent = "b".repeat(64);
    ReviewProject.execute(
        "insert into training_set (tenant_id, id, project_id, sha256, schema_version, train_rows,"
            + " development_rows, test_rows) values (?, gen_random_uuid(), ?, ?, 1, 1, 0, 0)",
        TestTenants.NILE.id(),
        project.id(),
        absent);

    JsonNode post = JSON.readTree(export(project, "jsonl").body());

    assertThat(post.get("text").asText()).isEqualTo("=shown");
    assertThat(post.get("trainingSets")).isEmpty();
    assertThat(post.at("/absentTrainingSets/0").asText()).isEqualTo(absent);
    assertThat(post.at("/predictions/0/label").asText()).isEqualTo("positive");
    assertThat(post.get("finalLabel").asText()).isEqualTo("negative");
    assertThat(post.get("finalLabelSource").asText()).isEqualTo("CORRECTED");
    assertThat(post.at("/annotations/0/shownLabel").asText()).isEqualTo("positive");
    assertThat(post.has("goldLabel") && post.has("clusterId")).isTrue();
    assertThat(export(project, "csv").body()).contains(",'=shown,");
    assertThat(export(project, "tsv").body()).contains("\t'=shown\t");
  }

  @Test
  void anExportHoldsThePostsThatAreAskedForAlone() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("the parcel came late", "en");
    project.post("ممتاز", "ar");

    assertThat(export(project, "jsonl&lang=ar").body()).contains("ممتاز").doesNotContain("parcel");
    assertThat(export(project, "csv&q=parcel&state=PREDICTED").body().lines()).hasSize(2);
    assertThat(export(project, "jsonl&label=negative").body()).isEmpty();
    String path = "/api/v1/projects/" + project.id() + "/export?format=csv";
    HttpResponse<String> unknown = editor().get(path + "&colour=red");
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("colour");
    HttpResponse<String> page = editor().get(path + "&limit=3&order=newest");
    assertThat(page.statusCode()).as("a part for the whole").isEqualTo(422);
    assertThat(page.body()).contains("limit", "order", "in the order of their ids");
  }

  @Test
  void aDatasetForHuggingFaceIsAnArchiveAndAnUnknownFormatIsNamed() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("one", "en");
    ReviewProject.execute(
        "update post set final_label = 'positive', state = 'LABELLED' where project_id = ?",
        project.id());

    HttpResponse<String> archive = export(project, "hugging-face");
    assertThat(archive.headers().firstValue("Content-Type")).hasValue("application/zip");
    assertThat(archive.headers().firstValue("Content-Disposition").orElse("")).endsWith(".zip\"");
    assertThat(archive.body()).startsWith("PK").contains("data/train.jsonl", "README.md");

    HttpResponse<String> unknown =
        editor().get("/api/v1/projects/" + project.id() + "/export?format=parquet");
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("jsonl, csv, tsv, label-studio, hugging-face");
  }

  @Test
  void whatWasRefusedIsAFileThatRunsNoFormula() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    bring(project, "text/csv", "text,label\n=1+1,furious\nfine,\n");

    HttpResponse<String> file =
        editor().get("/api/v1/projects/" + project.id() + "/posts/rejected/file");

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body())
        .startsWith("source,line,reason,record,created_at")
        .contains("furious")
        .contains("'=1+1")
        .doesNotContain(",=1+1");
  }

  @Test
  void whatIsNoTextOfAKnownFormatIsRefusedBeforeItIsRead() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    String posts = "/api/v1/projects/" + project.id() + "/posts";

    assertThat(editor().send("POST", posts, "application/zip", "PK").statusCode()).isEqualTo(415);
    HttpResponse<String> archive = editor().send("POST", posts, "text/csv", "PK\u0003\u0004\u0000");
    assertThat(archive.statusCode()).isEqualTo(422);
    assertThat(archive.body()).contains("header row");
    HttpResponse<String> object = editor().send("POST", posts, "application/json", "{\"a\":1}");
    assertThat(object.statusCode()).isEqualTo(422);
    assertThat(object.body()).contains("JSON array of tasks");
  }

  private static Visitor editor() {
    return Visitor.withToken(TestTenants.NILE, Member.EDITOR);
  }

  private static String tasks(ReviewProject project) {
    return "/projects/" + project.id() + "/tasks/next";
  }

  private static HttpResponse<String> export(ReviewProject project, String format) {
    HttpResponse<String> answer =
        editor().get("/api/v1/projects/" + project.id() + "/export?format=" + format);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static JsonNode bring(ReviewProject project, String type, String body) throws Exception {
    HttpResponse<String> answer =
        editor().send("POST", "/api/v1/projects/" + project.id() + "/posts", type, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<Map<String, Object>> posts(ReviewProject project) throws Exception {
    return ReviewProject.query(
        "select external_id, text, lang, gold_label from post where project_id = ?"
            + " order by external_id",
        project.id());
  }

  private static Map<String, Object> row(String id, String text, String lang, String gold) {
    return Map.of("external_id", id, "text", text, "lang", lang, "gold_label", gold);
  }
}
