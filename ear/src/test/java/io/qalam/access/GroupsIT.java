package io.qalam.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.access.PermissionTable.Row;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestRows;
import io.qalam.server.TestTenants;
import io.qalam.server.Visitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A project that is for groups is there for their members, and for nobody else below an editor. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class GroupsIT {

  private static final TestTenants HERE = TestTenants.NILE;
  private static final Path ROOT = Path.of(System.getProperty("qalam.root", ".."));

  /** What of the fixture is of its project, which is for the annotator's group. */
  private static final Map<String, String> OF_THE_PROJECT =
      Map.of(
          "project", HERE.row("21").toString(),
          "post", HERE.row("23").toString(),
          "task", HERE.row("29").toString(),
          "answered", HERE.row("28").toString(),
          "import", HERE.row("38").toString());

  /** A project with two posts, an admin of its tenant, and a group made by them. */
  private record Grouped(ReviewProject project, Person admin, String group) {

    static Grouped of(String name) throws Exception {
      ReviewProject project = ReviewProject.simple(HERE);
      project.posts(4);
      Person admin = project.person("ADMIN", "en");
      return new Grouped(project, admin, create(admin, name));
    }

    static String create(Person admin, String name) throws Exception {
      JsonNode made = admin.api().post("/groups", Map.of("name", name)).expect(201);
      assertThat(made.get("members")).isEmpty();
      return made.get("id").asText();
    }

    void assign(String... groups) throws Exception {
      admin.api().put(path() + "/groups", Map.of("groups", List.of(groups))).expect(200);
    }

    void put(Person person) throws Exception {
      admin.api().put("/groups/" + group + "/members/" + person.id(), Map.of()).expect(204);
    }

    void take(Person person) throws Exception {
      admin.api().delete("/groups/" + group + "/members/" + person.id()).expect(204);
    }

    String path() {
      return "/projects/" + project.id();
    }

    int next(Person person) throws Exception {
      return person.api().post(path() + "/tasks/next", Map.of()).status();
    }
  }

  private static String unique(String name) {
    return name + " " + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void whoIsInNoGroupOfAProjectFindsNothingOfItUnderAnyAddress() throws Exception {
    TestRows.renew();
    Person outsider = ReviewProject.simple(HERE).annotator();
    JsonNode token = outsider.api().post("/tokens", Map.of("label", "walk")).expect(201);
    Visitor program = Visitor.withToken(token.get("token").asText());
    Visitor browser = Visitor.stranger();
    assertThat(
            browser
                .logIn(HERE.tenantName(), outsider.userName(), TestTenants.PASSWORD)
                .statusCode())
        .isEqualTo(302);
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (Row row : PermissionTable.read(ROOT.resolve("docs/PERMISSIONS.md"))) {
      String path = row.path();
      for (Map.Entry<String, String> variable : OF_THE_PROJECT.entrySet()) {
        path = path.replace("{" + variable.getKey() + "}", variable.getValue());
      }
      if (path.equals(row.path()) || !isAskedHere(row, path)) {
        continue;
      }
      List<Integer> fitting =
          row.answers().get("annotator").equals("403") ? List.of(403, 404) : List.of(404);
      int status = row.isApi() ? ask(program, row, path) : browser.get(path).statusCode();
      asked++;
      if (!fitting.contains(status)) {
        wrong.add(row + ": " + fitting + " expected, answered " + status);
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(30);
    assertThat(names(outsider, "/projects")).doesNotContain("Reviews");
    assertThat(browser.get("/projects").body()).doesNotContain(HERE.row("21").toString());
  }

  /**
   * Not what names more than the project's, nor files, nor the script, which calls as REST does.
   */
  private static boolean isAskedHere(Row row, String path) {
    boolean json = row.sends().isEmpty() || row.sends().startsWith("{");
    return json && !path.contains("{") && !path.startsWith("/desk/");
  }

  private static int ask(Visitor program, Row row, String path) {
    return row.method().equals("GET")
        ? program.get(path).statusCode()
        : program.send(row.method(), path, row.sends()).statusCode();
  }

  private static List<String> names(Person person, String path) throws Exception {
    JsonNode items = person.api().get(path).expect(200).get("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.get("name").asText())
        .toList();
  }

  @Test
  void aProjectIsForItsGroupsMembersAndEditorsAndWithoutGroupsForEverybody() throws Exception {
    Grouped here = Grouped.of(unique("Arabic"));
    Person member = here.project().annotator();
    Person other = here.project().annotator();
    assertThat(here.next(other)).isEqualTo(200);

    here.put(member);
    here.put(member);
    here.assign(here.group());

    assertThat(here.next(member)).isEqualTo(200);
    assertThat(here.next(other)).isEqualTo(404);
    assertThat(here.next(here.project().editor())).isEqualTo(200);
    JsonNode groups =
        here.project().editor().api().get(here.path() + "/groups").expect(200).get("items");
    JsonNode assigned =
        StreamSupport.stream(groups.spliterator(), false)
            .filter(one -> one.get("id").asText().equals(here.group()))
            .findFirst()
            .orElseThrow();
    assertThat(assigned.get("assigned").asBoolean()).isTrue();
    assertThat(assigned.get("members").asInt()).isEqualTo(1);

    here.assign();
    assertThat(here.next(other)).isEqualTo(200);
  }

  @Test
  void whoIsTakenOutOfAGroupLosesTheProjectAtOnceAndWithItWhatTheyHeld() throws Exception {
    Grouped here = Grouped.of(unique("Hindi"));
    Person member = here.project().annotator();
    here.put(member);
    here.assign(here.group());
    JsonNode task = member.api().post(here.path() + "/tasks/next", Map.of()).expect(200);
    String path = "/tasks/" + task.get("taskId").asText();
    Map<String, Object> answer =
        Map.of("lease", task.get("lease").asText(), "decision", "ACCEPTED", "label", "positive");

    here.take(member);

    assertThat(member.api().post(path + "/annotation", answer).status()).isEqualTo(404);
    assertThat(member.api().get(path + "/reason").status()).isEqualTo(404);
    assertThat(names(member, "/projects")).doesNotContain("review " + here.project().id());
    here.put(member);
    assertThat(member.api().post(path + "/annotation", answer).status()).isEqualTo(201);
  }

  @Test
  void oneOfSeveralGroupsIsEnough() throws Exception {
    Grouped here = Grouped.of(unique("Levant"));
    String second = Grouped.create(here.admin(), unique("Gulf"));
    here.assign(here.group(), second);
    Person person = here.project().annotator();
    assertThat(here.next(person)).isEqualTo(404);

    here.admin().api().put("/groups/" + second + "/members/" + person.id(), Map.of()).expect(204);

    assertThat(here.next(person)).isEqualTo(200);
  }

  @Test
  void aGroupIsRenamedAndDeletedButNotWhileAProjectIsForIt() throws Exception {
    String name = unique("Egypt");
    Grouped here = Grouped.of(name);
    here.put(here.project().annotator());
    here.assign(here.group());
    String path = "/groups/" + here.group();

    assertThat(here.admin().api().post("/groups", Map.of("name", name)).status()).isEqualTo(409);
    assertThat(here.admin().api().post("/groups", Map.of("name", " ")).status()).isEqualTo(422);
    String renamed = unique("مصر");
    here.admin().api().send("PATCH", path, Map.of("name", renamed)).expect(204);
    assertThat(names(here.admin(), "/groups")).contains(renamed).doesNotContain(name);
    JsonNode refused = here.admin().api().delete(path).expect(409);
    assertThat(refused.get("key").asText()).isEqualTo("account.group-assigned");
    assertThat(refused.get("detail").asText()).contains("review " + here.project().id());

    here.assign();
    here.admin().api().delete(path).expect(204);
    assertThat(names(here.admin(), "/groups")).doesNotContain(renamed);
    here.admin().api().delete(path).expect(404);
  }

  @Test
  void groupsAndMembersOfAnotherTenantAreNotThere() throws Exception {
    Grouped here = Grouped.of(unique("Delta"));
    String theirs = TestTenants.GANGA.row("41").toString();
    UUID them = TestTenants.GANGA.account(TestTenants.Member.ANNOTATOR);

    JsonNode refused =
        here.admin()
            .api()
            .put(here.path() + "/groups", Map.of("groups", List.of(here.group(), theirs)))
            .expect(422);
    assertThat(refused.at("/errors/0/field").asText()).isEqualTo("groups.1");
    here.admin().api().put("/groups/" + here.group() + "/members/" + them, Map.of()).expect(404);
    here.admin().api().delete("/groups/" + theirs).expect(404);
  }
}
