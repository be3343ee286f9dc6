package io.qalam.adjudication.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostSampleTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "99999, 1",
    "100000, 1",
    "100001, 2",
    "200000, 2",
    "200001, 3",
    "5000000, 50"
  })
  void asFewPostsAsBringTheLabelsDownToTheBound(long labels, long oneIn) {
    assertThat(PostSample.of(labels, 100_000).oneIn()).isEqualTo(oneIn);
  }

  @Test
  void allPostsAddNothingToAQuery() {
    assertThat(PostSample.of(100_000, 100_000).isPart()).isFalse();
    assertThat(PostSample.ALL.and("a.postId")).isEmpty();
  }

  @Test
  void aPartIsTakenByThePostWhoeverLabelledIt() {
    assertThat(PostSample.of(100_001, 100_000).isPart()).isTrue();
    assertThat(new PostSample(3).and("a.postId")).contains("a.postId", "3L) = 0");
  }
}
