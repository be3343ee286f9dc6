package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An admin says what becomes of each label, looks, and confirms; the annotator is asked again. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class LabelChangeIT {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void labelsAreSplitAndRenamedAfterAPreviewAndThePostComesBackToWhoAnsweredIt() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first");
    Person annotator = project.annotator();
    ReviewDeskPage desk =
        ReviewDeskPage.open(BROWSER.logIn(TestTenants.NILE, annotator), project.id());
    desk.shows("first").press("2").isEmpty().hasSavedEverything();

    Page settings = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "en"));
    settings.navigate("/projects/" + project.id() + "/settings");
    settings.locator("details.o-change > summary").click();
    choose(settings, 0, "renamed", "good");
    choose(settings, 1, "split", "angry\nsad");
    settings.locator("[id='change-labels:look']").click();
    Locator preview = settings.locator("[id='change-preview']");
    assertThat(preview.locator("p[role=status]")).containsText("good angry sad neutral");
    assertThat(preview.locator("tbody tr").nth(1)).containsText("negative");
    assertThat(schemaVersion(project)).isEqualTo(1);
    preview.locator("[id='change-preview:confirm']").click();

    assertThat(settings.locator("#messages")).containsText("in force");
    assertThat(settings.locator("[id='versions'] tbody tr").first()).containsText("split");
    assertThat(schemaVersion(project)).isEqualTo(2);
    Page again = BROWSER.logIn(TestTenants.NILE, annotator);
    ReviewDeskPage second = ReviewDeskPage.open(again, project.id()).shows("first");
    assertThat(second.labelNames()).containsExactly("good", "angry", "sad", "neutral");
    assertThat(again.locator("#formerly")).containsText("negative");
    second.press("3").isEmpty().hasSavedEverything();
    assertThat(
            ReviewProject.value("select final_label from post where project_id = ?", project.id()))
        .isEqualTo("sad");
  }

  @Test
  void aMistakeIsToldByItsRowAndNothingIsShownToConfirm() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Page settings = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "hi"));
    settings.navigate("/projects/" + project.id() + "/settings");
    settings.locator("details.o-change > summary").click();
    choose(settings, 2, "नाम बदला", "negative");
    settings.locator("[id='change-labels:look']").click();
    assertThat(settings.locator("#messages")).containsText("मिलाएँ");
    assertThat(settings.locator("[id='change-preview:confirm']")).hasCount(0);
  }

  private static void choose(Page page, int row, String becomes, String into) {
    page.locator("[id='change-labels'] fieldset select")
        .nth(row)
        .selectOption(
            new SelectOption().setLabel(becomes), new Locator.SelectOptionOptions().setForce(true));
    page.locator("[id='change-labels'] fieldset textarea").nth(row).fill(into);
  }

  private static Object schemaVersion(ReviewProject project) throws Exception {
    return ReviewProject.value("select schema_version from project where id = ?", project.id());
  }
}
