package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.qalam.launcher.loop.ApiClient.Answer;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups, quotas and exports as admins, editors and annotators meet them on their pages. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class TeamPagesIT {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void anAdminMakesAGroupPutsAMemberInAndMakesAProjectTheirs() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("الخدمة رائعة", "ar");
    Person admin = project.person("ADMIN", "en");
    Person member = project.annotator();
    String name = "فريق " + UUID.randomUUID().toString().substring(0, 8);
    Page page = BROWSER.logIn(TestTenants.NILE, admin);
    page.navigate("/members");

    page.locator("[id='group:name']").fill(name);
    page.locator("[id='group:create']").click();
    Locator row =
        page.locator("[id='groups:table'] tbody tr")
            .filter(
                new Locator.FilterOptions().setHas(page.locator("input[value='" + name + "']")));
    assertThat(row).hasCount(1);
    row.locator("select").selectOption(member.userName());
    assertThat(row.locator(".q-chip")).containsText(member.userName());

    page.navigate("/projects/" + project.id() + "/settings");
    page.locator("[id='groups'] label")
        .filter(new Locator.FilterOptions().setHasText(name))
        .click();
    page.locator("[id='groups:assign']").click();
    assertThat(page.locator("#messages .ui-messages-info")).isVisible();
    Assertions.assertThat(next(project, member).status()).isEqualTo(200);
    Assertions.assertThat(next(project, project.annotator()).status()).isEqualTo(404);

    page.navigate("/members");
    row.locator(".q-chip a").click();
    assertThat(row.locator(".q-chip")).hasCount(0);
    Assertions.assertThat(next(project, member).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"en,Made the group", "ar,أُنشئت المجموعة", "hi,बनाया गया"})
  void nothingThatCannotBeTakenBackIsDoneToAMemberOrAGroupWithoutAsking(
      String language, String made) throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person member = project.annotator();
    String name = "فريق " + UUID.randomUUID().toString().substring(0, 8);
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", language));
    page.navigate("/members");
    page.locator("#find").fill(member.userName());
    page.locator("#find").press("Enter");
    assertThat(page.locator("[id='form:members'] tbody tr")).hasCount(1);
    page.locator("[id='group:name']").fill(name);
    page.locator("[id='group:create']").click();
    assertThat(page.locator("#messages .ui-messages-info")).containsText(made);
    assertThat(page.locator("#messages .ui-messages-info")).containsText(name);

    Locator row =
        page.locator("[id='form:members'] tbody tr")
            .filter(
                new Locator.FilterOptions()
                    .setHasText(member.userName())
                    .setHas(page.locator("[id$=':disable']")));
    Locator asked = page.locator("#sure");
    row.locator("[id$=':reset']").click();
    assertThat(asked).containsText(member.userName());
    asked.locator(".ui-confirmdialog-no").click();
    assertThat(asked).isHidden();
    assertThat(page.locator("#issued-password")).hasCount(0);
    row.locator("[id$=':reset']").click();
    asked.locator(".ui-confirmdialog-yes").click();
    assertThat(page.locator("#issued-password")).isVisible();

    row.locator("[id$=':disable']").click();
    assertThat(asked).containsText(member.userName());
    asked.locator(".ui-confirmdialog-yes").click();
    assertThat(row).hasCount(0);
    Assertions.assertThat(
            ReviewProject.value("select enabled from account where id = ?", member.id()))
        .isEqualTo(false);

    Locator group =
        page.locator("[id='groups:table'] tbody tr")
            .filter(
                new Locator.FilterOptions().setHas(page.locator("input[value='" + name + "']")));
    group.locator("[id$=':delete']").click();
    assertThat(asked).containsText(name);
    asked.locator(".ui-confirmdialog-no").click();
    assertThat(asked).isHidden();
    assertThat(group).hasCount(1);
    group.locator("[id$=':delete']").click();
    asked.locator(".ui-confirmdialog-yes").click();
    assertThat(group).hasCount(0);
  }

  @Test
  void aNewProjectAndANewMemberAreToldAndANameThatWasEmptiedIsNamed() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    String unique = UUID.randomUUID().toString().substring(0, 8);
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "en"));
    page.navigate("/projects");
    page.locator("[id='new:name']").fill("made " + unique);
    page.locator("[id='new:task']").fill("sentiment");
    page.locator("[id='new:languages']").fill("ar");
    page.locator("[id='new:labels']").fill("positive\nnegative");
    page.locator("[id='new:create']").click();
    page.waitForURL("**/posts");
    assertThat(page.locator("#messages .ui-messages-info")).containsText("The project is made");

    page.locator(".q-sub a[href$='/settings']").click();
    Locator name = page.locator("[id='settings:name']");
    assertThat(name).hasValue("made " + unique);
    name.fill("");
    page.locator("[id='settings:overlap']").fill("");
    page.locator("[id='settings:save']").click();
    assertThat(page.locator("#messages .ui-messages-error")).containsText("Name");
    assertThat(page.locator("#messages .ui-messages-error"))
        .containsText("Reviewers for each post");
    Assertions.assertThat(
            ReviewProject.query("select 1 from project where name = ?", "made " + unique))
        .hasSize(1);
    name.fill("named " + unique);
    page.locator("[id='settings:overlap']").fill("2");
    page.locator("[id='settings:save']").click();
    assertThat(page.locator("#messages .ui-messages-info")).containsText("saved");

    page.navigate("/members");
    page.locator("[id='new:user']").fill("new-" + unique);
    page.locator("[id='new:add']").click();
    assertThat(page.locator("#messages .ui-messages-info")).containsText("new-" + unique);
  }

  /** The reading below the calendar is fetched by itself before the schedule is saved. */
  @Test
  void anAdminChangesTheCalendarOfTheTrainingRuns() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "en"));
    page.navigate("/projects/" + project.id() + "/training");
    Locator calendar = page.locator("[id='schedule:cron']");
    calendar.fill("0 4 * * *");
    calendar.press("Tab");
    assertThat(page.locator("[id='schedule:reading']")).containsText("04:00");
    page.locator("[id='schedule:save']").click();
    assertThat(page.locator("#messages .ui-messages-info")).isVisible();
    assertThat(page.locator("#messages")).isInViewport();

    page.reload();
    assertThat(page.locator("[id='schedule:cron']")).hasValue("0 4 * * *");
  }

  @Test
  void aCalendarThatMakesNoSenseIsSaidToInItsReading() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "ar"));
    page.navigate("/projects/" + project.id() + "/training");
    Locator calendar = page.locator("[id='schedule:cron']");
    calendar.fill("*/5 * * * *");
    calendar.press("Tab");
    assertThat(page.locator("[id='schedule:reading']")).containsText("كل 5 دقائق");

    calendar.fill("99 * * * *");
    calendar.press("Tab");
    assertThat(page.locator("#unreadable")).containsText("99");
    assertThat(page.locator("#unreadable")).containsText("30 2 * * *");
  }

  @Test
  void anAdminIsToldHowManyPostsLoseTheirLabelBeforeMorePeopleAreWantedForEach() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.posts(3);
    Person annotator = project.annotator();
    for (int post = 0; post < 2; post++) {
      JsonNode task = next(project, annotator).expect(200);
      Map<String, String> answer =
          Map.of("lease", task.get("lease").asText(), "decision", "CORRECTED", "label", "neutral");
      annotator
          .api()
          .post("/tasks/" + task.get("taskId").asText() + "/annotation", answer)
          .expect(201);
    }
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "en"));
    page.navigate("/projects/" + project.id() + "/settings");

    page.locator("[id='settings:overlap']").fill("2");
    page.locator("[id='settings:save']").click();
    assertThat(page.locator("#unlabels")).containsText("Posts: 2");
    Assertions.assertThat(labelled(project)).isEqualTo(2L);

    page.locator("[id='settings:save']").click();
    assertThat(page.locator("#messages .ui-messages-info")).isVisible();
    assertThat(page.locator("#unlabels")).hasCount(0);
    Assertions.assertThat(labelled(project)).isEqualTo(0L);
  }

  private static Object labelled(ReviewProject project) throws Exception {
    return ReviewProject.value(
        "select count(*) from post where state = 'LABELLED' and project_id = ?", project.id());
  }

  private static Answer next(ReviewProject project, Person person) throws Exception {
    return person.api().post("/projects/" + project.id() + "/tasks/next", Map.of());
  }

  @Test
  void anAdminBoundsAMemberWhoIsToldSoInTheirLanguageAndMayGoOnWhenTheBoundIsGone()
      throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.posts(4);
    Person admin = project.person("ADMIN", "en");
    Person member = project.person("ANNOTATOR", "hi");
    Page page = BROWSER.logIn(TestTenants.NILE, admin);
    page.navigate("/projects/" + project.id() + "/settings");
    page.locator("[id='quota:whose']").selectOption(member.userName());
    page.locator("[id='quota:day']").fill("1");
    page.locator("[id='quota:zone']").fill("Asia/Kolkata");
    page.locator("[id='quota:give']").click();
    assertThat(page.locator("[id='quotas:set']")).containsText(member.userName());

    Page desk = BROWSER.logIn(TestTenants.NILE, member);
    desk.navigate("/projects/" + project.id() + "/review");
    assertThat(desk.locator("#desk")).hasAttribute("data-state", "post");
    desk.keyboard().press("Enter");
    assertThat(desk.locator("#desk")).hasAttribute("data-state", "quota");
    assertThat(desk.locator("#quota")).containsText("1 उत्तर की सीमा पूरी हो गई");
    assertThat(desk.locator("#quota")).containsText("Asia/Kolkata");
    assertThat(desk.locator("#quota")).isVisible();
    assertThat(desk.locator("#labels")).not().isVisible();

    page.reload();
    Locator used =
        page.locator("[id='quotas:used'] tr")
            .filter(new Locator.FilterOptions().setHasText(member.userName()));
    assertThat(used.locator(".q-chip-warn")).isVisible();
    page.locator("[id='quotas:set'] button").click();
    assertThat(page.locator("[id='quotas:set']")).not().containsText(member.userName());
    desk.reload();
    assertThat(desk.locator("#desk")).hasAttribute("data-state", "post");
  }

  @Test
  void anEditorHasAFileWrittenOfWhatIsSearchedForAndTakesIt() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("the parcel came late", "en");
    project.post("سيئ", "ar");
    Person editor = project.person("EDITOR", "en");
    Page page = BROWSER.logIn(TestTenants.NILE, editor);
    page.navigate("/projects/" + project.id() + "/posts?lang=ar&order=newest");

    page.locator("[id='files'] a").first().click();
    Locator job = page.locator("[id='files:jobs'] li");
    assertThat(job).hasCount(1);
    assertThat(job).containsText("ready");
    Download file = page.waitForDownload(() -> job.getByText("Download").click());

    Assertions.assertThat(file.suggestedFilename()).isEqualTo("qalam-" + project.id() + ".jsonl");
    Assertions.assertThat(Files.readString(file.path())).contains("سيئ").doesNotContain("parcel");
    JsonNode jobs = editor.api().get("/projects/" + project.id() + "/exports").expect(200);
    Assertions.assertThat(jobs.get(0).get("posts").asInt()).isEqualTo(1);
    job.getByText("Delete").click();
    assertThat(job).hasCount(0);
  }
}
