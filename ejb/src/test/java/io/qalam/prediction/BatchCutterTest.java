package io.qalam.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.Post;
import io.qalam.tenant.model.Ids;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchCutterTest {

  @Test
  void sixtyFourShortPostsMakeABatch() {
    List<Post> posts = IntStream.range(0, 130).mapToObj(i -> post("post " + i)).toList();
    assertThat(BatchCutter.cut(posts, BatchCutter.POSTS))
        .extracting(List::size)
        .containsExactly(64, 64, 2);
    assertThat(BatchCutter.cut(posts, BatchCutter.POSTS))
        .flatExtracting(batch -> batch)
        .isEqualTo(posts);
    assertThat(BatchCutter.cut(List.of(), BatchCutter.POSTS)).isEmpty();
  }

  @Test
  void longPostsMakeSmallerBatches() {
    List<Post> posts = IntStream.range(0, 6).mapToObj(i -> post("x".repeat(100_000))).toList();
    assertThat(BatchCutter.cut(posts, BatchCutter.POSTS))
        .extracting(List::size)
        .containsExactly(4, 2);
  }

  @Test
  void aLongPostGoesOutByItsBeginningAndNoCharacterIsCutInTwo() {
    String beginning = "x".repeat(32 * 1024 - 1);
    assertThat(BatchCutter.text(post(beginning + "😀😀")).text()).isEqualTo(beginning);
    assertThat(BatchCutter.text(post(beginning + "yz")).text()).isEqualTo(beginning + "y");
  }

  @Test
  void aPostOfTwoTextsGoesOutAsTheRecipeReadsIt() {
    MatchText match = MatchText.of("x");
    Post pair =
        new Post(
            Ids.next(), null, "السد مكتمل", "سد النهضة", "ar", match, match.clusterId(), null, 1);
    assertThat(BatchCutter.text(pair).text()).isEqualTo("السد مكتمل\nسد النهضة");
  }

  private static Post post(String text) {
    MatchText match = MatchText.of(text);
    return new Post(Ids.next(), null, text, null, "ar", match, match.clusterId(), null, 1);
  }
}
