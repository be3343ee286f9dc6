package io.qalam.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of the pages is there in Arabic, Hindi and English. */
class MessagesTest {

  private static final Path BUNDLES = Path.of("src/main/resources");
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Pattern USE = Pattern.compile("(\\w+Text)\\['([\\w.-]+)'\\]");
  private static final Pattern VAR =
      Pattern.compile(
          "<base-name>io\\.qalam\\.(\\w+)\\.web\\.messages</base-name>\\s*<var>(\\w+)</var>");

  /** Comments, expressions, scripts and codes. */
  private static final Pattern NOT_SAID =
      Pattern.compile("(?s)<!--.*?-->|#\\{[^}]*\\}|<(script|style|code)\\b.*?</\\1>");

  /** What a page shows or reads out: text between tags, and the attributes that are shown. */
  private static final Pattern SAID =
      Pattern.compile(
          ">([^<>]*[A-Za-z]{2}[^<>]*)<"
              + "|\\b(?:title|aria-label|alt|placeholder|header|headerText|itemLabel|label|message"
              + "|emptyMessage|requiredMessage)=\"([^\"]*[A-Za-z]{2}[^\"]*)\"");

  /** Names that are the same in every language: of a key, of a language in itself, and codes. */
  private static final Set<String> MARKS =
      Set.of("Esc", "Ctrl", "English", "sentiment", "ar, hi, en", "Africa/Cairo");

  @Test
  void everyBundleSaysTheSameInThreeLanguages() throws IOException {
    List<Path> english = files(BUNDLES, "_en.properties");
    assertThat(english).hasSizeGreaterThanOrEqualTo(14);

    for (Path bundle : english) {
      for (String language : List.of("ar", "hi")) {
        Properties other = read(sibling(bundle, language));
        assertThat(new TreeSet<>(other.keySet()))
            .as("%s in %s", bundle, language)
            .isEqualTo(new TreeSet<>(read(bundle).keySet()));
        assertThat(other.values()).as(bundle.toString()).noneMatch(text -> text.equals(""));
      }
    }
  }

  private static Path sibling(Path bundle, String language) {
    String name = bundle.getFileName().toString();
    return bundle.resolveSibling(name.replace("_en.", "_" + language + "."));
  }

  @Test
  void everyTextThatAPageUsesIsThere() throws IOException {
    String faces = Files.readString(PAGES.resolve("WEB-INF/faces-config.xml"));
    for (Path page : files(PAGES, ".xhtml")) {
      Matcher use = USE.matcher(Files.readString(page));
      while (use.find()) {
        assertThat(keys(faces, use.group(1)))
            .as("%s uses %s", page.getFileName(), use.group())
            .contains(use.group(2));
      }
    }
  }

  @Test
  void noPageSaysAWordThatIsInNoBundle() throws IOException {
    for (Path page : files(PAGES, ".xhtml")) {
      String text = NOT_SAID.matcher(Files.readString(page)).replaceAll("");
      Matcher said = SAID.matcher(text);
      while (said.find()) {
        assertThat(MARKS).as("%s says %s", page.getFileName(), said.group()).contains(word(said));
      }
    }
  }

  private static String word(Matcher said) {
    return said.group(1) != null ? said.group(1).strip() : said.group(2).strip();
  }

  private static Set<Object> keys(String faces, String variable) throws IOException {
    Matcher declared = VAR.matcher(faces);
    while (declared.find()) {
      if (declared.group(2).equals(variable)) {
        return read(BUNDLES.resolve(
                "io/qalam/" + declared.group(1) + "/web/messages_en.properties"))
            .keySet();
      }
    }
    throw new AssertionError("faces-config.xml declares no " + variable);
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
