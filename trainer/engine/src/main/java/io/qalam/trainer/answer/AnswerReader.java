package io.qalam.trainer.answer;

import io.qalam.trainer.answer.LabelFinder.Match;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads written answers over one label space.
 *
 * <p>Kmainasi et al. 2024, "LlamaLens", evaluation: the label by pattern, lower case, special
 * characters removed, non-Latin letters that stand for Latin ones replaced. What is no label after
 * that is told by its kind and counts as wrong.
 *
 * <p>An answer that is a label, or begins with one before a mark of punctuation, is that label. In
 * a sentence a label counts where nothing negates it: up to four words before it in its clause, or
 * two behind it in Hindi.
 */
public final class AnswerReader {

  private static final Set<String> NEGATIONS_BEFORE =
      Set.of(
          "not", "no", "never", "neither", "nor", "without", "cannot", "t", "ليس", "ليست", "غير",
          "لا", "لم", "لن");

  private static final Set<String> NEGATIONS_BEHIND = Set.of("नहीं", "नही", "nahi", "nahin");
  private static final int WORDS_BEFORE = 4;
  private static final int WORDS_BEHIND = 2;

  /** Labels that are everyday words of sentences: they count as the first word alone. */
  private static final Set<String> FIRST_WORDS = Set.of("yes", "no");

  private static final Pattern CLAUSE_END =
      Pattern.compile("[.,;:!?()\\[\\]\"«»“”—–…؟،؛।|\\n]+|\\s(?:but|لكن|लेकिन|पर)\\s");

  /** After a label at the beginning, these go on with a list, all others with an explanation. */
  private static final Pattern LIST_MARK = Pattern.compile("[,;،؛|]");

  private static final Pattern APOSTROPHE = Pattern.compile("[’ʼ`]");

  private final List<List<String>> plain;
  private final LabelFinder finder;
  private final Set<Character.UnicodeScript> scripts;

  /**
   * @throws IllegalArgumentException when no answer could tell two labels apart
   */
  public AnswerReader(List<String> labels) {
    finder = new LabelFinder(labels);
    plain = labels.stream().map(AnswerReader::plain).toList();
    scripts = scripts(String.join(" ", labels));
  }

  /** The one label that an answer stands for. */
  public Answer read(String written) {
    String statement = Cleaning.statement(written);
    Matcher end = CLAUSE_END.matcher(statement);
    if (end.find() && !LIST_MARK.matcher(end.group()).find()) {
      String beginning = statement.substring(0, end.start());
      int first = finder.whole(LabelFinder.words(beginning));
      if (first != Answer.NONE) {
        return told(first, beginning);
      }
    }
    Answer answer = readAll(written);
    return answer.labels().cardinality() > 1 ? Answer.without(AnswerKind.SEVERAL_LABELS) : answer;
  }

  /** Every label that an answer stands for, where a post may have several. */
  public Answer readAll(String written) {
    String statement = Cleaning.statement(written);
    int whole = finder.whole(LabelFinder.words(statement));
    if (whole != Answer.NONE) {
      return told(whole, statement);
    }
    String[] clauses = CLAUSE_END.split(statement.strip(), -1);
    boolean beginsWithLabel = finder.whole(LabelFinder.words(clauses[0])) != Answer.NONE;
    return inSentence(statement, named(clauses), beginsWithLabel);
  }

  private Answer inSentence(String statement, BitSet named, boolean beginsWithLabel) {
    String sentence = APOSTROPHE.matcher(Cleaning.oneSpelling(statement)).replaceAll("'");
    if (!beginsWithLabel && Phrases.isUndecided(sentence)) {
      return Answer.without(AnswerKind.UNDECIDED);
    }
    if (!beginsWithLabel && Phrases.isRefusal(sentence)) {
      return Answer.without(AnswerKind.REFUSAL);
    }
    return switch (named.cardinality()) {
      case 0 -> Answer.without(kindOfNone(statement));
      case 1 -> told(named.nextSetBit(0), statement);
      default -> new Answer(AnswerKind.LABEL, named);
    };
  }

  private AnswerKind kindOfNone(String statement) {
    List<String> words = LabelFinder.words(statement);
    if (words.isEmpty()) {
      return AnswerKind.EMPTY;
    }
    Set<Character.UnicodeScript> found = scripts(String.join(" ", words));
    boolean foreign = !found.isEmpty() && found.stream().noneMatch(scripts::contains);
    return foreign ? AnswerKind.WRONG_LANGUAGE : AnswerKind.NO_LABEL;
  }

  /** The label, and whether it was written in its own letters. */
  private Answer told(int label, String in) {
    List<String> words = plain(in);
    List<String> own = plain.get(label);
    boolean asItIs = Collections.indexOfSubList(words, own) >= 0;
    return Answer.of(asItIs ? AnswerKind.LABEL : AnswerKind.MIXED_SCRIPT, label);
  }

  private BitSet named(String[] clauses) {
    BitSet named = new BitSet();
    for (int clause = 0; clause < clauses.length; clause++) {
      List<String> words = LabelFinder.words(clauses[clause]);
      List<Match> matches = finder.matches(words);
      for (Match match : matches) {
        if (counts(match, words, matches, clause == 0)) {
          named.set(match.label());
        }
      }
    }
    return named;
  }

  private boolean counts(
      Match match, List<String> words, List<Match> matches, boolean firstClause) {
    if (FIRST_WORDS.containsAll(finder.wordsOf(match.label()))) {
      return firstClause && match.from() == 0;
    }
    List<String> before = words.subList(Math.max(0, match.from() - WORDS_BEFORE), match.from());
    List<String> behind =
        words.subList(match.to(), Math.min(words.size(), match.to() + WORDS_BEHIND));
    int from = match.from() - before.size();
    for (int i = 0; i < before.size(); i++) {
      if (NEGATIONS_BEFORE.contains(before.get(i)) && !isInside(from + i, match, matches)) {
        return false;
      }
    }
    return behind.stream().noneMatch(NEGATIONS_BEHIND::contains);
  }

  /** A negation that is part of another label's name, as in not-sarcastic, negates nothing else. */
  private boolean isInside(int place, Match match, List<Match> matches) {
    return matches.stream()
        .filter(other -> !other.equals(match))
        .anyMatch(other -> other.from() < place && place < other.to() || isLongName(other, place));
  }

  private static boolean isLongName(Match other, int place) {
    return other.from() == place && other.to() - other.from() > 1;
  }

  private static Set<Character.UnicodeScript> scripts(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character.UnicodeScript::of)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<String> plain(String text) {
    return Cleaning.withoutSpecialCharacters(Cleaning.oneSpelling(text));
  }
}
