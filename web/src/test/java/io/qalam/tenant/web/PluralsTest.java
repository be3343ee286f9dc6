package io.qalam.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every number beside a noun takes the forms that its language has, in pages and refusals. */
class PluralsTest {

  private static final List<String> LANGUAGES = List.of("en", "ar", "hi");
  private static final List<Path> ROOTS =
      List.of(Path.of("src/main/resources"), Path.of("../ejb/src/main/resources"));
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../ejb/src/main/java"));
  private static final Path PAGES = Path.of("src/main/webapp");

  /** Texts that count something, and which of their values does. */
  private static final String COUNTING =
      """
      account/problems uniform 0
      account/web/messages login.locked 0
      account/web/messages members.shown 0
      adapter/web/messages now.on 1
      adjudication/web/messages adjudication.votes 0
      adjudication/web/messages agreement.fleiss 0
      adjudication/web/messages competence.unsettled 0
      adjudication/web/messages errors.count 0 2
      audit/problems text 0
      dashboard/web/messages days 0
      dashboard/web/messages effort.few 0 2
      dashboard/web/messages sample 1
      evaluation/web/messages calibration.tested 4
      evaluation/web/messages lead.better 2
      evaluation/web/messages verdict.BOUNDS_HOLD 4
      evaluation/web/messages verdict.CERTAINLY_WORSE 4
      evaluation/web/messages verdict.MEAN_HOLDS 4
      evaluation/web/messages verdict.MEAN_NEGATIVE 4
      evaluation/web/messages verdict.TOO_FEW_POSTS 4
      evaluation/web/messages yardstick.better 2
      ingestion/problems columns 0
      ingestion/problems id-not-usable 0
      ingestion/problems line-too-long 0
      ingestion/problems name-long 1
      ingestion/problems summary-long 0
      ingestion/problems task-too-long 0
      ingestion/problems too-much-along 0
      labelschema/problems set-long 0
      overview/problems export-gone 0
      overview/problems exports-full 0
      overview/problems text 0
      overview/web/messages exports.hint 0
      queue/problems quota-in-all 0
      queue/problems quota-less 0
      queue/problems quota-of-day 0
      queue/problems too-many-held 0
      review/problems markdown-long 0
      review/problems summary-long 0
      review/problems too-many-at-once 0
      review/web/messages bulk.accepted 0 1
      review/web/messages bulk.bounded 0 1
      review/web/messages bulk.bounded.none 0
      review/web/messages bulk.posts 0
      review/web/messages bulk.undone 0 1
      review/web/messages saving.offline 0
      tenant/problems at-most-characters 0
      tenant/problems body-too-large 0
      tenant/problems characters 1
      tenant/problems line 1
      tenant/problems longer-than 0
      tenant/problems try-again-in 0
      training/problems came-to-nothing 0
      training/web/messages labels.new 0
      training/web/messages reading.EVERY_HOURS 0
      training/web/messages reading.EVERY_MINUTES 0
      """;

  /** A value right before one of the nouns that Qalam counts, with an adjective between or not. */
  private static final Map<String, Pattern> NUMBER_BESIDE_NOUN =
      Map.of(
          "en",
          Pattern.compile(
              "\\{\\d\\} ((?!of )\\p{L}+ )?(answer|attempt|byte|character|column|day|export|file|hour|label|line"
                  + "|member|minute|post|round|row|run|second|task|vote|voice|word|worker)s?\\b"),
          "ar",
          Pattern.compile(
              "\\{\\d\\} (إجاب|محاول|بايت|حرف|أحرف|عمود|أعمدة|يوم|أيام|ملف|ساع|تصنيف|سطر|أسطر|عضو|دقيق|دقائق"
                  + "|منشور|دور|تدريب|ثاني|ثوان|مهم|مهام|صوت|أصوات|كلم|عامل|عمّال)"),
          "hi",
          Pattern.compile(
              "\\{\\d\\} (\\S+ )?(उत्तर|प्रयास|बाइट|वर्ण|स्तंभ|दिन|निर्यात|फ़ाइल|घंट|लेबल|पंक्ति|सदस्य|मिनट|पोस्ट|चक्र|सेकंड|कार्य"
                  + "|मत|शब्द|वर्कर)"));

