package io.qalam.training;

import java.time.ZonedDateTime;
import java.util.List;

/** What a calendar says and when it would fire next, in its zone. */
public record CalendarPreview(CalendarReading reading, List<ZonedDateTime> nextTimes) {
  public CalendarPreview {
    nextTimes = List.copyOf(nextTimes);
  }
}
