package io.qalam.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidelineHtmlTest {

  @Test
  void everyBlockReadsInItsOwnDirection() {
    assertThat(GuidelineHtml.of("# العنوان\n\nAn *English* line.\n\n- واحد\n- two"))
        .contains("<h1 dir=\"auto\">العنوان</h1>")
        .contains("<p dir=\"auto\">An <em>English</em> line.</p>")
        .contains("<ul dir=\"auto\">")
        .contains("<li>واحد</li>");
  }

  @Test
  void aTableStaysOne() {
    assertThat(GuidelineHtml.of("| a | b |\n|---|--:|\n| 1 | 2 |"))
        .contains("<table dir=\"auto\">")
        .contains("<th>a</th>")
        .contains("<td align=\"right\">2</td>");
  }

  @Test
  void aLinkOpensElsewhereAndTellsNobodyWhereItCameFrom() {
    assertThat(GuidelineHtml.of("[manual](https://example.org/a?b=1&c=2)"))
        .contains("href=\"https://example.org/a?b&#61;1&amp;c&#61;2\"")
        .contains("target=\"_blank\"")
        .containsPattern("rel=\"(noopener noreferrer|noreferrer noopener)\"");
  }

  @Test
  void markupIsShownAsText() {
    assertThat(GuidelineHtml.of("<script>alert(1)</script>\n\n<b onclick=\"x()\">bold</b>"))
        .contains("&lt;script&gt;")
        .contains("&lt;b onclick")
        .doesNotContain("<script")
        .doesNotContain("<b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "![x](https://example.org/spy.png)",
        "[x]: javascript:alert(1)\n\n[x]"
      })
  void noAddressThatRunsAndNoPictureIsLeft(String markdown) {
    assertThat(GuidelineHtml.of(markdown))
        .doesNotContainIgnoringCase("href=\"javascript")
        .doesNotContainIgnoringCase("href=\"data")
        .doesNotContainIgnoringCase("href=\"vbscript")
        .doesNotContain("<img")
        .doesNotContain("src=");
  }

  @Test
  void emptyGuidelinesAreNothing() {
    assertThat(GuidelineHtml.of("")).isEmpty();
  }
}
