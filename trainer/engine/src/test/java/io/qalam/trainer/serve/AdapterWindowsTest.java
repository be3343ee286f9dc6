package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdapterWindowsTest {

  @Test
  void windowsOfEqualStretchesAreTheStretches() {
    AdapterWindows windows = AdapterWindows.over(new long[] {4, 8, 12});

    assertThat(windows.stride()).isEqualTo(4);
    assertThat(windows.length()).isEqualTo(4);
    assertThat(windows.surplus()).isEqualTo(1);
    assertThat(windows.turns()).isEqualTo(1);
    assertThat(windows.outside(1)).containsOnly(false);
  }

  @Test
  void aWindowHoldsItsStretchAndSaysWhatIsItsNeighbours() {
    AdapterWindows windows = AdapterWindows.over(new long[] {5, 7, 11});

    assertThat(windows.stride()).isEqualTo(3);
    assertThat(windows.length()).isEqualTo(5);
    assertThat(windows.turns()).isEqualTo(2);
    assertThat(windows.outside(0)).containsExactly(false, false, false, false, false);
    assertThat(windows.outside(1)).as("3 to 8").containsExactly(true, true, false, false, true);
    assertThat(windows.outside(2)).as("6 to 11").containsExactly(true, false, false, false, false);
  }

  @Test
  void windowsOfOneTurnDoNotOverlap() {
    assertThat(AdapterWindows.inTurns(List.of(0, 1, 2, 3, 4), 2)).containsExactly(0, 2, 4, 1, 3);
    AdapterWindows windows = AdapterWindows.over(new long[] {9, 10, 11, 20});
    assertThat(windows.turns() * windows.stride()).isGreaterThanOrEqualTo(windows.length());
  }

  @Test
  void anOrderIsFoundWhoseWindowsAreHardlyLongerThanTheLongestStretch() {
    Random random = new Random(7);
    for (int time = 0; time < 200; time++) {
      List<Integer> stretches = new ArrayList<>();
      for (int k = 0; k < 2 + random.nextInt(15); k++) {
        stretches.add(160 + random.nextInt(70));
      }
      List<Integer> order = AdapterWindows.order(stretches, Integer::longValue);
      AdapterWindows windows = AdapterWindows.over(ends(order));

      assertThat(order).containsExactlyInAnyOrderElementsOf(stretches);
      assertThat(windows.surplus()).isLessThan(1.4);
      assertEveryTokenIsInItsAdaptersWindow(windows);
    }
  }

  private static long[] ends(List<Integer> stretches) {
    long[] ends = new long[stretches.size()];
    long end = 0;
    for (int k = 0; k < ends.length; k++) {
      end += stretches.get(k);
      ends[k] = end;
    }
    return ends;
  }

  private static void assertEveryTokenIsInItsAdaptersWindow(AdapterWindows windows) {
    long[] ends = windows.ends();
    for (int k = 0; k < ends.length; k++) {
      long start = k == 0 ? 0 : ends[k - 1];
      int own = 0;
      for (boolean outside : windows.outside(k)) {
        own += outside ? 0 : 1;
      }
      assertThat(own).isEqualTo(Math.toIntExact(ends[k] - start));
      assertThat(k * windows.stride() + windows.length())
          .isLessThanOrEqualTo(ends[ends.length - 1]);
    }
  }
}
