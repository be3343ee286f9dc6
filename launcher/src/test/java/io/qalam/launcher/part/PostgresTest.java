package io.qalam.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTest {

  @ParameterizedTest
  @CsvSource({"1, 128", "2, 128", "4, 256", "8, 512", "16, 1024", "256, 1024"})
  void buffersGrowWithTheMachine(long gibibytes, long mebibytes) {
    assertThat(Postgres.sharedBuffers(gibibytes << 30)).isEqualTo(mebibytes);
  }
}
