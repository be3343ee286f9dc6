package io.qalam.trainer.answer;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads written answers over one label space.
 *
 * <p>Kmainasi et al. 2024, "LlamaLens", evaluation: the label by pattern, lower case, special
 * characters removed, non-Latin letters that stand for Latin ones replaced. What is no label after
 * that is told by its kind and counts as wrong.
 */
public final class AnswerReader {

  private static final Set<String> NEGATIONS =
      Set.of("not", "no", "non", "never", "ليس", "ليست", "غير");
  private static final Pattern QUOTE_MARK = Pattern.compile("[’ʼ`]");

  private final List<String> plain;
  private final List<String> words;
  private final Map<String, Integer> indices = new HashMap<>();
  private final List<Integer> longestFirst;
  private final Set<Character.UnicodeScript> scripts;

  /**
   * @throws IllegalArgumentException when two labels are the same word once cleaned, or one has no
   *     letter and no digit: no answer could tell them apart
   */
  public AnswerReader(List<String> labels) {
    plain = labels.stream().map(AnswerReader::plain).toList();
    words = labels.stream().map(Cleaning::words).toList();
    for (int i = 0; i < labels.size(); i++) {
      Integer other = indices.putIfAbsent(words.get(i), i);
      if (other != null || words.get(i).isEmpty()) {
        throw new IllegalArgumentException(
            other == null
                ? "Label '" + labels.get(i) + "' has no letter and no digit"
                : "Labels '"
                    + labels.get(other)
                    + "' and '"
                    + labels.get(i)
                    + "' read the same: '"
                    + words.get(i)
                    + "'");
      }
    }
    longestFirst =
        IntStream.range(0, labels.size())
            .boxed()
            .sorted(Comparator.comparing(i -> -words.get(i).length()))
            .toList();
    scripts = scripts(String.join(" ", labels));
  }

  /** The one label that an answer stands for. */
  public Answer read(String written) {
    String statement = Cleaning.statement(written);
    String read = Cleaning.words(statement);
    Integer whole = indices.get(read);
    if (whole != null) {
      boolean foreign = !plain(statement).equals(plain.get(whole));
      return new Answer(foreign ? AnswerKind.MIXED_SCRIPT : AnswerKind.LABEL, whole);
    }
    return read.isEmpty() ? Answer.without(AnswerKind.EMPTY) : inSentence(statement, read);
  }

  /**
   * Every label that an answer names, for tasks where a post has several; none where it refuses or
   * cannot decide.
   */
  public BitSet readAll(String written) {
    String statement = Cleaning.statement(written);
    return isEvasive(statement) ? new BitSet() : named(Cleaning.words(statement));
  }

  private Answer inSentence(String statement, String read) {
    String sentence = sentence(statement);
    if (Phrases.isUndecided(sentence)) {
      return Answer.without(AnswerKind.UNDECIDED);
    }
    if (Phrases.isRefusal(sentence)) {
      return Answer.without(AnswerKind.REFUSAL);
    }
    BitSet named = named(read);
    return switch (named.cardinality()) {
      case 0 ->
          Answer.without(isInAnotherScript(read) ? AnswerKind.WRONG_LANGUAGE : AnswerKind.NO_LABEL);
      case 1 -> oneOf(statement, named.nextSetBit(0));
      default -> Answer.without(AnswerKind.SEVERAL_LABELS);
    };
  }

  private Answer oneOf(String statement, int label) {
    boolean own = padded(plain(statement)).contains(padded(plain.get(label)));
    return new Answer(own ? AnswerKind.LABEL : AnswerKind.MIXED_SCRIPT, label);
  }

  private static boolean isEvasive(String statement) {
    String sentence = sentence(statement);
    return Phrases.isUndecided(sentence) || Phrases.isRefusal(sentence);
  }

  private static String sentence(String statement) {
    return QUOTE_MARK.matcher(Cleaning.lowerCase(statement)).replaceAll("'");
  }

  /** Labels that stand in the words as whole words, the longest first, not negated. */
  private BitSet named(String read) {
    BitSet named = new BitSet();
    String left = padded(read);
    for (int label : longestFirst) {
      String wanted = padded(words.get(label));
      int at = left.indexOf(wanted);
      while (at >= 0) {
        if (!NEGATIONS.contains(lastWord(left.substring(0, at)))) {
          named.set(label);
        }
        left = left.substring(0, at) + " | " + left.substring(at + wanted.length() - 1);
        at = left.indexOf(wanted, at + 2);
      }
    }
    return named;
  }

  private static String lastWord(String text) {
    String stripped = text.strip();
    return stripped.substring(stripped.lastIndexOf(' ') + 1);
  }

  private boolean isInAnotherScript(String read) {
    Set<Character.UnicodeScript> found = scripts(read);
    return !found.isEmpty() && found.stream().noneMatch(scripts::contains);
  }

  private static Set<Character.UnicodeScript> scripts(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character.UnicodeScript::of)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String plain(String text) {
    return Cleaning.withoutSpecialCharacters(Cleaning.lowerCase(text));
  }

  private static String padded(String text) {
    return " " + text + " ";
  }
}
