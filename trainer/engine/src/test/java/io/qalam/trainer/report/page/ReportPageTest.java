package io.qalam.trainer.report.page;

import static io.qalam.trainer.report.Subject.ADAPTER;
import static io.qalam.trainer.report.Subject.BASE;
import static io.qalam.trainer.report.Subject.YARDSTICK;
import static io.qalam.trainer.report.TestOutcomes.label;
import static io.qalam.trainer.report.TestOutcomes.labels;
import static io.qalam.trainer.report.TestOutcomes.none;
import static io.qalam.trainer.report.TestOutcomes.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.report.DatasetFigures;
import io.qalam.trainer.report.Published;
import io.qalam.trainer.report.TestOutcomes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  private static DatasetFigures oneLabel(String name, String... labels) {
    return new TestOutcomes()
        .name(name)
        .kind("label", "macro-f1", labels)
        .rowsInSplit(900)
        .gold(List.of(0), List.of(1))
        .answers(
            BASE,
            2.0,
            label(0, .6f, .4f),
            none(AnswerKind.NO_LABEL, "<img src=x onerror=alert(1)> ربما", .6f, .4f))
        .answers(ADAPTER, 1.0, label(0, .9f, .1f), label(1, .2f, .8f))
        .answers(YARDSTICK, 1.0, label(0, .8f, .2f), label(0, .7f, .3f))
        .figures();
  }

  @Test
  void noTextFromOutsideBecomesMarkup() {
    String page =
        ReportPage.of(List.of(oneLabel("<b>\"posts'", "<script>alert(1)</script>", "إيجابي")));

    assertThat(page)
        .doesNotContain("<script", "<img", "<b>\"posts")
        .contains("<bdi dir=\"auto\">&lt;script&gt;alert(1)&lt;/script&gt;</bdi>")
        .contains("<bdi dir=\"auto\">&lt;b&gt;&quot;posts&#39;</bdi>")
        .contains("<bdi dir=\"auto\">&lt;img src=x onerror=alert(1)&gt; ربما</bdi>")
        .contains("<bdi dir=\"auto\">إيجابي</bdi>");
  }

  @Test
  void thePageFetchesNothing() {
    assertThat(ReportPage.of(List.of(oneLabel("posts", "no", "yes"))))
        .startsWith("<!doctype html>")
        .doesNotContain(
            "<img",
            "<script",
            "<iframe",
            "<object",
            "url(",
            "@import",
            "http://",
            "https://",
            "<link");
  }

  @Test
  void whatIsNotKnownIsSaidAndNoCellIsBlank() {
    String page = ReportPage.of(List.of(oneLabel("posts", "no", "yes")));

    assertThat(page)
        .contains(
            "Published: LlamaLens not known · Llama-3.1-8B-Instruct not known · state of the art"
                + " before not known.")
        .contains("<td data-name=\"LlamaLens\"><span class=\"unknown\">not known</span></td>")
        .doesNotContainPattern("<t[dh][^>]*></td>");
  }

  @Test
  void aSectionHasFiguresTablesKindsAndCalibration() {
    String page = ReportPage.of(List.of(oneLabel("posts", "no", "yes")));

    assertThat(page)
        .contains("<h1>Base, adapter and yardstick on 1 dataset</h1>")
        .contains("The first 2 of 900 rows of the test split")
        .contains("Adapter − base", "Adapter − yardstick")
        .contains("<td class=\"right deep\" style=\"--s:1.00\">1</td>")
        .contains("<td class=\"none deep\" style=\"--s:1.00\">1</td>")
        .contains("no label 1 <span class=\"faint\">50 %</span>")
        .contains("calibration error .100; at temperature 2.00: ");
  }

  @Test
  void severalLabelsAndSummariesHaveSectionsOfTheirOwn() {
    DatasetFigures several =
        new TestOutcomes()
            .name("moods")
            .kind("labels", "macro-f1", "joy", "fear")
            .gold(List.of(0, 1), List.of(1))
            .answers(BASE, null, labels(0), labels(0, 1))
            .figures();
    DatasetFigures summaries =
        new TestOutcomes()
            .name("news")
            .kind("summary", "rouge-2")
            .gold(List.of(), List.of())
            .answers(BASE, null, summary(AnswerKind.SUMMARY, .2), summary(AnswerKind.CUT_OFF, .4))
            .answers(
                YARDSTICK, null, summary(AnswerKind.SUMMARY, .5), summary(AnswerKind.SUMMARY, .5))
            .figures();

    String page = ReportPage.of(List.of(several, summaries));

    assertThat(page)
        .contains("several labels a row", "exact matches", "<th>wrongly given</th>")
        .contains("ROUGE-2", "cut off at the most tokens 1")
        .contains("served better by the text&#39;s first sentence")
        .contains("There is no yardstick here")
        .contains("not measured")
        .contains("none measured");
  }

  @Test
  void aPublishedFigureThatIsNotComparableSaysWhy() {
    DatasetFigures ours = oneLabel("posts", "no", "yes");
    DatasetFigures published =
        new DatasetFigures(
            ours.measured(),
            ours.rows(),
            ours.subjects(),
            ours.differences(),
            new Published(
                "accuracy", .6, null, .713, List.of("ours is macro-f1, theirs accuracy"), false),
            ours.verdicts());

    assertThat(ReportPage.of(List.of(published)))
        .contains(
            "Published, accuracy: LlamaLens .713 · Llama-3.1-8B-Instruct not known · state of the"
                + " art before .600.")
        .contains("Not comparable: ours is macro-f1, theirs accuracy.")
        .contains("<td data-name=\"LlamaLens\"><span class=\"unknown\">not comparable</span></td>")
        .contains("<span class=\"unknown\">.713<small>not comparable</small></span>");
  }

  @Test
  void aReportOfNothingIsRefused() {
    assertThatThrownBy(() -> ReportPage.of(List.of())).hasMessageContaining("at least one dataset");
  }
}
