package io.qalam.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that Qalam can refuse is said in Arabic, Hindi and English, with the same values. */
class WordingsTest {

  private static final Path CLASSES = Path.of("target/classes");
  private static final Path BUNDLES = Path.of("src/main/resources");
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../web/src/main/java"));

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)");
  private static final Pattern USE = Pattern.compile("\\b(\\w+Wording)\\.([A-Z][A-Z_0-9]+)\\b");

  private static final Map<String, Pattern> SCRIPTS =
      Map.of("ar", Pattern.compile("\\p{IsArabic}"), "hi", Pattern.compile("\\p{IsDevanagari}"));

  @Test
  void everyWordingIsInTheBundlesOfItsStageAndNothingElseIs() throws Exception {
    Map<String, Set<String>> keys = new TreeMap<>();
    for (Wording wording : wordings()) {
      boolean first =
          keys.computeIfAbsent(wording.getClass().getPackageName(), room -> new TreeSet<>())
              .add(wording.key());
      assertThat(first).as(wording.id() + " is one wording").isTrue();
    }
    assertThat(keys).hasSizeGreaterThanOrEqualTo(3);

    for (String room : keys.keySet()) {
      for (String language : List.of("en", "ar", "hi")) {
        assertThat(bundle(room, language).stringPropertyNames())
            .as("%s in %s", room, language)
            .containsExactlyInAnyOrderElementsOf(keys.get(room));
      }
    }
  }

  @Test
  void everyTranslationSaysTheSameValuesInItsOwnScript() throws Exception {
    for (Wording wording : wordings()) {
      String room = wording.getClass().getPackageName();
      String english = bundle(room, "en").getProperty(wording.key());
      for (String language : List.of("ar", "hi")) {
        String text = bundle(room, language).getProperty(wording.key());
        assertThat(places(text)).as("%s in %s", wording.id(), language).isEqualTo(places(english));
        if (english.replaceAll("\\{\\d\\}", "").matches(".*[A-Za-z].*")) {
          assertThat(text).as(wording.id()).containsPattern(SCRIPTS.get(language));
        }
      }
    }
  }

  @Test
  void everyPlaceThatSaysAWordingFillsItsPlaces() throws Exception {
    Map<String, Integer> places = new TreeMap<>();
    for (Wording wording : wordings()) {
      String name = wording.getClass().getSimpleName() + "." + wording.name();
      String english = bundle(wording.getClass().getPackageName(), "en").getProperty(wording.key());
      places.put(name, places(english).size());
    }
    int uses = 0;
    for (Path source : sources()) {
      String text = Files.readString(source).replaceAll("//.*", "");
      Matcher use = USE.matcher(text);
      while (use.find()) {
        int given = values(text, use.end());
        if (given >= 0) {
          uses++;
          assertThat(given).as("%s: %s", source, use.group()).isEqualTo(places.get(use.group()));
        }
      }
    }
    assertThat(uses).isGreaterThan(30);
  }

  /** How many arguments follow in the same call; -1 where the wording is no argument itself. */
  private static int values(String text, int from) {
    int depth = 0;
    int commas = 0;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && text.charAt(i - 1) != '\\') {
        quoted = !quoted;
      }
      if (quoted) {
        continue;
      }
      if (depth == 0 && (c == ';' || c == ':' || c == '?')) {
        return -1;
      }
      if (depth == 0 && c == ')') {
        return commas;
      }
      commas += depth == 0 && c == ',' ? 1 : 0;
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
    }
    return -1;
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(r -> r.group(1)).collect(Collectors.toSet());
  }

  private static List<Wording> wordings() throws Exception {
    List<Wording> all = new ArrayList<>();
    for (Path file : files(CLASSES, ".class")) {
      String name = CLASSES.relativize(file).toString().replace(".class", "").replace('/', '.');
      Class<?> type = Class.forName(name, false, WordingsTest.class.getClassLoader());
      if (Wording.class.isAssignableFrom(type) && type != Wording.class) {
        assertThat(type.isEnum()).as(name).isTrue();
        Arrays.stream(type.getEnumConstants()).map(Wording.class::cast).forEach(all::add);
      }
    }
    return all;
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path root : SOURCES) {
      all.addAll(files(root, ".java"));
    }
    return all;
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).toList();
    }
  }

  private static Properties bundle(String room, String language) throws IOException {
    Path file =
        BUNDLES.resolve(room.replace('.', '/')).resolve("problems_" + language + ".properties");
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
