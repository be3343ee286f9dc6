package io.qalam.trainingset;

import static io.qalam.ingestion.model.Split.DEVELOPMENT;
import static io.qalam.ingestion.model.Split.TEST;
import static io.qalam.ingestion.model.Split.TRAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.tenant.Conflict;
import io.qalam.trainingset.model.LabelCount;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many labels are enough. */
class LabelTallyTest {

  @Test
  void partsAndLabelsAreCounted() {
    LabelTally tally =
        LabelTally.of(
            List.of(
                new LabelCount(TRAIN, "सकारात्मक", 12),
                new LabelCount(TRAIN, "नकारात्मक", 9),
                new LabelCount(TRAIN, "सकारात्मक", 3),
                new LabelCount(DEVELOPMENT, "तटस्थ", 10),
                new LabelCount(TEST, "सकारात्मक", 4)));
    assertThat(tally).isEqualTo(new LabelTally(24, 2L, 10, 4));
    assertThat(tally.isEnough()).isTrue();
  }

  @Test
  void everyNumberThatIsTooSmallIsNamedWithWhatIsNeeded() {
    assertThatThrownBy(() -> new LabelTally(19, 1L, 9, 50).requireEnough())
        .isInstanceOf(Conflict.class)
        .hasMessageContainingAll("19 found, 20 needed", "1 found, 2 needed", "9 found, 10 needed");
  }

  @Test
  void whatIsEnoughIsNotNamed() {
    assertThatThrownBy(() -> new LabelTally(20, 2L, 9, 0).requireEnough())
        .hasMessageContaining("9 found, 10 needed")
        .hasMessageNotContaining("20 needed")
        .hasMessageNotContaining("different labels");
  }
}
