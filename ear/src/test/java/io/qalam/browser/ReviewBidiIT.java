package io.qalam.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.qalam.browser.DrawnText.assertFromTheLeft;
import static io.qalam.browser.DrawnText.assertFromTheRight;
import static io.qalam.browser.DrawnText.box;
import static io.qalam.browser.DrawnText.boxOfLast;
import static io.qalam.browser.DrawnText.middle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the characters of a post stand on the screen, not only that they are there. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ReviewBidiIT {

  /** Whether an emoji is drawn in colours, which no other font does. */
  private static final String HAS_EMOJI =
      """
      () => {
        const paper = document.createElement('canvas').getContext('2d');
        paper.font = '40px sans-serif';
        paper.fillText('👩', 0, 40);
        const dots = paper.getImageData(0, 0, 60, 60).data;
        return dots.some((value, at) => at % 4 === 0 && Math.abs(value - dots[at + 2]) > 30);
      }""";

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void anArabicPostReadsFromTheRightAndItsNumbersAndLatinNamesFromTheLeft() throws Exception {
    ReviewDeskPage desk = shown("وصلت الطلبية رقم 2024 مع #Qalam و @user_1 في Cairo اليوم", "ar");

    assertFromTheRight(desk.post(), "وصلت", "الطلبية", "رقم", "2024", "مع", "#Qalam", "@user_1");
    assertFromTheRight(desk.post(), "@user_1", "في", "Cairo", "اليوم");
    assertFromTheRight(desk.post(), "ط", "ل", "ب");
    assertFromTheLeft(desk.post(), "2", "0", "24");
    assertFromTheLeft(desk.post(), "#", "Q", "alam");
    assertFromTheLeft(desk.post(), "@", "user", "_1");
  }

  @Test
  void anArabicHashtagInAnEnglishPostHasItsSignBeforeItsWord() throws Exception {
    ReviewDeskPage desk = shown("Thanks #قلم team 24", "en");
    assertFromTheLeft(desk.post(), "Thanks", "#قلم", "team", "24");
    assertFromTheRight(desk.post(), "#", "ق", "ل");
  }

  @Test
  void anEmojiOfSeveralPeopleIsOnePictureInItsPlace() throws Exception {
    ReviewDeskPage desk = shown("عائلة 👨‍👩‍👧 سعيدة 👩 هنا", "ar");
    assertFromTheRight(desk.post(), "عائلة", "👨‍👩‍👧", "سعيدة", "👩 هنا");
    assumeTrue((boolean) desk.page().evaluate(HAS_EMOJI), "no font with emoji on this machine");
    double family = box(desk.post(), "👨‍👩‍👧").width();
    double one = boxOfLast(desk.post(), "👩").width();
    assertThat(family).isBetween(one * 0.8, one * 1.3);
  }

  @Test
  void aHindiConjunctIsOneShapeAndTatweelAndVowelSignsStay() throws Exception {
    ReviewDeskPage hindi = shown("क्ष क्\u200cष", "hi");
    double conjunct = box(hindi.post(), "क्ष").width();
    double apart = box(hindi.post(), "क्\u200cष").width();
    assertThat(conjunct).isLessThan(apart * 0.9);

    String arabic = "جمـــيلٌ جِدًّا";
    ReviewDeskPage desk = shown(arabic, "ar");
    assertThat(desk.post().textContent()).isEqualTo(arabic);
    assertThat(box(desk.post(), "ـــ").width()).isGreaterThan(box(desk.post(), "ي").width());
  }

  @Test
  void anEnglishPostOnAnArabicPageReadsFromTheLeftAndThePageFromTheRight() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("The service was slow, really (very) slow!", "en");
    Person person = project.person("ANNOTATOR", "ar");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, person);
    onOneLine(desk);
    assertFromTheLeft(desk.post(), "The", "service", "slow,", "(", "very", ")", "slow!");
    assertFromTheRight(desk.page().locator("#skip"), "تخ", "ط");
    Locator first = desk.labels().first();
    assertThat(middle(first.locator(".r-key"))).isGreaterThan(middle(first.locator(".r-name")));
  }

  @Test
  void anArabicPostAndItsEnglishTargetEachReadInTheirOwnDirection() throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE).withTargets();
    project.pair("السد مشروع عظيم لأفريقيا", "the Renaissance Dam", "ar");
    Person person = project.person("ANNOTATOR", "ar");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, person);
    onOneLine(desk);
    Locator target = desk.page().locator("#second-text");

    assertFromTheRight(desk.post(), "السد", "عظيم", "لأفريقيا");
    assertFromTheLeft(target, "the", "Renaissance", "Dam");
    assertThat(desk.page().locator(".r-second-role").textContent()).isEqualTo("الهدف");
    desk.press("1").hasSavedEverything();
    assertThat(ReviewDesks.annotations(project)).hasSize(1);
    assertThat(desk.page().locator("#second").isVisible()).isFalse();
  }

  @Test
  void directionSignsInAPostALabelAndANoticeTurnNoWordOfThePage() throws Exception {
    String deceiving = "\u202eevil\u2069\u2069\u202c\u202e txet";
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "en", List.of("good\u202e\u2067", "bad"), 1);
    project.post(deceiving, "en");
    project.post("second", "en");
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    Locator row = desk.labels().first();
    assertThat(middle(row.locator(".r-key"))).isLessThan(middle(row.locator(".r-name")));
    assertThat(middle(row.locator(".r-name"))).isLessThan(middle(row.locator(".r-tag")));
    assertFromTheLeft(row.locator(".r-tag"), "pre", "dict", "ed");

    project.expireLeases();
    project
        .annotator()
        .api()
        .post("/projects/" + project.id() + "/tasks/next", Map.of())
        .expect(200);
    desk.press("2").hasSavedEverything();

    assertThat(desk.notice()).containsText("evil");
    Locator words = desk.page().locator("#notice-text");
    assertFromTheLeft(words, "Your", "lease", "on");
    assertFromTheLeft(desk.page().locator(".r-counts"), "done", "left", "by", "you", "today");
  }

  @Test
  void hiddenSignsAreCountedAndShownByNameWhenAskedAndTurnNothingThen() throws Exception {
    String text = "a\u200bb \u202ecd\u202c e";
    ReviewDeskPage desk = shown(text, "en");
    assertThat(desk.page().locator("#signs-count")).hasText("3");
    assertFromTheRight(desk.post(), "c", "d");

    desk.press("v");

    Locator signs = desk.post().locator(".q-sign");
    assertThat(signs).hasCount(3);
    assertThat(signs.evaluateAll("all => all.map(one => one.dataset.name)"))
        .isEqualTo(List.of("ZWSP", "RLO", "PDF"));
    assertThat(desk.post().textContent()).isEqualTo(text);
    assertFromTheLeft(desk.post(), "a", "b", "c", "d", "e");
    desk.press("v");
    assertThat(signs).hasCount(0);
    assertFromTheRight(desk.post(), "c", "d");
  }

  @Test
  void aPostWithoutHiddenSignsHasNoCountOfThem() throws Exception {
    ReviewDeskPage desk = shown("plain", "en");
    assertThat(desk.page().locator("#signs")).isHidden();

    desk.press("v");

    assertThat(desk.page().locator("#announce")).containsText("Hidden characters are shown");
    assertThat(desk.page().locator("#signs")).isHidden();
  }

  /** The labels of a page begin on one line, whatever their script. */
  @Test
  void anArabicLabelBeginsWhereTheOthersDo() throws Exception {
    ReviewProject project = ReviewProject.of(TestTenants.NILE, "en", List.of("good", "سيئ"), 1);
    project.post("first", "en");
    Locator names =
        ReviewDesks.open(BROWSER, project, project.annotator()).labels().locator(".r-name");

    assertThat(names).hasCount(2);
    assertThat(left(names.nth(1))).isCloseTo(left(names.nth(0)), within(1.0));
  }

  /** Where the words of a box begin, not the box. */
  private static double left(Locator box) {
    return ((Number)
            box.evaluate(
                """
                one => {
                  const words = document.createRange();
                  words.selectNodeContents(one);
                  return words.getBoundingClientRect().left;
                }
                """))
        .doubleValue();
  }

  private static ReviewDeskPage shown(String text, String lang) throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post(text, lang);
    ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
    onOneLine(desk);
    return desk;
  }

  private static void onOneLine(ReviewDeskPage desk) {
    desk.post().evaluate("post => { post.style.fontSize = '16px'; }");
  }
}
