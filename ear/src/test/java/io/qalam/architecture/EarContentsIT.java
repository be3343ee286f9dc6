package io.qalam.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What the built EAR holds, and what it must not. */
class EarContentsIT {

  private static final Path EAR = Path.of(System.getProperty("qalam.ear", "target/qalam.ear"));

  @Test
  void eachLibraryIsThereOnceAndInTheEar() throws IOException {
    List<String> libraries = libraries();

    assertThat(libraries)
        .areExactly(1, named("postgresql"))
        .areExactly(1, named("hibernate-core"))
        .areExactly(1, named("kafka-clients"))
        .areExactly(1, named("jackson-databind"))
        .areExactly(1, named("bcprov-jdk18on"))
        .areExactly(1, named("qalam-persistence"))
        .areExactly(1, named("qalam-protocol"));
    assertThat(inWar())
        .filteredOn(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
        .as("in the WAR stays only what works there alone")
        .singleElement()
        .asString()
        .contains("primefaces");
  }

  @Test
  void nothingOfTheTrainerIsThere() throws IOException {
    assertThat(everyClass())
        .hasSizeGreaterThan(5_000)
        .noneMatch(name -> name.startsWith("ai/djl/"))
        .noneMatch(
            name ->
                name.startsWith("io/qalam/trainer/")
                    && !name.startsWith("io/qalam/trainer/protocol/"));
  }

  @Test
  void noClassThatTheServerBringsIsBroughtASecondTime() throws IOException {
    assertThat(everyClass())
        .noneMatch(name -> name.startsWith("jakarta/"))
        .noneMatch(name -> name.startsWith("org/glassfish/"));
  }

  @Test
  void noTestAndNoLauncherIsThere() throws IOException {
    assertThat(libraries())
        .noneMatch(name -> name.matches(".*(junit|assertj|archunit|arquillian|playwright).*"))
        .noneMatch(name -> name.contains("qalam-launcher"));
    assertThat(everyClass()).noneMatch(name -> name.startsWith("io/qalam/launcher/"));
  }

  private static org.assertj.core.api.Condition<String> named(String artifact) {
    return new org.assertj.core.api.Condition<>(
        name -> name.matches("lib/.*" + artifact + "-\\d.*\\.jar"), artifact);
  }

  private static List<String> libraries() throws IOException {
    try (ZipFile ear = new ZipFile(EAR.toFile())) {
      return ear.stream().map(ZipEntry::getName).filter(n -> n.matches("lib/.+")).toList();
    }
  }

  private static List<String> inWar() throws IOException {
    try (ZipFile ear = new ZipFile(EAR.toFile());
        InputStream war = ear.getInputStream(ear.getEntry("qalam-web.war"))) {
      return names(war);
    }
  }

  /** The classes of every library and of every module. */
  private static List<String> everyClass() throws IOException {
    List<String> classes = new ArrayList<>();
    try (ZipFile ear = new ZipFile(EAR.toFile())) {
      for (ZipEntry entry : ear.stream().filter(e -> e.getName().matches(".*\\.[jw]ar")).toList()) {
        try (InputStream archive = ear.getInputStream(entry)) {
          names(archive).stream()
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.replaceFirst("^WEB-INF/classes/", ""))
              .forEach(classes::add);
        }
      }
    }
    return classes;
  }

  private static List<String> names(InputStream archive) throws IOException {
    List<String> names = new ArrayList<>();
    ZipInputStream zip = new ZipInputStream(archive);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      names.add(entry.getName());
    }
    return names;
  }
}
