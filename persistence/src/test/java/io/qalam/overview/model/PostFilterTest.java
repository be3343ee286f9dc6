package io.qalam.overview.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostFilterTest {

  @Test
  void whereAPostMayHaveSeveralLabelsThoseAskedForAreAmongThem() {
    PostFilter asked = PostFilter.all().label("joy ,anger").predicted("fear").lang("ar");
    assertThat(asked.byMembership().members())
        .isEqualTo(
            Map.of(
                "labels", List.of("anger", "joy"),
                "predictedLabels", List.of("fear"),
                "lang", "ar"));
  }
}
