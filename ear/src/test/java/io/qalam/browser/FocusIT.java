package io.qalam.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.qalam.reviewing.ReviewProject;
import io.qalam.server.TestTenants;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever goes through a page by the keyboard sees where they are: WCAG 2.4.7 and 1.4.11. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FocusIT {

  private static final int STEPS = 60;

  /**
   * What has the focus and shows none; an empty text where it does, null at the end of the page.
   * PrimeFaces hides the input of a box and marks the box.
   */
  private static final String UNSEEN =
      """
      () => {
        const at = document.activeElement;
        if (!at || at === document.body) return null;
        const shown = at.closest('.ui-chkbox, .ui-radiobutton, .ui-toggleswitch')
          ?.querySelector('.ui-chkbox-box, .ui-radiobutton-box, .ui-toggleswitch-slider')
          ?? at.closest('.ui-selectonemenu') ?? at;
        const style = getComputedStyle(shown);
        const line = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        const edge = parseFloat(style.borderInlineStartWidth) >= 3;
        return line || edge ? '' : at.outerHTML.slice(0, 160);
      }""";

  /** The contrast of the focus line's colour with each ground it stands on. */
  private static final String CONTRAST =
      """
      () => {
        const probe = document.body.appendChild(document.createElement('i'));
        const luminance = name => {
          probe.style.color = `var(${name})`;
          const [r, g, b] = getComputedStyle(probe).color.match(/[\\d.]+/g).map(v => v / 255)
            .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
          return .2126 * r + .7152 * g + .0722 * b;
        };
        const line = luminance('--q-accent');
        return ['--q-ground', '--q-paper', '--q-accent-soft', '--q-warn-soft', '--q-danger-soft']
          .map(luminance)
          .map(ground => (Math.max(line, ground) + .05) / (Math.min(line, ground) + .05))
          .reduce((a, b) => Math.min(a, b));
      }""";

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void theFocusIsSeenOnEveryPage() throws Exception {
    ReviewProject project = EveryPage.disputed("الخدمة رائعة اليوم #Qalam 😍");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "ar"));
    SoftAssertions all = new SoftAssertions();
    for (Map.Entry<String, String> one : EveryPage.addresses(project).entrySet()) {
      page.navigate(one.getValue());
      PlaywrightAssertions.assertThat(page.locator("[data-state='loading']")).hasCount(0);
      all.assertThat(unseen(page)).as(one.getKey()).isEmpty();
    }
    all.assertAll();
  }

  private static Set<String> unseen(Page page) {
    Set<String> unseen = new LinkedHashSet<>();
    int seen = 0;
    for (int i = 0; i < STEPS; i++) {
      page.keyboard().press("Tab");
      Object found = page.evaluate(UNSEEN);
      if (found == null) {
        break;
      }
      seen++;
      unseen.add(found.toString());
    }
    unseen.remove("");
    assertThat(seen).as("what can have the focus").isGreaterThan(5);
    return unseen;
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void theLineStandsOutFromEveryGround(ColorScheme colours) throws Exception {
    ReviewProject project = EveryPage.disputed("الخدمة رائعة اليوم");
    Page page = BROWSER.logIn(TestTenants.NILE, project.person("ADMIN", "en"));
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
    page.navigate("/projects");

    assertThat(((Number) page.evaluate(CONTRAST)).doubleValue()).isGreaterThanOrEqualTo(3);
  }
}