  /** Texts whose value beside a noun is a name or a share. */
  private static final Set<String> NO_COUNT =
      Set.of(
          "member.reset.sure",
          "editors-only",
          "effort.costs",
          "effort.saves",
          "fell-silent",
          "merged-alone",
          "not-in-store",
          "nothing-shown",
          "nul",
          "of-labels-alone",
          "other-schema",
          "takes-no-label");

  private static final Pattern USE = Pattern.compile("(\\w+)Text\\['([\\w.-]+)'\\]");

  @Test
  void everyTextHasTheSameKeysAndValuesInThreeLanguages() throws IOException {
    for (Path bundle : bundles()) {
      Properties english = read(bundle);
      for (String language : LANGUAGES) {
        Properties other = read(in(bundle, language));
        assertThat(other.stringPropertyNames())
            .as("%s in %s", bundle, language)
            .isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
          assertThat(values(other.getProperty(key)))
              .as("%s %s in %s", bundle, key, language)
              .isEqualTo(values(english.getProperty(key)));
        }
      }
    }
  }

  @Test
  void everyPluralHasTheCategoriesOfItsLanguage() throws IOException {
    int plurals = 0;
    for (Path bundle : bundles()) {
      for (String language : LANGUAGES) {
        Set<String> wanted = PluralRules.forLocale(new ULocale(language)).getKeywords();
        for (Map.Entry<Object, Object> text : read(in(bundle, language)).entrySet()) {
          for (Set<String> given : plurals(text.getValue().toString()).values()) {
            plurals++;
            assertThat(given)
                .as("%s %s in %s", bundle, text.getKey(), language)
                .containsExactlyInAnyOrderElementsOf(wanted);
          }
        }
      }
    }
    assertThat(plurals).isGreaterThan(3 * 50);
  }

  @Test
  void everyTextThatCountsHasAPluralForItsNumber() throws IOException {
    for (String line : COUNTING.lines().toList()) {
      String[] words = line.split(" ");
      for (String language : LANGUAGES) {
        Path bundle = bundle(words[0] + "_" + language + ".properties");
        String text = read(bundle).getProperty(words[1]);
        assertThat(text).as(line).isNotNull();
        assertThat(plurals(text).keySet())
            .as("%s in %s: %s", line, language, text)
            .contains(List.of(words).subList(2, words.length).toArray(String[]::new));
      }
    }
  }

  @Test
  void noNumberStandsBesideANounWithoutAPlural() throws IOException {
    for (Path bundle : all()) {
      for (String language : LANGUAGES) {
        Properties texts = read(in(bundle, language));
        texts.keySet().removeAll(NO_COUNT);
        texts.forEach(
            (key, text) ->
                assertThat(text.toString())
                    .as("%s %s in %s", bundle, key, language)
                    .doesNotContainPattern(NUMBER_BESIDE_NOUN.get(language)));
      }
    }
  }

  @Test
  void aNumberBesideANounWouldBeFound() {
    assertThat("Among {0} posts").containsPattern(NUMBER_BESIDE_NOUN.get("en"));
    assertThat("{2} suspected posts").containsPattern(NUMBER_BESIDE_NOUN.get("en"));
    assertThat("على {4} منشورًا").containsPattern(NUMBER_BESIDE_NOUN.get("ar"));
    assertThat("{2} विकास पोस्ट").containsPattern(NUMBER_BESIDE_NOUN.get("hi"));
  }

  /** An apostrophe before a brace would quote it, and a doubled one is one from former rules. */
  @Test
  void apostrophesAreLettersAlone() throws IOException {
    for (Path bundle : bundles()) {
      for (String language : LANGUAGES) {
        for (Object text : read(in(bundle, language)).values()) {
          assertThat(text.toString())
              .as("%s in %s", bundle, language)
              .doesNotContainPattern("'['{}]");
        }
      }
    }
  }

  @Test
  void noPageShowsAPatternWithItsPlural() throws IOException {
    int shown = 0;
    for (Path page : files(PAGES, ".xhtml")) {
      for (String line : Files.readAllLines(page)) {
        Matcher use = USE.matcher(line);
        while (use.find()) {
          Path bundle = pageBundle(use.group(1));
          if (plurals(read(bundle).getProperty(use.group(2), "")).isEmpty()) {
            continue;
          }
          shown++;
          assertThat(line.substring(0, use.start()))
              .as("%s: %s", page, use.group())
              .matches(".*(<h:outputFormat value=\"#\\{[^\"]*|frame\\.forms\\()");
        }
      }
    }
    assertThat(shown).isGreaterThan(8);
  }

  @Test
  void oneFormatterAlone() throws IOException {
    for (Path root : SOURCES) {
      for (Path source : files(root, ".java")) {
        assertThat(Files.readString(source))
            .as(source.toString())
            .doesNotContain("java.text.MessageFormat", "ChoiceFormat");
      }
    }
  }

  private static Path pageBundle(String variable) throws IOException {
    String stage =
        switch (variable) {
          case "frame" -> "tenant";
          case "project" -> "labelschema";
          default -> variable;
        };
    return bundle(stage + "/web/messages_en.properties");
  }

  /** The numbers of the values that a text has places for. */
  private static Set<String> values(String text) {
    MessagePattern parsed = new MessagePattern(text);
    Set<String> values = new TreeSet<>();
    for (int i = 0; i < parsed.countParts(); i++) {
      Part.Type type = parsed.getPartType(i);
      if (type == Part.Type.ARG_NUMBER || type == Part.Type.ARG_NAME) {
        values.add(parsed.getSubstring(parsed.getPart(i)));
      }
    }
    return values;
  }

  /** By the number of its value each plural's categories. */
  private static Map<String, Set<String>> plurals(String text) {
    MessagePattern parsed = new MessagePattern(text);
    Map<String, Set<String>> plurals = new LinkedHashMap<>();
    for (int i = 0; i < parsed.countParts(); i++) {
      Part part = parsed.getPart(i);
      if (part.getType() == Part.Type.ARG_START && part.getArgType() == ArgType.PLURAL) {
        plurals.put(parsed.getSubstring(parsed.getPart(i + 1)), selectors(parsed, i));
      }
    }
    return plurals;
  }

  private static Set<String> selectors(MessagePattern parsed, int start) {
    Set<String> selectors = new TreeSet<>();
    for (int i = start; i < parsed.getLimitPartIndex(start); i++) {
      if (parsed.getPartType(i) == Part.Type.ARG_SELECTOR) {
        selectors.add(parsed.getSubstring(parsed.getPart(i)));
      }
    }
    return selectors;
  }

  /** Those in English that are ICU's; what Faces says, it formats itself. */
  private static List<Path> bundles() throws IOException {
    return all().stream().filter(bundle -> !bundle.endsWith("faces_en.properties")).toList();
  }

  private static List<Path> all() throws IOException {
    List<Path> bundles = new ArrayList<>();
    for (Path root : ROOTS) {
      bundles.addAll(files(root, "_en.properties"));
    }
    assertThat(bundles).hasSizeGreaterThanOrEqualTo(26);
    return bundles;
  }

  private static Path bundle(String end) throws IOException {
    for (Path root : ROOTS) {
      Path found = root.resolve("io/qalam").resolve(end);
      if (Files.exists(found)) {
        return found;
      }
    }
    throw new AssertionError("no bundle " + end);
  }

  private static Path in(Path bundle, String language) {
    String name = bundle.getFileName().toString();
    return bundle.resolveSibling(name.replace("_en.", "_" + language + "."));
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).toList();
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
