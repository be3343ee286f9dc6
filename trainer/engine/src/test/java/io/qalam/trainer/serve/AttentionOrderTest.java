package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.serve.AttentionOrder.Row;
import org.junit.jupiter.api.Test;

class AttentionOrderTest {

  private final AttentionOrder order = new AttentionOrder();

  @Test
  void alikeRowsStandTogetherWhosesoeverTheyAre() {
    order.add(new Row(20, 5, 0, 0));
    order.add(new Row(31, 5, 0, 0));
    order.add(new Row(20, 5, 1, 0));
    order.add(new Row(20, 7, 2, 1));
    order.add(new Row(31, 5, 1, 0));

    assertThat(order.order()).containsExactly(0, 2, 1, 4, 3);
    assertThat(order.spans()).containsExactly(2, 20, 5, 0, 2, 31, 5, 0, 1, 20, 7, 1);
    assertThat(order.lengths()).as("as laid").containsExactly(20, 31, 20, 20, 31);
    assertThat(order.tails()).containsExactly(5, 5, 5, 7, 5);
    assertThat(order.openings()).containsExactly(0, 0, 1, 2, 1);
  }

  @Test
  void rowsThatAreLaidSoAreNotMoved() {
    order.add(new Row(20, 5, 0, 0));
    order.add(new Row(20, 5, 0, 0));
    order.add(new Row(31, 5, 0, 0));

    assertThat(order.order()).isEmpty();
    assertThat(order.spans()).containsExactly(2, 20, 5, 0, 1, 31, 5, 0);
  }
}
