package io.qalam.trainer.answer;

import io.qalam.trainer.protocol.Words;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads written summaries: up to the first full stop, and of which kind they are.
 *
 * <p>Kmainasi et al. 2024, "LlamaLens", evaluation: a summary ends at a full stop or the end token.
 */
public final class SummaryReader {

  /**
   * What ends a sentence in Latin, Arabic, Urdu and Devanagari letters; a full stop counts before a
   * space alone, as it also parts digits and stands in links.
   */
  private static final Pattern SENTENCE_END =
      Pattern.compile("[؟۔।॥]|[.!?…](?=[\"'»”’)\\]]*(?:\\s|$))");

  private static final Pattern MARKER =
      Pattern.compile("(?iu)^[^\\p{L}\\p{N}]*(?:summary|الملخص|ملخص|सारांश)[*_\\s]*[:：=]");

  private static final Pattern TURN_END = Pattern.compile("<\\|[a-z_]+\\|>.*", Pattern.DOTALL);

  private SummaryReader() {}

  /**
   * A summary, read.
   *
   * @param text up to its full stop
   */
  public record Summary(AnswerKind kind, String text) {}

  /**
   * What was written about a text.
   *
   * @param full whether it has as many tokens as it may have: then, without a full stop, it was cut
   */
  public static Summary read(String written, String about, boolean full) {
    String said =
        MARKER.matcher(TURN_END.matcher(written).replaceFirst("")).replaceFirst("").strip();
    Optional<String> sentence = firstSentence(said);
    String text = sentence.orElse(said);
    return new Summary(kind(text, about, full && sentence.isEmpty()), text);
  }

  /** Up to the first full stop and with it; empty where there is none. */
  public static Optional<String> firstSentence(String text) {
    Matcher end = SENTENCE_END.matcher(text);
    return end.find() ? Optional.of(text.substring(0, end.end()).strip()) : Optional.empty();
  }

  private static AnswerKind kind(String text, String about, boolean cut) {
    if (Words.of(text).isEmpty()) {
      return AnswerKind.EMPTY;
    }
    String plain = Cleaning.oneSpelling(text).replaceAll("[’ʼ`]", "'");
    if (Phrases.isRefusal(plain) && !Phrases.isRefusal(Cleaning.oneSpelling(about))) {
      return AnswerKind.REFUSAL;
    }
    Optional<Character.UnicodeScript> script = Scripts.most(text);
    if (script.isPresent() && !script.equals(Scripts.most(about))) {
      return AnswerKind.WRONG_LANGUAGE;
    }
    return cut ? AnswerKind.CUT_OFF : AnswerKind.SUMMARY;
  }
}
