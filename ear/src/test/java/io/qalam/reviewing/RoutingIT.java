package io.qalam.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is asked about which language, and who is asked when the first ones disagree. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class RoutingIT {

  @Test
  void aPostGoesOnlyToMembersWhoReadItsLanguageWhereTheProjectAsksForThat() throws Exception {
    ReviewProject project = inFourLanguages();
    Person admin = configured(project, Map.of("routeByLanguage", true));
    Person egyptian = reader(project, admin, "ar-EG");
    Person arabic = reader(project, admin, "ar");
    Person romanised = reader(project, admin, "hi-Latn", "en");
    Person anything = project.annotator();

    assertThat(languages(project, egyptian)).containsExactly("ar-eg");
    assertThat(languages(project, arabic)).containsExactly("ar-eg", "ar-ma");
    assertThat(languages(project, romanised)).containsExactly("hi-latn");
    assertThat(languages(project, anything)).containsExactly("ar-eg", "hi", "ar-ma", "hi-latn");
  }

  @Test
  void aProjectThatDoesNotAskForItGivesEverybodyEverything() throws Exception {
    ReviewProject project = inFourLanguages();
    Person admin = project.person("ADMIN", "en");
    assertThat(languages(project, reader(project, admin, "ar-EG"))).hasSize(4);
  }

  @Test
  void aLanguageThatIsNoneIsRefusedByName() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person admin = project.person("ADMIN", "en");
    String member = "/members/" + project.annotator().id();
    Answer answer = admin.api().send("PATCH", member, Map.of("languages", List.of("ar", "a r")));
    assertThat(answer.expect(422).toString()).contains("languages.1", "ar-EG");
  }

  @Test
  void twoWhoDisagreeBringAThirdWhoDecides() throws Exception {
    ReviewProject project = disagreed();
    assertThat(state(project)).isEqualTo("PREDICTED");
    give(project, project.annotator(), "negative");
    assertThat(state(project)).isEqualTo("LABELLED");
    assertThat(
            ReviewProject.value("select final_label from post where project_id = ?", project.id()))
        .isEqualTo("negative");
    assertThat(QueueIT.next(project, project.annotator()).status()).isEqualTo(204);
  }

  @Test
  void threeWithThreeOpinionsAreADispute() throws Exception {
    ReviewProject project = disagreed();
    give(project, project.annotator(), "neutral");
    assertThat(state(project)).isEqualTo("DISPUTED");
    assertThat(QueueIT.next(project, project.annotator()).status()).isEqualTo(204);
  }

  @Test
  void aThirdIsAskedNoMoreWhenTheSecondTakesTheirAnswerBack() throws Exception {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "en", List.of("positive", "negative", "neutral"), 2);
    project.post("torn", "en");
    configured(project, Map.of("maxOverlap", 3));
    give(project, project.annotator(), "positive");
    Person second = project.annotator();
    JsonNode task = give(project, second, "negative");
    second.api().delete("/tasks/" + task.get("taskId").asText() + "/annotation").expect(200);
    give(project, second, "positive");

    assertThat(state(project)).isEqualTo("LABELLED");
    assertThat(QueueIT.next(project, project.annotator()).status()).isEqualTo(204);
  }

  private static ReviewProject inFourLanguages() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    for (String lang : List.of("ar-eg", "hi", "ar-ma", "hi-latn")) {
      project.post("post in " + lang, lang);
    }
    ReviewProject.execute(
        "update review_task t set lang = p.lang from post p where p.id = t.post_id"
            + " and t.project_id = ?",
        project.id());
    return project;
  }

  /** One post that two people labelled differently, where up to three may be asked. */
  private static ReviewProject disagreed() throws Exception {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "en", List.of("positive", "negative", "neutral"), 2);
    project.post("torn", "en");
    configured(project, Map.of("maxOverlap", 3));
    give(project, project.annotator(), "positive");
    give(project, project.annotator(), "negative");
    return project;
  }

  private static Person configured(ReviewProject project, Map<String, Object> settings)
      throws Exception {
    Person admin = project.person("ADMIN", "en");
    admin.api().put("/projects/" + project.id() + "/settings", settings).expect(200);
    return admin;
  }

  private static Person reader(ReviewProject project, Person admin, String... languages)
      throws Exception {
    Person person = project.annotator();
    admin
        .api()
        .send("PATCH", "/members/" + person.id(), Map.of("languages", List.of(languages)))
        .expect(204);
    return person;
  }

  /** The languages of the posts that this person is given, one after the other. */
  private static List<String> languages(ReviewProject project, Person person) throws Exception {
    List<String> languages = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Answer next = QueueIT.next(project, person, held.toArray(String[]::new));
      if (next.status() == 200) {
        languages.add(next.body().at("/post/lang").asText());
        held.add(next.body().get("taskId").asText());
      }
    }
    for (String task : held) {
      ReviewProject.execute(
          "update review_task set state = 'OPEN', leased_by = null, leased_at = null,"
              + " leased_until = null where id = ?",
          UUID.fromString(task));
    }
    return languages;
  }

  private static JsonNode give(ReviewProject project, Person person, String label)
      throws Exception {
    JsonNode task = QueueIT.next(project, person).expect(200);
    String decision = label.equals("positive") ? "ACCEPTED" : "CORRECTED";
    QueueIT.answer(person, task, decision, label).expect(201);
    return task;
  }

  private static Object state(ReviewProject project) throws Exception {
    return ReviewProject.value("select state from post where project_id = ?", project.id());
  }
}
