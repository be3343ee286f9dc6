package io.qalam.launcher.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Posts whose labels the simulated annotators know and the server does not.
 *
 * @param posts in the order they are sent
 */
public record LabelledPosts(List<LabelledPost> posts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One post and its gold label. */
  public record LabelledPost(String id, String text, String lang, String label) {}

  public LabelledPosts {
    posts = List.copyOf(posts);
  }

  /**
   * Reads JSON lines.
   *
   * @param labelField the field that holds the gold label
   * @param wanted which lines to take
   */
  public static LabelledPosts read(Path file, String labelField, Predicate<JsonNode> wanted)
      throws IOException {
    List<LabelledPost> posts = new ArrayList<>();
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode row = JSON.readTree(line);
        if (row.hasNonNull(labelField) && wanted.test(row)) {
          posts.add(
              new LabelledPost(
                  row.get("id").asText(),
                  row.get("text").asText(),
                  row.get("lang").asText(),
                  row.get(labelField).asText()));
        }
      }
    }
    return new LabelledPosts(posts);
  }

  /** At most {@code count} of them, drawn without replacement by {@code seed}. */
  public LabelledPosts sample(int count, long seed) {
    List<LabelledPost> shuffled = new ArrayList<>(posts);
    Collections.shuffle(shuffled, new Random(seed));
    return new LabelledPosts(shuffled.subList(0, Math.min(count, shuffled.size())));
  }

  /** The labels, the most frequent first. */
  public List<String> labels() {
    Map<String, Long> counts =
        posts.stream()
            .collect(
                Collectors.groupingBy(
                    LabelledPost::label, LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Gold labels by external id. */
  public Map<String, String> gold() {
    return posts.stream()
        .collect(Collectors.toUnmodifiableMap(LabelledPost::id, LabelledPost::label));
  }

  /** What is sent to the server: without the label. */
  public String withoutLabels() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (LabelledPost post : posts) {
      lines
          .append(
              JSON.writeValueAsString(
                  Map.of("id", post.id(), "text", post.text(), "lang", post.lang())))
          .append('\n');
    }
    return lines.toString();
  }
}
