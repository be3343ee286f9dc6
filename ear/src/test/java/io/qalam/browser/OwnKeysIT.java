package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.qalam.review.KeyAction;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Keys of one's own, and none at all, on the pages of editors; the review page has its own test.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class OwnKeysIT {

  private static final List<String> LABELS = List.of("positive", "negative");

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void anActionHasItsKeyOnEveryPageAndTheUsualOneNoMore() throws Exception {
    ReviewProject project = disputes("first", "second");
    Page page = account(project);
    key(page, KeyAction.NEXT).fill("x");
    key(page, KeyAction.NAMES).fill("j");
    save(page);

    page.navigate("/projects/" + project.id() + "/adjudication");
    page.keyboard().press("j");
    assertThat(page.locator("[id='dispute:named']")).hasAttribute("aria-pressed", "true");
    assertThat(page.locator("#post")).hasText("first");
    page.keyboard().press("x");
    assertThat(page.locator("#post")).hasText("second");
    assertThat(page.locator("[data-command='next'] kbd")).hasText("X");

    page.navigate("/projects/" + project.id() + "/posts");
    page.keyboard().press("j");
    assertThat(page.locator(".q-posts > li:focus")).hasCount(0);
    page.keyboard().press("x");
    assertThat(page.locator(".q-posts > li").first()).isFocused();
  }

  @Test
  void twoActionsOfOnePageNeverHaveOneKeyAndThoseOfTwoPagesMay() throws Exception {
    Page page = account(disputes("first"));
    key(page, KeyAction.NEXT).fill("s");
    key(page, KeyAction.NAMES).fill("k");
    page.locator("[id='keys:save']").click();
    assertThat(page.locator("#messages")).containsText("Names: is the key of previous post, too");
    key(page, KeyAction.NAMES).fill("w");
    save(page);
  }

  @Test
  void singleKeysCanBeTurnedOffAndEverythingHasAButton() throws Exception {
    ReviewProject project = disputes("first", "second");
    Page page = account(project);
    page.locator("[id='keys:heard']").uncheck();
    save(page);
    page.navigate("/account");
    assertThat(page.locator("[id='keys:heard']")).not().isChecked();

    page.navigate("/projects/" + project.id() + "/adjudication");
    for (String key : List.of("n", "2", "v", "j", "z", "?")) {
      page.keyboard().press(key);
    }
    assertThat(page.locator(".r-label kbd").first()).isHidden();
    page.locator("[data-command='next']").click();
    assertThat(page.locator("#post")).hasText("second");
    assertThat(page.locator("[id='dispute:named']")).hasAttribute("aria-pressed", "false");
    page.locator("[data-command='help']").click();
    assertThat(page.locator(".q-keys-off")).isVisible();
    assertThat(page.locator(".r-help dt").first()).isHidden();
    assertThat(ReviewProject.query("select 1 from adjudication where project_id = ?", project.id()))
        .isEmpty();

    page.navigate("/projects/" + project.id() + "/posts");
    page.keyboard().press("j");
    page.keyboard().press("v");
    assertThat(page.locator(".q-turn-signs")).hasAttribute("aria-pressed", "false");
    assertThat(page.locator(".q-posts > li:focus")).hasCount(0);
  }

  @Test
  void withoutSingleKeysAnAnnotatorAnswersByTabAndEnter() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second");
    Page page = BROWSER.logIn(TestTenants.NILE, project.annotator());
    page.navigate("/account");
    page.locator("[id='keys:heard']").uncheck();
    save(page);

    ReviewDeskPage desk = ReviewDeskPage.open(page, project.id()).shows("first");
    desk.press("2").press("s").press("f").shows("first");
    page.locator(".r-label[data-label='negative']").focus();
    page.keyboard().press("Enter");
    desk.shows("second").hasSavedEverything();
    assertThat(ReviewDesks.annotations(project))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("label", "negative"));
  }

  /** The account's page of a new editor. */
  private static Page account(ReviewProject project) throws Exception {
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", "en"));
    page.navigate("/account");
    return page;
  }

  private static Locator key(Page page, KeyAction action) {
    return page.locator("[id='keys'] input[type=text]").nth(action.ordinal());
  }

  private static void save(Page page) {
    page.locator("[id='keys:save']").click();
    assertThat(page.locator("#messages")).containsText("saved");
  }

  /** A project with a post of each text that two people labelled differently. */
  private static ReviewProject disputes(String... texts) throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", LABELS, 2);
    Person first = project.annotator();
    Person second = project.annotator();
    for (String text : texts) {
      project.post(text, "en");
      project.label(first, "positive");
      project.label(second, "negative");
    }
    return project;
  }
}
