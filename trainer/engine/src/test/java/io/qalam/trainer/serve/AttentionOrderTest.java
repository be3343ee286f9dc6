package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.serve.AttentionOrder.Row;
import org.junit.jupiter.api.Test;

class AttentionOrderTest {

  private final AttentionOrder order = new AttentionOrder();

  @Test
  void alikeRowsStandTogetherWhosesoeverTheyAre() {
    order.add(new Row(2, 1, 0, 0));
    order.add(new Row(3, 1, 0, 0));
    order.add(new Row(2, 1, 1, 0));
    order.add(new Row(2, 2, 2, 1));

    assertThat(order.spans()).containsExactly(2, 2, 1, 0, 1, 3, 1, 0, 1, 2, 2, 1);
    assertThat(order.places(false)).containsExactly(0, 1, 5, 6, 2, 3, 4, 7, 8);
    assertThat(order.back(false)).as("as laid").containsExactly(0, 1, 4, 5, 6, 2, 3, 7, 8);
    assertThat(order.places(true)).containsExactly(0, 2, 1, 3, 4);
    assertThat(order.back(true)).containsExactly(0, 2, 1, 3, 4);
  }

  @Test
  void aRowSeesItselfAndThenItsOpeningWhichLiesBehindAllRows() {
    order.add(new Row(2, 1, 1, 0));
    order.add(new Row(1, 1, 0, 0));
    order.add(new Row(1, 1, 1, 0));

    assertThat(order.seen(new int[] {2, 1})).containsExactly(2, 4, 5, 3, 6, 0, 1, 6);
  }

  @Test
  void rowsThatAreLaidSoAreNotMoved() {
    order.add(new Row(20, 5, 0, 0));
    order.add(new Row(20, 5, 0, 0));
    order.add(new Row(31, 5, 0, 0));

    assertThat(order.places(false)).isEmpty();
    assertThat(order.back(true)).isEmpty();
    assertThat(order.spans()).containsExactly(2, 20, 5, 0, 1, 31, 5, 0);
  }
}
