package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Posts are found on their page, by an address that can be kept, and without a mouse. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PostsPageIT {

  private static final String ADVERT =
      "عرض خاص لفترة محدودة على جميع الهواتف الذكية في متجرنا اتصل الآن على الرقم ";

  private static final Path PEER =
      Path.of("../ejb/src/test/resources/label-studio-1.23.2-json.json");

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void aSearchIsAnAddressAndTheKeysLeadToAPostsHistory() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Person editor = project.editor();
    String lines =
        "{\"text\":\"%s1111\",\"lang\":\"ar\"}\n{\"text\":\"%s2222\",\"lang\":\"ar\"}\n"
                .formatted(ADVERT, ADVERT)
            + "{\"text\":\"<script>alert(1)</script> मेरी हिन्दी\",\"lang\":\"hi\"}\n";
    editor.api().postLines("/projects/" + project.id() + "/posts", lines).expect(200);
    Page page = BROWSER.logIn(TestTenants.NILE, editor);
    page.navigate("/projects/" + project.id() + "/posts");
    assertThat(page.locator("#found")).containsText("3");

    page.keyboard().press("/");
    page.keyboard().type("1111");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile(".*/posts\\?q=1111$"));
    assertThat(page.locator("#found")).containsText("1");
    assertThat(page.locator(".q-posts .q-post")).hasCSS("direction", "rtl");
    assertThat(page.locator("[id='search:words']")).hasValue("1111");

    page.locator("h1").click();
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    assertThat(page.locator("#history .q-duplicates .q-post")).hasText(ADVERT + "2222");

    page.navigate("/projects/" + project.id() + "/posts?q=हिंदी&order=newest");
    assertThat(page.locator(".q-posts .q-post")).hasText("<script>alert(1)</script> मेरी हिन्दी");
    assertThat(page.locator(".q-search-more")).hasAttribute("open", "");
  }

  @Test
  void whatALabelStudioExportBringsAlongIsInThePostsHistory() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("EDITOR", "ar"));
    page.navigate("/projects/" + project.id() + "/posts");
    page.locator("[id='upload:control']").fill("topic");
    page.locator("[id='upload:control']").blur();
    page.locator("input[type=file]").setInputFiles(PEER);
    assertThat(page.locator("#rejected")).hasText("4");
    assertThat(page.locator(".q-rejections li").first()).containsText("sentiment");

    page.locator("[id='upload:control']").fill("sentiment");
    page.locator("[id='upload:control']").blur();
    page.locator("input[type=file]").setInputFiles(PEER);
    assertThat(page.locator("#accepted")).hasText("4");
    page.navigate("/projects/" + project.id() + "/posts?q=shop");
    page.locator("[id$=':open']").click();
    assertThat(page.locator("#came-along li").nth(1)).containsText("neutral");
    assertThat(page.locator("#came-along li").nth(1)).containsText("الحقيقة المرجعية");
    assertThat(page.locator("#came-along li").nth(2)).containsText("baseline-v2");
  }

  @Test
  void aFileOfNoKnownKindIsRefusedInSight() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    Page page = BROWSER.logIn(TestTenants.NILE, project.editor());
    page.navigate("/projects/" + project.id() + "/posts");
    byte[] pdf = "%PDF-1.4".getBytes(UTF_8);

    page.waitForResponse(
        // the list of posts is drawn anew behind the upload
        answer -> answer.text().contains("id=\"posts\""),
        () ->
            page.locator("input[type=file]")
                .setInputFiles(new FilePayload("report.pdf", "application/pdf", pdf)));

    assertThat(page.locator("#messages")).containsText("must end in .csv");
    assertThat(page.locator(".q-imports li")).hasCount(0);
  }

  @Test
  void pageFollowsPageAndAnAnnotatorSeesNoFilterOfPredictions() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.posts(3);
    Page page = BROWSER.logIn(TestTenants.NILE, project.annotator());
    page.navigate("/projects/" + project.id() + "/posts?limit=2");
    assertThat(page.locator(".q-posts > li")).hasCount(2);
    assertThat(page.locator("[id='search:predicted']")).hasCount(0);

    page.keyboard().press("n");
    assertThat(page.locator("#first")).isVisible();
    assertThat(page.locator(".q-posts > li")).hasCount(1);
    assertThat(page.locator("#next")).hasCount(0);

    assertThat(page.navigate("/projects/" + project.id() + "/posts?predicted=positive").status())
        .isEqualTo(403);
  }
}
