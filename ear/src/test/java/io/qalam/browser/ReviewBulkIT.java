package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    clear(project, "text <> 'doubtful'");
    Page page = BROWSER.logIn(TestTenants.NILE, project.editor());
    page.navigate("/projects/" + project.id() + "/bulk");

    look(page);
    assertThat(page.locator("#bulk-count")).hasText("2 posts, the clearest first, get the label");
    assertThat(page.locator(".r-bulk .q-post")).hasText(new String[] {"first", "<b>second</b>"});
    accept(page);

    assertThat(page.locator("#messages")).containsText("2 posts accepted. 0 left out");
    assertThat(page.locator("[id='recent'] tbody")).containsText("positive");
    assertThat(inForce(project)).isEqualTo(2L);
    page.navigate("/projects/" + project.id() + "/posts");
    page.locator("[id$=':open']").first().click();
    assertThat(page.locator("#history")).containsText("in bulk, without being read by itself");
    page.navigate("/projects/" + project.id() + "/bulk");
    undo(page);
    assertThat(page.locator("#messages")).containsText("2 posts undone.");
    assertThat(inForce(project)).isEqualTo(0L);
  }

  @ParameterizedTest
  @CsvSource({
    "en,Accept these in bulk…,Please wait,1 post accepted,1 post undone,Accepted in bulk",
    "ar,قبول هذه بالجملة…,انتظر قليلًا,قُبل منشور واحد,تمّ التراجع عن منشور واحد,قبول بالجملة",
    "hi,इन्हें एक साथ स्वीकारें…,कृपया रुकें,1 पोस्ट स्वीकारी गई,1 पोस्ट वापस ली गई,एक साथ स्वीकारा गया"
  })
  void whatIsFoundOnThePostsPageIsAcceptedAndUndoneWithItsFilters(
      String language, String link, String busy, String accepted, String undone, String deed)
      throws Exception {
    ReviewProject project = ReviewDesks.withPosts("the market", "in the market", "elsewhere");
    clear(project, "true");
    ReviewProject.execute(
        "update prediction set margin = 0.8 where post_id ="
            + " (select id from post where project_id = ? and text = 'in the market')",
        project.id());
    Person admin = project.person("ADMIN", language);
    Page page = BROWSER.logIn(TestTenants.NILE, admin);
    page.navigate(
        "/projects/"
            + project.id()
            + "/posts?q=market&lang=en&state=PREDICTED&predicted=positive&marginFrom=0.9&to=2999-01-01");
    assertThat(page.locator("#accept")).hasText(link);
    page.locator("#accept").click();

    assertThat(page).hasURL(Pattern.compile(".*/bulk\\?.*"));
    assertThat(field(page, "words")).hasValue("market");
    assertThat(field(page, "margin")).hasValue("0.9");
    assertThat(field(page, "lang_input")).hasValue("en");
    assertThat(field(page, "to")).hasValue("2999-01-01");
    look(page);
    assertThat(page.locator(".r-bulk .q-post")).hasText("the market");

    List<Route> held = hold(page);
    accept(page);
    assertThat(page.locator("#bulk-busy")).containsText(busy);
    assertThat(page.locator("[id='preview:accept']")).isDisabled();
    held.forEach(Route::resume);
    assertThat(page.locator("#messages")).containsText(accepted);
    assertThat(page.locator("#bulk-busy")).isHidden();
    assertThat(inForce(project)).isEqualTo(1L);

    undo(page);
    assertThat(page.locator("#messages")).containsText(undone);
    assertThat(inForce(project)).isEqualTo(0L);
    page.navigate("/audit?action=bulk.accepted&actor=" + admin.userName());
    assertThat(page.locator("#deeds tbody tr")).hasCount(1);
    assertThat(page.locator("#deeds tbody tr")).containsText(deed);
  }

  @Test
  void whatAnAddressAsksForIsKeptOrRefusedAndNeverWidened() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("a post");
    Page page = BROWSER.logIn(TestTenants.NILE, project.editor());
    String bulk = "/projects/" + project.id() + "/bulk?";
    page.navigate(bulk + "label=negative&minMargin=٠٫٥&lang=ar-eg&from=2026-01-02T03:04:05Z");

    assertThat(field(page, "label_input")).hasValue("negative");
    assertThat(field(page, "margin")).hasValue("0.5");
    assertThat(field(page, "lang_input")).hasValue("ar-eg");
    assertThat(field(page, "from")).hasValue("2026-01-02T03:04:05Z");
    for (String wrong :
        List.of(
            "label=furious|positive, negative, neutral",
            "adapter=none|adapter",
            "annotator=nobody|nobody",
            "from=01.02.2026|must be a date",
            "minMargin=0.9f|0 to 1")) {
      page.navigate(bulk + wrong.substring(0, wrong.indexOf('|')));
      look(page);
      assertThat(page.locator("#messages .ui-messages-error"))
          .containsText(wrong.substring(wrong.indexOf('|') + 1));
      assertThat(page.locator("#bulk-count")).hasCount(0);
    }
  }

  @Test
  void whereNothingFoundCanBeAcceptedNoLinkLeadsThere() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("a post");
    Person editor = project.editor();
    Page page = BROWSER.logIn(TestTenants.NILE, editor);
    String posts = "/projects/" + project.id() + "/posts";
    page.navigate(posts);
    assertThat(page.locator("#accept")).isVisible();
    for (String asked : List.of("state=LABELLED", "split=TEST", "label=positive")) {
      page.navigate(posts + "?" + asked);
      assertThat(page.locator("#found")).isVisible();
      assertThat(page.locator("#accept")).hasCount(0);
    }
    Page annotators = BROWSER.logIn(TestTenants.NILE, project.annotator());
    annotators.navigate(posts);
    assertThat(annotators.locator("#found")).isVisible();
    assertThat(annotators.locator("#accept")).hasCount(0);
  }

  @Test
  void whereAQuotaStopsItTheEditorIsToldHowManyAreLeftAndTakesThese() throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second", "third");
    clear(project, "true");
    Person editor = project.editor();
    Page page = BROWSER.logIn(TestTenants.NILE, editor);
    page.navigate("/projects/" + project.id() + "/bulk");
    look(page);
    assertThat(page.locator("#bulk-count")).containsText("3 posts");
    bound(project, editor, 2);

    accept(page);
    assertThat(page.locator("#messages")).containsText("only 2 more");
    assertThat(page.locator("#bulk-bounded")).containsText("leaves you 2 answers");
    assertThat(page.locator("#bulk-count")).containsText("2 posts");
    assertThat(page.locator(".r-bulk .q-post")).hasCount(2);
    assertThat(inForce(project)).isEqualTo(0L);

    accept(page);
    assertThat(page.locator("#messages")).containsText("2 posts accepted.");
    assertThat(inForce(project)).isEqualTo(2L);
    look(page);
    assertThat(page.locator("#bulk-bounded")).containsText("no answer now");
    assertThat(page.locator("[id='preview:accept']")).hasCount(0);
  }

  /** The margin in the digits, and with the decimal sign, of its reader; the posts in the dual. */
  @ParameterizedTest
  @CsvSource({"ar,٠٫٩,منشوران،", "hi,'०,९',2 पोस्टों", "en,'0,9',2 posts"})
  void aMarginIsReadAsItsReaderTypesItAndPostsAreCountedInTheirLanguage(
      String language, String margin, String count) throws Exception {
    ReviewProject project = ReviewDesks.withPosts("first", "second", "doubtful");
    clear(project, "text <> 'doubtful'");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", language));
    page.navigate("/projects/" + project.id() + "/bulk");

    page.locator("[id='filter:margin']").fill(margin);
    page.locator("[id='filter:look']").click();

    assertThat(page.locator("#bulk-count")).containsText(count);
    assertThat(page.locator("[id='filter:margin']")).hasValue("0.9");
  }

  private static void bound(ReviewProject project, Person editor, int answers) throws Exception {
    project
        .person("ADMIN", "en")
        .api()
        .put(
            "/projects/" + project.id() + "/quotas",
            Map.of("member", editor.id(), "inAll", answers))
        .expect(200);
  }

  /** Keeps back what the page sends from now on. */
  private static List<Route> hold(Page page) {
    List<Route> held = new ArrayList<>();
    page.route(
        "**/*",
        route -> {
          if (route.request().method().equals("POST") && held.isEmpty()) {
            held.add(route);
          } else {
            route.resume();
          }
        });
    return held;
  }

  private static Locator field(Page page, String id) {
    return page.locator("[id='filter:" + id + "']");
  }

  private static void look(Page page) {
    field(page, "look").click();
  }

  private static void accept(Page page) {
    page.locator("[id='preview:accept']").click();
  }

  private static void undo(Page page) {
    page.locator("[id='recent'] tbody button").first().click();
  }

  /** Makes the predictions of these posts clear. */
  private static void clear(ReviewProject project, String posts) throws Exception {
    ReviewProject.execute(
        "update prediction set margin = 0.95 where project_id = ? and post_id in"
            + " (select id from post where "
            + posts
            + ")",
        project.id());
  }

  private static Object inForce(ReviewProject project) throws Exception {
    return ReviewProject.value(
        "select count(*) from annotation where undone_at is null and project_id = ?", project.id());
  }
}
