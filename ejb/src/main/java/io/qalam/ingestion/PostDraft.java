package io.qalam.ingestion;

import io.qalam.ingestion.CameAlong.Imported;
import io.qalam.ingestion.PostRecord.PostFields;
import io.qalam.ingestion.PostRecord.Readable;
import io.qalam.ingestion.model.ImportedWords;
import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.Post;
import io.qalam.labelschema.model.SecondText;
import io.qalam.tenant.Languages;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record whose fields are right by themselves: what is left to ask is whether the project has the
 * post already.
 *
 * @param gold the label or summary that came along, hidden from whoever reviews the post
 * @param cameAlong what other people and models said of it
 */
record PostDraft(
    Readable record,
    String text,
    @Nullable String secondText,
    @Nullable String externalId,
    String lang,
    ImportedWords gold,
    List<Imported> cameAlong,
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
        fields.said().under(rules),
        fields.cameAlong().under(rules),
        MatchText.of(Post.whole(text, second)));
  }

  /** The post of a project, where its near-duplicates are. */
  Post post(UUID projectId, ClusterFinder.Place place) {
    Post post =
        new Post(
                projectId,
                externalId,
                text,
                secondText,
                lang,
                match,
                place.clusterId(),
                gold.label(),
                gold.schemaVersion())
            .summedUp(gold.summary());
    return place.apart() ? post.apart() : post;
  }

  private static String text(@Nullable String text) throws RefusedException {
    if (text == null) {
      throw new RefusedException(IngestionWording.TEXT_MISSING);
    }
    Storable.check("text", text);
    if (text.codePoints().noneMatch(PostDraft::isVisible)) {
      throw new RefusedException(IngestionWording.BLANK);
    }
    return text;
  }

  private static @Nullable String secondText(@Nullable String text, @Nullable SecondText wanted)
      throws RefusedException {
    boolean given = text != null && text.codePoints().anyMatch(PostDraft::isVisible);
    if (given && wanted == null) {
      throw new RefusedException(IngestionWording.SECOND_TEXT_NOT_WANTED, FieldNames.SECOND_TEXT);
    }
    if (!given && wanted != null) {
      throw new RefusedException(IngestionWording.SECOND_TEXT_MISSING, FieldNames.SECOND_TEXT);
    }
    if (text == null || !given) {
      return null;
    }
    Storable.check(FieldNames.SECOND_TEXT, text);
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
    Storable.check("id", id);
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
    if (code.length() > MAX_LANG || !LANG.matcher(code).matches() || !Languages.isCode(code)) {
      throw new RefusedException(IngestionWording.NO_LANGUAGE);
    }
    return code;
  }
}
