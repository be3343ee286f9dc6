package io.qalam.trainer.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedTextTest {
  @TempDir Path folder;
  private TextTokenizer tokenizer;

  @BeforeEach
  void open() throws IOException {
    tokenizer = TextTokenizer.open(TinyModel.write(folder));
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private static List<String> pieces(TextTokenizer tokenizer, int[] ids) {
    StreamedText text = tokenizer.streamed();
    List<String> pieces = new ArrayList<>();
    for (int id : ids) {
      pieces.add(text.next(id));
    }
    pieces.add(text.rest());
    return pieces;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "الخِدْمَةُ مُمْتازة، شكراً ژ ڤ!",
        "क़लम और ज़िंदगी में फ़र्क़ ळ",
        "क्\u200dष और र\u200dय",
        "👩\u200d👩\u200d👧 😊🇮🇳 𐍈",
        "mixed نص हिन्दी text\n\t 12345",
        "",
      })
  void everyPieceIsOfWholeLettersAndTheyAreTheTextTogether(String text) {
    try (TextTokenizer mini = TextTokenizer.open(Path.of("../qalam-mini"))) {
      for (TextTokenizer each : List.of(tokenizer, mini)) {
        List<String> pieces = pieces(each, each.encode(text));
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces).noneMatch(piece -> piece.contains("\uFFFD"));
        assertThat(pieces.get(pieces.size() - 1)).isEmpty();
      }
    }
  }

  @Test
  void aLetterIsGivenWithItsLastByteAndNoLater() {
    int[] ids = tokenizer.encode("𐍈"); // four bytes, of which the tokenizer knows no two together
    assertThat(ids).hasSize(4);
    assertThat(pieces(tokenizer, ids)).containsExactly("", "", "", "𐍈", "");
  }

  @Test
  void aLetterThatIsBrokenOffIsOneSignAndWhatFollowsIsRead() {
    int[] ids = tokenizer.encode("𐍈");
    assertThat(pieces(tokenizer, new int[] {ids[0], ids[1]})).containsExactly("", "", "\uFFFD");
    int[] broken = {ids[0], ids[1], tokenizer.encode("!")[0]};
    assertThat(pieces(tokenizer, broken)).containsExactly("", "", "\uFFFD!", "");
  }

  /** What a model writes need be no UTF-8: surrogates, spellings too long, bytes of no letter. */
  @Test
  void anyIdsGiveTheTextThatTheLibraryGives() {
    Random random = new Random(3);
    for (int row = 0; row < 3000; row++) {
      int[] ids = random.ints(1 + random.nextInt(12), 0, row % 2 == 0 ? 256 : 315).toArray();
      assertThat(String.join("", pieces(tokenizer, ids)))
          .as("row " + row)
          .isEqualTo(tokenizer.decode(ids));
    }
  }
}
