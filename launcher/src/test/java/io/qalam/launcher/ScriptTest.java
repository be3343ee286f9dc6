package io.qalam.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code qalam}, on a small tree with a Maven and a Java that only note their calls. */
class ScriptTest {

  private static final Path SCRIPT = Path.of("../qalam").toAbsolutePath().normalize();

  @TempDir private Path root;
  private Path calls;

  @BeforeEach
  void makeTree() throws IOException {
    calls = root.resolve("calls");
    Files.copy(SCRIPT, root.resolve("qalam"));
    executable(root.resolve("qalam"));
    write("pom.xml", "");
    write("launcher/src/main/java/A.java", "class A {}");
    write(
        "mvnw",
        """
        #!/bin/sh
        echo "mvnw $*" >>"%1$s"
        mkdir -p ear/target launcher/target/dist/launcher trainer/engine/target/dist
        touch ear/target/qalam.ear
        """
            .formatted(calls));
    write(
        "jdk/bin/java",
        """
        #!/bin/sh
        if [ "$1" = -XshowSettings:properties ]; then
          echo "    java.specification.version = ${TEST_JAVA_VERSION:-17}"
          exit
        fi
        while [ "$1" != io.qalam.launcher.Main ]; do shift; done
        echo "$*" >>"%s"
        """
            .formatted(calls));
    write("jdk/bin/javac", "#!/bin/sh\n");
    for (String program : List.of("mvnw", "jdk/bin/java", "jdk/bin/javac")) {
      executable(root.resolve(program));
    }
  }

  @Test
  void theFirstStartBuildsAndTheSecondDoesNot() throws Exception {
    assertThat(qalam("start", "--port", "1").status()).isZero();
    assertThat(qalam("start").status()).isZero();

    assertThat(Files.readAllLines(calls))
        .containsExactly(
            "mvnw -B -ntp -DskipTests package",
            "io.qalam.launcher.Main start --port 1",
            "io.qalam.launcher.Main start");
  }

  @Test
  void aBuildThatFailsSaysWhatFailedAndStartsNothing() throws Exception {
    write(
        "mvnw",
        "#!/bin/sh\necho '[INFO] all is well'\necho '[ERROR] A.java: ; expected'\nexit 1\n");

    Answer answer = qalam("start");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.lines())
        .anyMatch(line -> line.contains("A.java: ; expected"))
        .anyMatch(line -> line.contains("the build failed"))
        .noneMatch(line -> line.contains("all is well"));
    assertThat(calls).doesNotExist();
  }

  @Test
  void aNewerSourceIsBuilt() throws Exception {
    qalam("start");
    Files.setLastModifiedTime(
        root.resolve("launcher/src/main/java/A.java"),
        FileTime.from(Instant.now().plusSeconds(60)));

    qalam("start");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aMissingArtefactIsBuilt() throws Exception {
    qalam("start");
    Files.delete(root.resolve("ear/target/qalam.ear"));

    qalam("start");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void statusNeverBuildsATreeThatRuns() throws Exception {
    qalam("start");
    Files.delete(root.resolve("ear/target/qalam.ear"));

    qalam("status");

    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aTestsOwnStartNeitherBuildsNorWaitsForTheBuildThatRunsIt() throws Exception {
    write("target/qalam-build.lock/pid", ProcessHandle.current().pid() + "\n");

    assertThat(qalam(Map.of("QALAM_NO_BUILD", "yes"), "start").status()).isZero();

    assertThat(Files.readAllLines(calls)).containsExactly("io.qalam.launcher.Main start");
  }

  @Test
  void theLockOfABuildThatDiedIsTakenOver() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    write("target/qalam-build.lock/pid", dead.pid() + "\n");

    assertThat(qalam("start").status()).isZero();
    assertThat(root.resolve("target/qalam-build.lock")).doesNotExist();
  }

  @Test
  void anOldJavaIsRefusedByItsVersion() throws Exception {
    for (String version : List.of("11", "1.8")) {
      Answer answer = qalam(Map.of("TEST_JAVA_VERSION", version), "start");

      assertThat(answer.status()).isEqualTo(1);
      assertThat(answer.lines()).singleElement().asString().contains("is Java " + version);
    }
    assertThat(calls).doesNotExist();
  }

  @Test
  void aJavaWithoutCompilerIsRefusedBeforeTheBuild() throws Exception {
    Files.delete(root.resolve("jdk/bin/javac"));

    Answer answer = qalam(Map.of("PATH", toolsWithoutJava().toString()), "start");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.lines()).singleElement().asString().contains("not a JDK");
  }

  @Test
  void anUnknownOptionOfTestEndsWithExitCode2() throws Exception {
    assertThat(qalam("test", "--fast").status()).isEqualTo(2);
  }

  @Test
  void anUnknownOptionOfBenchKeysEndsWithExitCode2AndStartsNothing() throws Exception {
    Answer answer = qalam("bench", "keys", "--posts");

    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.lines()).anyMatch(line -> line.contains("unknown option --posts"));
    assertThat(calls).doesNotExist();
  }

  @Test
  void whatTheScriptRunsItselfHasItsHelpToo() throws Exception {
    assertThat(qalam("test", "--help").status()).isZero();
    assertThat(qalam("bench", "keys", "-h").status()).isZero();

    assertThat(Files.readAllLines(calls))
        .containsExactly(
            "mvnw -B -ntp -DskipTests package",
            "io.qalam.launcher.Main test --help",
            "io.qalam.launcher.Main bench keys -h");
  }

  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectory(root.resolve("tools"));
    for (String tool : List.of("dirname", "sed", "find", "head", "mkdir", "cat", "rm", "touch")) {
      Path program = Path.of("/usr/bin", tool);
      Files.createSymbolicLink(
          tools.resolve(tool), Files.exists(program) ? program : Path.of("/bin", tool));
    }
    return tools;
  }

  private long builds() throws IOException {
    return Files.readAllLines(calls).stream().filter(call -> call.startsWith("mvnw")).count();
  }

  private record Answer(int status, List<String> lines) {}

  private Answer qalam(String... args) throws Exception {
    return qalam(Map.of(), args);
  }

  private Answer qalam(Map<String, String> environment, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", root.resolve("qalam").toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), output.lines().toList());
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
