package io.qalam.overview.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0, 3, 4",
    "bytes=3-, 3, 9, 7",
    "bytes=3-99, 3, 9, 7",
    "bytes=-4, 6, 9, 4",
    "bytes=-99, 0, 9, 10",
    "bytes=9-9, 9, 9, 1",
  })
  void aRangeIsWhatOfTenBytesItNames(String header, long from, long to, long length) {
    assertThat(ByteRange.of(header, 10)).hasValue(new ByteRange(from, to));
    assertThat(new ByteRange(from, to).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({"bytes=10-", "bytes=10-12", "bytes=-0"})
  void ofWhatLiesBehindTheEndThereIsNothing(String header) {
    assertThat(ByteRange.of(header, 10).orElseThrow().length()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"bytes=0-1,3-4", "lines=0-1", "bytes=-", "bytes=5-3", "bytes=a-b"})
  void whatIsNoSingleRangeAsksForTheWholeFile(String header) {
    assertThat(ByteRange.of(header, 10)).isEmpty();
  }

  @Test
  void withoutAHeaderTheWholeFileIsMeant() {
    assertThat(ByteRange.of(null, 10)).isEmpty();
  }
}
