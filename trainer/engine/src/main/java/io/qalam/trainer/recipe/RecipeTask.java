package io.qalam.trainer.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One of the recipe's 19 tasks.
 *
 * @param id its English name in lower case, by which datasets name it
 * @param names by language code: {@code en}, {@code ar}, {@code hi}
 * @param definitions one sentence by language code that says what is asked of a text
 */
public record RecipeTask(
    String id, Capability capability, Map<String, String> names, Map<String, String> definitions) {

  private static final String FALLBACK = "en";

  /** Names under which the paper lists datasets of offensive language detection. */
  private static final Set<String> OFFENSIVE =
      Set.of("offensive speech detection", "offensive language and hate speech detection");

  private static final List<RecipeTask> ALL = read();

  public RecipeTask {
    names = Map.copyOf(names);
    definitions = Map.copyOf(definitions);
  }

  public static List<RecipeTask> all() {
    return ALL;
  }

  /** The task of that name, whatever its case, or of a name that the paper uses beside it. */
  public static Optional<RecipeTask> of(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    String id = OFFENSIVE.contains(plain) ? "offensive language detection" : plain;
    return ALL.stream().filter(task -> task.id().equals(id)).findFirst();
  }

  /** Its name in a language, or in English where that is not one of the three. */
  public String name(String language) {
    return names.getOrDefault(language, names.getOrDefault(FALLBACK, id));
  }

  /** What it asks, in a language, or in English where that is not one of the three. */
  public String definition(String language) {
    return definitions.getOrDefault(language, definitions.getOrDefault(FALLBACK, id));
  }

  private static List<RecipeTask> read() {
    List<RecipeTask> tasks = new ArrayList<>();
    for (JsonNode task : Resources.json(Resources.SHARED + "tasks.json").path("tasks")) {
      tasks.add(
          new RecipeTask(
              task.path("id").asText(),
              Capability.valueOf(task.path("capability").asText()),
              texts(task.path("name")),
              texts(task.path("definition"))));
    }
    return List.copyOf(tasks);
  }

  private static Map<String, String> texts(JsonNode node) {
    return StreamSupport.stream(node.properties().spliterator(), false)
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()));
  }
}
