package io.qalam.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change of labels that is none is refused by name, and changes nothing. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SchemaRefusalsIT {

  @Test
  void eachMistakeIsNamedWithItsPlace() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", "en");

    refused(
        to(project, admin, "positive", "negative").line("furious", "RETIRED"),
        "changes.0.label",
        "names furious");
    refused(to(project, admin, "positive", "negative"), "changes", "what becomes of neutral");
    refused(
        to(project, admin, "positive", "negative").line("neutral", "RENAMED", "negative"),
        "changes.0",
        "say merged");
    refused(
        to(project, admin, "positive", "negative", "neutral").line("neutral", "MERGED", "neutral"),
        "changes.0",
        "into itself");
    refused(
        to(project, admin, "positive", "negative", "flat").line("neutral", "SPLIT", "flat"),
        "changes.0",
        "two different labels");
    refused(
        to(project, admin, "positive", "negative", "neutral")
            .line("negative", "MERGED", "neutral")
            .line("neutral", "MERGED", "negative"),
        "changes.0",
        "circle");
    refused(to(project, admin), "labels", "2 to 50");
    refused(
        to(project, admin, "positive", "negative", "neutral", "caf\u00e9", "cafe\u0301"),
        "labels.4",
        "twice");
    refused(
        to(project, admin, "positive", "negative").line("neutral", "DELETED"),
        "changes.0.becomes",
        "RETIRED");
    assertThat(ReviewProject.value("select schema_version from project where id = ?", project.id()))
        .isEqualTo(1);
  }

  @Test
  void aSchemaThatMovedOnSinceThePreviewIsTold() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", "en");
    SchemaChanges first = to(project, admin, "positive", "negative").line("neutral", "RETIRED");
    SchemaChanges second =
        to(project, admin, "good", "negative", "neutral").line("positive", "RENAMED", "good");
    second.preview().expect(200);
    first.send().expect(200);

    Answer refused = second.send();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("detail").asText()).contains("version 1", "version 2");
    JsonNode history = first.history();
    assertThat(history).hasSize(2);
    assertThat(history.at("/0/labels").toString()).isEqualTo("[\"positive\",\"negative\"]");
  }

  @Test
  void aLabelThatIsLeftOutOfTheListIsAskedAfter() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", "en");
    String path = "/projects/" + project.id() + "/schema";
    JsonNode refused =
        admin.api().put(path, Map.of("labels", List.of("positive", "other"))).expect(422);
    assertThat(refused.at("/errors/0/field").asText()).isEqualTo("labels");
    assertThat(refused.at("/errors/0/message").toString() + refused)
        .contains("negative, neutral", "renamed, merged, split or retired");
    admin
        .api()
        .put(path, Map.of("labels", List.of("other", "neutral", "positive", "negative")))
        .expect(200);
  }

  @Test
  void anotherTenantFindsNoProjectAndAnEditorMayLookOnly() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person stranger = ReviewProject.simple(TestTenants.GANGA).person("ADMIN", "en");
    SchemaChanges theirs = to(project, stranger, "positive", "negative").line("neutral", "RETIRED");
    assertThat(theirs.preview().status()).isEqualTo(404);
    assertThat(theirs.send().status()).isEqualTo(404);
    SchemaChanges editors =
        to(project, project.editor(), "positive", "negative").line("neutral", "RETIRED");
    assertThat(editors.send().status()).isEqualTo(403);
    assertThat(editors.history()).hasSize(1);
  }

  private static SchemaChanges to(ReviewProject project, Person admin, String... labels) {
    return SchemaChanges.to(project, admin, labels);
  }

  private static void refused(SchemaChanges change, String field, String says) throws Exception {
    for (Answer answer : List.of(change.preview(), change.send())) {
      assertThat(answer.status()).as("%s", answer.body()).isEqualTo(422);
      assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(field);
      assertThat(answer.body().at("/errors/0").toString()).contains(says);
    }
  }
}
