package io.qalam.ingestion;

import io.qalam.ingestion.PostRecord.PostFields;
import io.qalam.ingestion.PostRecord.Readable;
import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.SummaryText;
import io.qalam.labelschema.LabelSetProblem;
import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.labelschema.model.SecondText;
import io.qalam.tenant.Sentence;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record whose fields are right by themselves: what is left to ask is whether the project has the
 * post already.
 *
 * @param schemaVersion the label schema that the gold label is of
 */
record PostDraft(
    Readable record,
    String text,
    @Nullable String secondText,
    @Nullable String externalId,
    String lang,
    @Nullable String goldLabel,
    int schemaVersion,
    @Nullable String goldSummary,
    MatchText match) {

  private static final int MAX_ID = 200;
  private static final Pattern LANG = Pattern.compile("[a-z]{2,8}(-[a-z0-9]{1,8})*");
  private static final int MAX_LANG = 35;

  /**
   * Checks the fields against what the project's posts are.
   *
   * @throws RefusedException when a field breaks a rule
   */
  static PostDraft of(Readable record, PostRules rules) throws RefusedException {
    PostFields fields = record.fields();
    String text = text(fields.text());
    String second = secondText(fields.secondText(), rules.secondText());
    return new PostDraft(
        record,
        text,
        second,
        id(fields.id()),
        lang(fields.lang(), text, rules.languages()),
        label(fields, rules),
        rules.schema().getVersion(),
        summary(fields.summary(), rules.answer()),
        MatchText.of(Post.whole(text, second)));
  }

  /** The post of a project, in the cluster it falls in. */
  Post post(UUID projectId, UUID clusterId) {
    return new Post(
            projectId,
            externalId,
            text,
            secondText,
            lang,
            match,
            clusterId,
            goldLabel,
            schemaVersion)
        .summedUp(goldSummary);
  }

  private static String text(@Nullable String text) throws RefusedException {
    if (text == null) {
      throw new RefusedException(IngestionWording.TEXT_MISSING);
    }
    storable("text", text);
    if (text.codePoints().noneMatch(PostDraft::isVisible)) {
      throw new RefusedException(IngestionWording.BLANK);
    }
    return text;
  }

  private static @Nullable String secondText(@Nullable String text, @Nullable SecondText wanted)
      throws RefusedException {
    boolean given = text != null && text.codePoints().anyMatch(PostDraft::isVisible);
    if (given && wanted == null) {
      throw new RefusedException(IngestionWording.SECOND_TEXT_NOT_WANTED, PostJson.SECOND_TEXT);
    }
    if (!given && wanted != null) {
      throw new RefusedException(IngestionWording.SECOND_TEXT_MISSING, PostJson.SECOND_TEXT);
    }
    if (text == null || !given) {
      return null;
    }
    storable(PostJson.SECOND_TEXT, text);
    return text;
  }

  /** Both texts, as the same post has them again. */
  String whole() {
    return Post.whole(text, secondText);
  }

  private static boolean isVisible(int c) {
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT;
  }

  private static @Nullable String id(@Nullable String id) throws RefusedException {
    if (id == null || id.isBlank()) {
      return null;
    }
    storable("id", id);
    if (id.strip().length() > MAX_ID || id.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(IngestionWording.ID_NOT_USABLE, MAX_ID);
    }
    return id.strip();
  }

  private static String lang(@Nullable String lang, String text, PostLanguages languages)
      throws RefusedException {
    if (lang == null || lang.isBlank()) {
      return languages.guess(text);
    }
    String code = lang.strip().toLowerCase(Locale.ROOT);
    if (code.length() > MAX_LANG || !LANG.matcher(code).matches()) {
      throw new RefusedException(IngestionWording.NO_LANGUAGE);
    }
    return code;
  }

  private static @Nullable String label(PostFields fields, PostRules rules)
      throws RefusedException {
    @Nullable String label = fields.label();
    if (label == null || label.isBlank()) {
      return null;
    }
    if (rules.answer() == Answer.SUMMARY) {
      throw new RefusedException(IngestionWording.LABEL_NOT_WANTED);
    }
    storable("label", label);
    LabelSchema schema = rules.schema();
    if (fields.severalLabels() && !schema.isMultiLabel()) {
      throw new RefusedException(
          IngestionWording.SEVERAL_CHOICES, LabelSet.parse(shortened(label)).labels());
    }
    Optional<String> known = schema.read(label.strip());
    if (known.isEmpty()) {
      throw new RefusedException(noLabel(label, schema));
    }
    return known.get();
  }

  private static Sentence noLabel(String label, LabelSchema schema) {
    return LabelSetProblem.of(schema, label)
        .orElseGet(
            () -> Sentence.of(IngestionWording.NO_LABEL, shortened(label), schema.getLabels()));
  }

  private static @Nullable String summary(@Nullable String summary, Answer answer)
      throws RefusedException {
    if (summary == null || summary.isBlank()) {
      return null;
    }
    if (answer == Answer.LABEL) {
      throw new RefusedException(IngestionWording.SUMMARY_NOT_WANTED);
    }
    storable("summary", summary);
    String tidy = SummaryText.tidy(summary);
    Optional<SummaryText.Fault> fault = SummaryText.fault(tidy);
    if (fault.isPresent() && fault.get() == SummaryText.Fault.LONG) {
      throw new RefusedException(
          IngestionWording.SUMMARY_LONG, tidy.codePointCount(0, tidy.length()), SummaryText.MOST);
    }
    return fault.isPresent() ? null : tidy;
  }

  /** PostgreSQL's text holds neither U+0000 nor half a surrogate pair. */
  private static void storable(String field, String value) throws RefusedException {
    if (value.indexOf(0) >= 0) {
      throw new RefusedException(IngestionWording.NUL, field);
    }
    if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new RefusedException(IngestionWording.SURROGATE, field);
    }
  }

  private static String shortened(String value) {
    return value.length() <= 60 ? value : value.substring(0, 60) + "…";
  }
}
