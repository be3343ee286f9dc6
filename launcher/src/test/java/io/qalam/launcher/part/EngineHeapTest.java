package io.qalam.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineHeapTest {

  @ParameterizedTest
  @CsvSource({
    "small machine,      800, 512,   512",
    "2 GiB,             2048, 1024,  1024",
    "4 GiB,             4096, 2048,  2048",
    "16 GiB,           16384, 8192,  4096",
    "large machine,   262144, 31744, 31744",
  })
  void rowsGetHalfOfTheMemoryAndAQuarterBesideAModel(
      String machine, long megabytes, long rows, long besideAModel) {
    long memory = megabytes << 20;
    assertThat(EngineHeap.option(memory, false)).as(machine).isEqualTo("-Xmx" + rows + "m");
    assertThat(EngineHeap.option(memory, true)).as(machine).isEqualTo("-Xmx" + besideAModel + "m");
  }
}
