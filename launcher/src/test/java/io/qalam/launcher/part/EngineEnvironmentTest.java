package io.qalam.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineEnvironmentTest {

  @Test
  void whatIsSetAlreadyStays() {
    assertThat(EngineEnvironment.beside(Map.of("OMP_WAIT_POLICY", "active"), false))
        .containsOnlyKeys("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_");
  }

  @Test
  void threadsOfWhatIsMeasuredWaitAsTheyCome() {
    assertThat(EngineEnvironment.beside(Map.of(), true)).doesNotContainKey("OMP_WAIT_POLICY");
    assertThat(EngineEnvironment.beside(Map.of(), false))
        .containsEntry("OMP_WAIT_POLICY", "passive");
  }
}
