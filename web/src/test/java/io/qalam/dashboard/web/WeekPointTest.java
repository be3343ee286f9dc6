package io.qalam.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.adjudication.Agreement.OfWeek;
import io.qalam.adjudication.Coefficient;
import io.qalam.adjudication.Coefficient.Basis;
import io.qalam.adjudication.Interval;
import io.qalam.dashboard.web.Chart.Point;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WeekPointTest {

  @Test
  void systematicDisagreementStaysBelowZero() {
    Coefficient alpha =
        new Coefficient(
            OptionalDouble.of(-0.4), Basis.MEASURED, Optional.of(new Interval(-0.6, -0.1)), 20);

    assertThat(DashboardView.point("Nov 23", week(alpha)))
        .isEqualTo(new Point("Nov 23", -0.4, -0.6, -0.1));
  }

  @Test
  void aWeekWithoutAFigureIsAGap() {
    Coefficient alpha =
        new Coefficient(OptionalDouble.empty(), Basis.ONE_LABEL_ONLY, Optional.empty(), 20);

    assertThat(DashboardView.point("Nov 23", week(alpha))).isEqualTo(Point.of("Nov 23", null));
  }

  private static OfWeek week(Coefficient alpha) {
    return new OfWeek(LocalDate.of(2026, 11, 23), 20, 0.3, alpha);
  }
}
