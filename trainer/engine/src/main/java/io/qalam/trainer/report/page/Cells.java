package io.qalam.trainer.report.page;

import io.qalam.trainer.report.Decimals;
import io.qalam.trainer.report.Figure;
import java.util.Optional;

/** Cells of the page's tables; on a phone each shows its column's name. */
final class Cells {

  private Cells() {}

  static String cell(String column, String inside) {
    return "<td data-name=\"" + Html.text(column) + "\">" + inside + "</td>";
  }

  /** A figure over its interval, or why there is none. */
  static String figure(Optional<Figure> figure, boolean best, String otherwise) {
    return figure
        .map(one -> value(one.value(), best) + "<small>" + Decimals.interval(one) + "</small>")
        .orElse(unknown(otherwise));
  }

  static String value(double value, boolean best) {
    String text = Decimals.plain(value);
    return best ? "<span class=\"best\">" + text + "</span>" : text;
  }

  static String unknown(String why) {
    return "<span class=\"unknown\">" + Html.text(why) + "</span>";
  }
}
