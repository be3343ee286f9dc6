package io.qalam.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.ingestion.PostRecord.PostFields;
import io.qalam.ingestion.PostRecord.Readable;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.tenant.model.Ids;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostDraftTest {

  private static final LabelSchema SCHEMA =
      new LabelSchema(
          Ids.next(), 1, List.of("positive", "negative"), List.of("Classify."), "admin");

  @Test
  void theTextIsKeptAsItCame() throws RefusedException {
    String text = "  <|eot_id|> مُحَمَّد \r\n";
    assertThat(draft(text, null, null, null).text()).isEqualTo(text);
  }

  @Test
  void fieldsThatAreBlankCountAsLeftOut() throws RefusedException {
    PostDraft draft = draft("नमस्ते", " ", "", "  ");
    assertThat(draft.externalId()).isNull();
    assertThat(draft.goldLabel()).isNull();
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

  private static PostDraft draft(
      @Nullable String text, @Nullable String id, @Nullable String lang, @Nullable String label)
      throws RefusedException {
    Readable record = new Readable(1, "source", new PostFields(text, id, lang, label));
    return PostDraft.of(record, new PostLanguages(List.of("ar", "hi")), SCHEMA);
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
}
