package io.qalam.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundTest {

  private static final Path GROUP = Path.of("/proc/self/autogroup");

  @TempDir private Path folder;

  @Test
  void standsBehindTheOthersAsAProcess() throws Exception {
    int ours = Integer.parseInt(output("nice", false));

    assertThat(output("nice", true)).isEqualTo(Integer.toString(Math.min(19, ours + 10)));
  }

  @Test
  void standsBehindTheOthersAsAGroupWhereLinuxGroupsBySession() throws Exception {
    assumeTrue(Files.exists(GROUP), "this Linux does not group processes by session");
    String ours = Files.readString(GROUP);

    assertThat(output("cat " + GROUP, true)).matches("/autogroup-\\d+ nice 10");
    assertThat(output("cat " + GROUP, false)).doesNotContain("nice 10");

    assertThat(Files.readString(GROUP)).as("the group of who starts it").isEqualTo(ours);
  }

  private String output(String script, boolean background)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "part", ".log");
    Launch launch = new Launch(List.of("/bin/sh", "-c", script), Map.of(), folder, log);
    ChildProcess.start("part", folder, background ? launch.inBackground() : launch).awaitEnd();
    return Files.readString(log).strip();
  }
}
