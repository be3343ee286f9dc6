package io.qalam.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLimitTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({
    "6g, 6442450944",
    "800m, 838860800",
    "1.5G, 1610612736",
    "512k, 524288",
    "2gb, 2147483648"
  })
  void theVariableIsReadAsJavaReadsSizes(String value, long bytes) {
    MemoryLimit limit = MemoryLimit.of(Map.of("QALAM_MEMORY_LIMIT", value));
    assertThat(limit.bytes()).isEqualTo(bytes);
    assertThat(limit.source()).isEqualTo("QALAM_MEMORY_LIMIT=" + value);
  }

  @Test
  void theSmallerOfTwoHolds() {
    MemoryLimit large = new MemoryLimit(7L << 30, "QALAM_MEMORY_LIMIT=7g");
    MemoryLimit small = new MemoryLimit(6L << 30, "gpu(0)");
    assertThat(large.orLess(small)).isEqualTo(small);
    assertThat(small.orLess(large)).isEqualTo(small);
    assertThat(MemoryLimit.isSet(Map.of())).isFalse();
    assertThat(MemoryLimit.isSet(Map.of("QALAM_MEMORY_LIMIT", "6g"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "g", "-1g", "0g", "six", "6 pounds", "1e9g"})
  void anotherValueIsRefusedInOneLine(String value) {
    assertThatThrownBy(() -> MemoryLimit.of(Map.of("QALAM_MEMORY_LIMIT", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "QALAM_MEMORY_LIMIT found '"
                + value
                + "', expected a number above 0 with k, m, g or t, such as 6g or 800m");
  }

  @Test
  void whatIsNeededAndWhatThereIsAreInTheRefusal() {
    MemoryNeed need =
        new MemoryNeed(
            List.of(
                new MemoryNeed.Part("weights in bf16", 5L << 30),
                new MemoryNeed.Part("activations", 2L << 30)));
    new MemoryLimit(7L << 30, "QALAM_MEMORY_LIMIT=7g").require(need);
    MemoryLimit little = new MemoryLimit(6L << 30, "QALAM_MEMORY_LIMIT=6g");
    assertThatThrownBy(() -> little.require(need))
        .isInstanceOf(MemoryExceededException.class)
        .hasMessage(
            "Memory needed 7.00 GiB, found 6.00 GiB (QALAM_MEMORY_LIMIT=6g): weights in bf16 5.00"
                + " GiB; activations 2.00 GiB");
  }

  private void file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private MemoryLimit least() {
    return new AvailableMemory(root).least();
  }

  @Test
  void withoutControlGroupsTheMachineDecides() throws IOException {
    file("proc/meminfo", "MemTotal:       32000 kB\nMemAvailable:   16000 kB\n");
    assertThat(least()).isEqualTo(new MemoryLimit(16_384_000, "available on this machine"));
  }

  @Test
  void theTightestControlGroupAboveTheProcessDecides() throws IOException {
    file("proc/meminfo", "MemAvailable:   16000 kB\n");
    file("proc/self/cgroup", "0::/team/job\n");
    file("sys/fs/cgroup/team/job/memory.max", "max\n");
    file("sys/fs/cgroup/team/job/memory.current", "5000\n");
    file("sys/fs/cgroup/team/memory.max", "9000\n");
    file("sys/fs/cgroup/team/memory.current", "7000\n");
    file("sys/fs/cgroup/team/memory.stat", "anon 4000\nfile 3000\ninactive_file 1000\n");
    assertThat(least()).isEqualTo(new MemoryLimit(3000, "left in control group /team/job"));
  }

  @Test
  void controlGroupsOfTheFirstVersionAreReadEvenWhereThePathIsTheHosts() throws IOException {
    file("proc/meminfo", "MemAvailable:   16000 kB\n");
    file("proc/self/cgroup", "12:cpu,cpuacct:/\n5:memory:/docker/abc\n");
    file("sys/fs/cgroup/memory/memory.limit_in_bytes", "10000\n");
    file("sys/fs/cgroup/memory/memory.usage_in_bytes", "2000\n");
    file("sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file 500\n");
    assertThat(least().bytes()).isEqualTo(8500);
  }

  @Test
  void thisMachineHasSomeMemory() {
    assertThat(MemoryLimit.of(Map.of()).bytes()).isPositive();
  }
}
