package io.qalam.adjudication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Every label in force as three numbers: post, annotator, label. A million of them are 12 MB.
 *
 * <p>Labels that the schema no longer has are left out: their posts' true labels would be unknown
 * by any model of today's.
 */
final class Votes {

  private final List<String> names;
  private final Map<UUID, Integer> postNumbers = new LinkedHashMap<>();
  private final Map<UUID, Integer> annotatorNumbers = new LinkedHashMap<>();
  private int[] posts = new int[64];
  private int[] annotators = new int[64];
  private int[] labels = new int[64];
  private int[] known = new int[0];
  private int[] sizes = new int[0];
  private int size;

  /**
   * @param labels names, numbered by their place
   */
  Votes(List<String> labels) {
    this.names = List.copyOf(labels);
  }

  /** Adds a vote; one person may vote more than once on a post. */
  void add(UUID post, UUID annotator, String label) {
    int number = names.indexOf(label);
    if (number < 0) {
      return;
    }
    if (size == posts.length) {
      posts = Arrays.copyOf(posts, size * 2);
      annotators = Arrays.copyOf(annotators, size * 2);
      labels = Arrays.copyOf(labels, size * 2);
    }
    posts[size] = post(post);
    annotators[size] = annotatorNumbers.computeIfAbsent(annotator, a -> annotatorNumbers.size());
    labels[size] = number;
    sizes[posts[size]]++;
    size++;
  }

  /** Takes a post's label as known, where somebody voted on the post. */
  void know(UUID post, String label) {
    Integer number = postNumbers.get(post);
    if (number != null) {
      known[number] = names.indexOf(label);
    }
  }

  private int post(UUID post) {
    int number = postNumbers.computeIfAbsent(post, p -> postNumbers.size());
    if (number == known.length) {
      int longer = Math.max(64, number * 2);
      known = Arrays.copyOf(known, longer);
      sizes = Arrays.copyOf(sizes, longer);
      Arrays.fill(known, number, longer, -1);
    }
    return number;
  }

  int size() {
    return size;
  }

  int posts() {
    return postNumbers.size();
  }

  int annotators() {
    return annotatorNumbers.size();
  }

  int labels() {
    return names.size();
  }

  int post(int vote) {
    return posts[vote];
  }

  int annotator(int vote) {
    return annotators[vote];
  }

  int label(int vote) {
    return labels[vote];
  }

  /** The number of the label that an editor gave a post; −1 where none did. */
  int known(int post) {
    return known[post];
  }

  /** Whether a post says anything about its annotators: two voted, or an editor decided. */
  boolean teaches(int post) {
    return sizes[post] > 1 || known[post] >= 0;
  }

  /** Whether any post does. */
  boolean teach() {
    for (int post = 0; post < posts(); post++) {
      if (teaches(post)) {
        return true;
      }
    }
    return false;
  }

  /** Ids of the posts, by number. */
  List<UUID> postIds() {
    return new ArrayList<>(postNumbers.keySet());
  }

  /** Ids of the annotators, by number. */
  List<UUID> annotatorIds() {
    return new ArrayList<>(annotatorNumbers.keySet());
  }

  /** How many posts that teach each annotator voted on. */
  int[] teachingPosts() {
    int[] found = new int[annotators()];
    for (int vote = 0; vote < size; vote++) {
      found[annotators[vote]] += teaches(posts[vote]) ? 1 : 0;
    }
    return found;
  }
}
