package io.qalam.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.ingestion.PostRecord.PostFields;
import io.qalam.ingestion.PostRecord.Readable;
import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.SecondText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostDraftTest {

  private static final LabelSchema SCHEMA =
      new LabelSchema(
          new Project("n", "sentiment", List.of("en")),
          List.of("positive", "negative"),
          List.of("Classify."),
          "admin");

  @Test
  void theTextIsKeptAsItCame() throws RefusedException {
    String text = "  <|eot_id|> مُحَمَّد \r\n";
    assertThat(draft(text, null, null, null).text()).isEqualTo(text);
  }

  @Test
  void fieldsThatAreBlankCountAsLeftOut() throws RefusedException {
    PostDraft draft = draft("नमस्ते", " ", "", "  ");
    assertThat(draft.externalId()).isNull();
    assertThat(draft.gold().label()).isNull();
    assertThat(draft.lang()).isEqualTo("hi");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "هذا رائع, ar",
    "यह अच्छा है, hi",
    "this is it, en",
    "RT هذا رائع جدا, ar",
    "😀 12, ar",
    "это, ar"
  })
  void aPostWithoutALanguageTakesTheOneOfItsScript(String text, String lang) {
    assertThat(new PostLanguages(List.of("ar", "hi", "en")).guess(text)).isEqualTo(lang);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertRefused("\"text\" is missing", null, null, null, null);
    assertRefused("the text is blank", " \u200B\t\u00A0", null, null, null);
    assertRefused("the text holds U+0000, which cannot be stored", "a\0b", null, null, null);
    assertRefused("the text holds half a surrogate pair", "a\uD83D", null, null, null);
    assertRefused("the id holds U+0000, which cannot be stored", "a", "\0", null, null);
    assertRefused(
        "the id has a control character or more than 200 characters",
        "a",
        "x".repeat(201),
        null,
        null);
    assertRefused(
        "the language is no language code such as \"ar\" or \"hi\"", "a", null, "Arabic!", null);
    assertRefused("the label \"happy\" is none of [positive, negative]", "a", null, null, "happy");
  }

  @Test
  void aTaskAboutTwoTextsNeedsTheSecondAndAnotherTaskRefusesIt() throws RefusedException {
    PostDraft pair = pair("السد مكتمل", " سد النهضة", SecondText.TARGET);
    assertThat(pair.secondText()).isEqualTo(" سد النهضة");
    assertThat(pair.whole()).isEqualTo("السد مكتمل\n سد النهضة");
    assertThat(pair.match()).isNotEqualTo(pair("السد مكتمل", "مصر", SecondText.TARGET).match());
    assertThat(pair("بلا هدف", " ", null).secondText()).isNull();
    assertThatThrownBy(() -> pair("بلا هدف", " ", SecondText.TARGET))
        .isInstanceOf(RefusedException.class)
        .hasMessage("second_text is missing or blank: the posts of this project have two texts");
    assertThatThrownBy(() -> pair("نص", "هدف", null))
        .isInstanceOf(RefusedException.class)
        .hasMessage("second_text is given, but the posts of this project have one text");
    assertThatThrownBy(() -> pair("نص", "a\0b", SecondText.TARGET))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("U+0000");
  }

  private static PostDraft pair(String text, String second, @Nullable SecondText wanted)
      throws RefusedException {
    Readable record =
        new Readable(1, "source", new PostFields(text, second, null, null, Said.NOTHING));
    return PostDraft.of(record, rules(wanted));
  }

  private static PostDraft draft(
      @Nullable String text, @Nullable String id, @Nullable String lang, @Nullable String label)
      throws RefusedException {
    Readable record =
        new Readable(
            1, "source", new PostFields(text, null, id, lang, new Said(label, false, null)));
    return PostDraft.of(record, rules(null));
  }

  private static void assertRefused(
      String reason,
      @Nullable String text,
      @Nullable String id,
      @Nullable String lang,
      @Nullable String label) {
    assertThatThrownBy(() -> draft(text, id, lang, label))
        .isInstanceOf(RefusedException.class)
        .hasMessage(reason);
  }

  private static final LabelSchema SEVERAL =
      new LabelSchema(
          new Project("n", "emotion", null, true, List.of("en")),
          List.of("joy", "anger"),
          List.of("Which?"),
          "admin");

  @Test
  void importedLabelsAreOneSetInWhateverOrderTheyCome() throws RefusedException {
    assertThat(labelled("joy ,anger", false, SEVERAL).gold().label()).isEqualTo("anger, joy");
    assertThatThrownBy(() -> labelled("joy, awe", false, SEVERAL))
        .hasMessage(
            "is one or more of [joy, anger] with commas between them, and these are not: [awe]");
  }

  @Test
  void anUnknownLabelOfAnyLengthIsNamedByItsBeginning() {
    assertThatThrownBy(() -> labelled("x".repeat(100_000) + ",joy", false, SEVERAL))
        .hasMessageEndingWith("these are not: [" + "x".repeat(60) + "…]");
  }

  @Test
  void severalChoicesWhereAPostHasOneLabelAreRefusedEvenIfALabelReadsLikeThem() {
    LabelSchema commas =
        new LabelSchema(
            new Project("n", "t", List.of("en")), List.of("a, b", "c"), List.of("?"), "admin");
    assertThatThrownBy(() -> labelled("a, b", true, commas))
        .hasMessage("several labels are chosen [a, b], and a post of this project has one");
  }

  private static PostDraft labelled(String label, boolean several, LabelSchema schema)
      throws RefusedException {
    Readable record =
        new Readable(
            1,
            "source",
            new PostFields("a text", null, null, "en", new Said(label, several, null)));
    return PostDraft.of(
        record, new PostRules(new PostLanguages(List.of("en")), Answer.LABEL, null, schema));
  }

  @Test
  void aSummaryComesInWherePostsGetOneAndALabelWhereTheyGetThat() throws RefusedException {
    PostRules summaries =
        new PostRules(new PostLanguages(List.of("ar")), Answer.SUMMARY, null, SCHEMA);
    assertThat(PostDraft.of(given(null, " \u0627\u0653خر "), summaries).gold().summary())
        .isEqualTo("\u0622خر");
    assertThat(PostDraft.of(given(null, " \u200f"), summaries).gold().summary()).isNull();
    assertThatThrownBy(() -> PostDraft.of(given("positive", null), summaries))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> PostDraft.of(given(null, "a".repeat(2001)), summaries))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> PostDraft.of(given(null, "a\0"), summaries))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> PostDraft.of(given(null, "a"), rules(null)))
        .isInstanceOf(RefusedException.class);
  }

  private static Readable given(@Nullable String label, @Nullable String summary) {
    return new Readable(
        1, "source", new PostFields("نص", null, null, null, new Said(label, false, summary)));
  }

  private static PostRules rules(@Nullable SecondText second) {
    return new PostRules(new PostLanguages(List.of("ar", "hi")), Answer.LABEL, second, SCHEMA);
  }
}
