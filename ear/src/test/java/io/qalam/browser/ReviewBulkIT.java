package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject;
import io.qalam.server.TestTenants;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accepting in bulk as an editor does: look, accept, undo. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ReviewBulkIT {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void anEditorSeesWhichPostsAndHowManyAcceptsThemAndUndoesThemTogether() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "<b>second</b>", "doubtful");
    ReviewProject.execute(
        "update prediction set margin = 0.95 where project_id = ? and post_id in"
            + " (select id from post where text <> 'doubtful')",
        project.id());
    Page page = BROWSER.logIn(TestTenants.NILE, project.editor());
    page.navigate("/projects/" + project.id() + "/bulk");

    page.locator("[id='filter:look']").click();
    assertThat(page.locator("#bulk-count")).hasText("2 posts, the clearest first, get the label");
    assertThat(page.locator(".r-bulk .q-post")).hasText(new String[] {"first", "<b>second</b>"});
    page.locator("[id='preview:accept']").click();

    assertThat(page.locator("#messages")).containsText("2 posts accepted. 0 left out");
    assertThat(page.locator("[id='recent'] tbody")).containsText("positive");
    assertThat(inForce(project)).isEqualTo(2L);
    page.reload();
    page.locator("[id='recent'] tbody button").first().click();
    assertThat(page.locator("#messages")).containsText("2 posts undone.");
    assertThat(inForce(project)).isEqualTo(0L);
  }

  /** The margin in the digits, and with the decimal sign, of its reader; the posts in the dual. */
  @ParameterizedTest
  @CsvSource({"ar,٠٫٩,منشوران،", "hi,'०,९',2 पोस्टों", "en,'0,9',2 posts"})
  void aMarginIsReadAsItsReaderTypesItAndPostsAreCountedInTheirLanguage(
      String language, String margin, String count) throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second", "doubtful");
    ReviewProject.execute(
        "update prediction set margin = 0.95 where project_id = ? and post_id in"
            + " (select id from post where text <> 'doubtful')",
        project.id());
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", language));
    page.navigate("/projects/" + project.id() + "/bulk");

    page.locator("[id='filter:margin']").fill(margin);
    page.locator("[id='filter:look']").click();

    assertThat(page.locator("#bulk-count")).containsText(count);
    assertThat(page.locator("[id='filter:margin']")).hasValue("0.9");
  }

  private static Object inForce(ReviewProject project) throws Exception {
    return ReviewProject.value(
        "select count(*) from annotation where undone_at is null and project_id = ?", project.id());
  }
}
