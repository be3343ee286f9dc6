package io.qalam.adjudication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Posts with the same votes by the same people as one, with how many they are.
 *
 * <p>The model cannot tell them apart, so that a round of EM costs the number of patterns: with
 * twenty annotators, two at a post and three labels at most 1,710, however many posts there are.
 *
 * @param patterns each one once
 * @param patternOf the number of each post's pattern
 */
@SuppressWarnings("ArrayRecordComponent")
record VotePatterns(List<Pattern> patterns, int[] patternOf) {

  /**
   * One of them.
   *
   * @param votes annotator times labels plus label, sorted
   * @param known the label that an editor gave, or −1
   * @param posts how many show it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Pattern(int[] votes, int known, int posts) {

    /** Whether it says anything about its annotators: two votes, or an editor's decision. */
    boolean teaches() {
      return votes.length > 1 || known >= 0;
    }
  }

  private record Key(List<Integer> votes, int known) {}

  static VotePatterns of(Votes votes) {
    List<List<Integer>> byPost = byPost(votes);
    Map<Key, Integer> numbers = new HashMap<>();
    List<Key> keys = new ArrayList<>();
    int[] patternOf = new int[votes.posts()];
    int[] counts = new int[votes.posts()];
    for (int post = 0; post < patternOf.length; post++) {
      Key key = new Key(byPost.get(post).stream().sorted().toList(), votes.known(post));
      Integer number = numbers.putIfAbsent(key, keys.size());
      if (number == null) {
        number = keys.size();
        keys.add(key);
      }
      patternOf[post] = number;
      counts[number]++;
    }
    List<Pattern> patterns = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int[] said = keys.get(i).votes().stream().mapToInt(Integer::intValue).toArray();
      patterns.add(new Pattern(said, keys.get(i).known(), counts[i]));
    }
    return new VotePatterns(patterns, patternOf);
  }

  private static List<List<Integer>> byPost(Votes votes) {
    List<List<Integer>> byPost = new ArrayList<>();
    for (int post = 0; post < votes.posts(); post++) {
      byPost.add(new ArrayList<>(2));
    }
    for (int vote = 0; vote < votes.size(); vote++) {
      byPost.get(votes.post(vote)).add(votes.annotator(vote) * votes.labels() + votes.label(vote));
    }
    return byPost;
  }
}
