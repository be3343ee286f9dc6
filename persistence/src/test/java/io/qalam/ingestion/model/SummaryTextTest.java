package io.qalam.ingestion.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.ingestion.model.SummaryText.Fault;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

  @Test
  void aTextIsKeptInNfcWithLineFeedsAloneAndItsDirectionCharacters() {
    assertThat(SummaryText.tidy(" \u0627\u0653خر\r\nسطر\u200f ")).isEqualTo("\u0622خر\nسطر\u200f");
    assertThat(SummaryText.tidy("क\u093c्या")).isEqualTo("क\u093c्या");
  }

  @Test
  void whatCannotBeASummaryIsToldByItsFault() {
    assertThat(SummaryText.fault("")).contains(Fault.BLANK);
    assertThat(SummaryText.fault("\u200f\u00a0\n")).contains(Fault.BLANK);
    assertThat(SummaryText.fault("a\0b")).contains(Fault.NUL);
    assertThat(SummaryText.fault("a\ud800b")).contains(Fault.SURROGATE);
    assertThat(SummaryText.fault("😀".repeat(2000))).isEmpty();
    assertThat(SummaryText.fault("😀".repeat(2001))).contains(Fault.LONG);
  }

  @Test
  void whatAModelWroteIsCutAndLosesWhatCannotBeStored() {
    assertThat(SummaryText.ofModel(" a\0b\ud800c ")).isEqualTo("abc");
    assertThat(SummaryText.ofModel("\0 ")).isEmpty();
    assertThat(SummaryText.ofModel("😀".repeat(2001))).isEqualTo("😀".repeat(2000));
  }
}
