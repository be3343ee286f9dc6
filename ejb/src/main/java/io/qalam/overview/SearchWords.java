package io.qalam.overview;

import io.qalam.ingestion.model.MatchText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a reader types to find posts: every word must occur, as a part of a word too; words within
 * quotation marks occur beside each other.
 *
 * <p>Each is folded as the posts' match texts are, so that any spelling that reads the same finds
 * them.
 */
final class SearchWords {

  private static final int MOST = 16;

  /** Straight and curved quotation marks, and the pointed ones of Arabic. */
  private static final Pattern PART =
      Pattern.compile("[\"“”«»]([^\"“”«»]*)[\"“”«»]|([^\\s\"“”«»]+)");

  private SearchWords() {}

  /**
   * The folded words of a search.
   *
   * @throws IllegalArgumentException when there is none, or more than {@value #MOST}
   */
  static List<MatchText> of(String search) {
    List<MatchText> words =
        PART.matcher(search)
            .results()
            .flatMap(
                part -> Stream.ofNullable(part.group(1) == null ? part.group(2) : part.group(1)))
            .filter(part -> !part.isBlank())
            .map(MatchText::of)
            .distinct()
            .toList();
    if (words.isEmpty() || words.size() > MOST) {
      throw new IllegalArgumentException("no words, or more than " + MOST);
    }
    return words;
  }
}
