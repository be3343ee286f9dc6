package io.qalam.trainer.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.protocol.Words;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void vowelSignsStayWithTheirLetters() {
    assertThat(Words.of("हिन्दी की किताबें; كِتابٌ — Ｑalam"))
        .containsExactly("हिन्दी", "की", "किताबें", "كِتابٌ", "qalam");
  }

  @Test
  void whatCannotBeSeenCutsNoWord() {
    assertThat(Words.of("स्\u200dत्री می\u200cخواهم ســـلام"))
        .containsExactly("स्त्री", "میخواهم", "سلام");
  }
}
