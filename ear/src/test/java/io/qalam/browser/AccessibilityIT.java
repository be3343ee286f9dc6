package io.qalam.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What axe-core finds on every page by the rules of WCAG 2.2 AA: nothing serious, in any language
 * of the pages.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class AccessibilityIT {

  private static final String FINDINGS =
      """
      async () => JSON.stringify((await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          resultTypes: ['violations']
        })).violations.map(v => ({
          rule: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))
        })))""";

  private static final List<String> LABELS = List.of("positive", "negative", "neutral");

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @ParameterizedTest
  @CsvSource({"en,LIGHT", "ar,LIGHT", "hi,LIGHT", "hi,DARK", "ar,DARK"})
  void axeFindsNothingSeriousOnAnyPage(String language, ColorScheme colours) throws Exception {
    ReviewProject project = EveryPage.disputed("الخدمة رائعة اليوم #Qalam 😍");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", language));
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
    page.addInitScript(axe());
    SoftAssertions all = new SoftAssertions();
    for (Map.Entry<String, String> one : EveryPage.addresses(project).entrySet()) {
      page.navigate(one.getValue());
      // while the post is fetched, most of a review page is hidden
      PlaywrightAssertions.assertThat(page.locator("[data-state='loading']")).hasCount(0);
      assertThat(page.evaluate("() => typeof axe")).isEqualTo("object");
      all.assertThat(serious(page)).as("%s in %s, %s", one.getKey(), language, colours).isEmpty();
    }
    all.assertAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"review", "posts"})
  void axeFindsNothingSeriousWhereAPageIsAsNarrowAsReflowAsks(String name) throws Exception {
    ReviewProject project = EveryPage.disputed("الخدمة رائعة اليوم #Qalam 😍");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "ar"));
    page.setViewportSize(320, 900);
    page.addInitScript(axe());
    page.navigate("/projects/" + project.id() + "/" + name);
    PlaywrightAssertions.assertThat(page.locator("[data-state='loading']")).hasCount(0);
    assertThat(serious(page)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"en,LIGHT", "ar,DARK", "hi,LIGHT"})
  void axeFindsNothingSeriousBeforeALogInNorOnAnError(String language, ColorScheme colours)
      throws Exception {
    Page page = BROWSER.stranger(language);
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
    page.addInitScript(axe());
    for (String address : List.of("/login", "/error?status=404")) {
      page.navigate(address);
      assertThat(serious(page)).as("%s in %s, %s", address, language, colours).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"en,LIGHT", "ar,LIGHT", "hi,LIGHT", "ar,DARK"})
  void axeFindsNothingSeriousInWhatAPageOpens(String language, ColorScheme colours)
      throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "ar", LABELS, 2);
    Person admin = project.person("ADMIN", language);
    OpenedParts.prepare(project, admin);
    Page page = BROWSER.logIn(TestTenants.NILE, admin);
    page.emulateMedia(
        new EmulateMediaOptions().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE));
    page.addInitScript(axe());
    SoftAssertions all = new SoftAssertions();
    new OpenedParts(page, project)
        .each(
            part ->
                all.assertThat(serious(page))
                    .as("%s in %s, %s", part, language, colours)
                    .isEmpty());
    all.assertAll();
  }

  private static List<JsonNode> serious(Page page) {
    List<JsonNode> serious = new ArrayList<>();
    for (JsonNode found : findings(page)) {
      if (List.of("serious", "critical").contains(found.get("impact").asText())) {
        serious.add(found);
      }
    }
    return serious;
  }

  private static JsonNode findings(Page page) {
    try {
      return new ObjectMapper().readTree((String) page.evaluate(FINDINGS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String axe() throws IOException {
    try (InputStream script = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
