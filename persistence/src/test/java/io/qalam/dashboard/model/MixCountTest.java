package io.qalam.dashboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MixCountTest {

  @Test
  void aLabelCountsInEverySetThatHasIt() {
    List<MixCount> sets =
        List.of(
            new MixCount("anger, joy", "ar", 3),
            new MixCount("joy", "ar", 2),
            new MixCount("anger, fear", "hi", 4));
    assertThat(MixCount.byMembership(sets))
        .containsExactly(
            new MixCount("joy", "ar", 5),
            new MixCount("anger", "hi", 4),
            new MixCount("fear", "hi", 4),
            new MixCount("anger", "ar", 3));
  }
}
