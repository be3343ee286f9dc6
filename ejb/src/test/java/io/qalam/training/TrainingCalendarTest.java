package io.qalam.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.training.CalendarReading.Kind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When a training calendar fires, above all where clocks are put forward and back. */
class TrainingCalendarTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          every day                          | 30 2 * * *    | UTC              | 2026-11-23T02:29:59Z | 2026-11-23T02:30:00Z
          strictly after                     | 30 2 * * *    | UTC              | 2026-11-23T02:30:00Z | 2026-11-24T02:30:00Z
          in India, half an hour off         | 0 2 * * *     | Asia/Kolkata     | 2026-11-23T00:00:00Z | 2026-11-23T20:30:00Z
          on Sundays, written as 7           | 0 0 * * 7     | UTC              | 2026-11-23T00:00:00Z | 2026-11-29T00:00:00Z
          on Sundays, written by name        | 0 0 * * SUN   | UTC              | 2026-11-23T00:00:00Z | 2026-11-29T00:00:00Z
          the 13th or a Friday, as in Unix   | 0 0 13 * 5    | UTC              | 2026-11-23T00:00:00Z | 2026-11-27T00:00:00Z
          a leap day                         | 0 0 29 2 *    | UTC              | 2026-11-23T00:00:00Z | 2028-02-29T00:00:00Z
          Berlin, skipped in spring          | 30 2 * * *    | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-29T01:30:00Z
          Berlin, the day after that         | 30 2 * * *    | Europe/Berlin    | 2026-03-29T01:30:00Z | 2026-03-30T00:30:00Z
          Berlin, repeated in autumn         | 30 2 * * *    | Europe/Berlin    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
          Berlin, once and not again         | 30 2 * * *    | Europe/Berlin    | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
          Berlin, asked in the second hour   | 30 2 * * *    | Europe/Berlin    | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z
          Cairo, where midnight is skipped   | 0 0 * * *     | Africa/Cairo     | 2026-04-23T12:00:00Z | 2026-04-23T22:00:00Z
          Cairo, an hour before the change   | 0 23 * * *    | Africa/Cairo     | 2026-04-23T12:00:00Z | 2026-04-23T21:00:00Z
          New York, the same wall clock time | 0 17 * * *    | America/New_York | 2026-03-07T22:00:00Z | 2026-03-08T21:00:00Z
          every 20 minutes, over the gap     | */20 * * * *  | Europe/Berlin    | 2026-03-29T00:40:00Z | 2026-03-29T01:00:00Z
          every 20 minutes, after the gap    | */20 * * * *  | Europe/Berlin    | 2026-03-29T01:00:00Z | 2026-03-29T01:20:00Z
          """)
  void theNextTimeIs(String name, String cron, String zone, Instant after, Instant next) {
    assertThat(TrainingCalendar.of(cron, zone).next(after)).as(name).contains(next);
  }

  @Test
  void timesGoOnWithoutRepeatingThroughAWholeYear() {
    for (String zone : List.of("Europe/Berlin", "Africa/Cairo", "Asia/Beirut", "Asia/Kolkata")) {
      TrainingCalendar calendar = TrainingCalendar.of("15 */3 * * *", zone);
      List<ZonedDateTime> times = calendar.nextTimes(Instant.parse("2026-01-01T00:00:00Z"), 2_900);
      assertThat(times).as(zone).isSorted().doesNotHaveDuplicates().hasSize(2_900);
      assertThat(times).as(zone).allMatch(time -> time.getMinute() == 15);
    }
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("too few fields", "0 0 * *", "UTC", List.of("cron")),
        Arguments.of("too many fields", "0 0 0 * * *", "UTC", List.of("cron")),
        Arguments.of("a minute that is none", "61 * * * *", "UTC", List.of("cron")),
        Arguments.of("an hour that is none", "0 24 * * *", "UTC", List.of("cron")),
        Arguments.of("Quartz's last day", "0 0 L * *", "UTC", List.of("cron")),
        Arguments.of("a nickname", "@daily", "UTC", List.of("cron")),
        Arguments.of("nothing", "", "UTC", List.of("cron")),
        Arguments.of("null", null, "UTC", List.of("cron")),
        Arguments.of("a day that never comes", "0 0 30 2 *", "UTC", List.of("cron")),
        Arguments.of("no such zone", "0 0 * * *", "Mars/Olympus", List.of("timeZone")),
        Arguments.of("an offset", "0 0 * * *", "+03:00", List.of("timeZone")),
        Arguments.of("no zone", "0 0 * * *", null, List.of("timeZone")),
        Arguments.of("both wrong", "x", "y", List.of("timeZone", "cron")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void whatIsWrongIsRefusedByItsField(String name, String cron, String zone, List<String> fields) {
    Invalid invalid = catchThrowableOfType(Invalid.class, () -> TrainingCalendar.of(cron, zone));
    assertThat(invalid.errors()).extracting(FieldError::field).isEqualTo(fields);
  }

  static Stream<Arguments> readings() {
    LocalTime midnight = LocalTime.MIDNIGHT;
    LocalTime early = LocalTime.of(2, 30);
    return Stream.of(
        Arguments.of("30 2 * * *", new CalendarReading(Kind.DAILY, 1, early, List.of(), 0)),
        Arguments.of(
            "30 2 * * MON,5",
            new CalendarReading(
                Kind.WEEKLY, 1, early, List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), 0)),
        Arguments.of(
            "0 0 * * 0",
            new CalendarReading(Kind.WEEKLY, 1, midnight, List.of(DayOfWeek.SUNDAY), 0)),
        Arguments.of(
            "0 0 * * 5-7",
            new CalendarReading(
                Kind.WEEKLY,
                1,
                midnight,
                List.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                0)),
        Arguments.of("30 2 1 * *", new CalendarReading(Kind.MONTHLY, 1, early, List.of(), 1)),
        Arguments.of(
            "*/15 * * * *", new CalendarReading(Kind.EVERY_MINUTES, 15, midnight, List.of(), 0)),
        Arguments.of(
            "* * * * *", new CalendarReading(Kind.EVERY_MINUTES, 1, midnight, List.of(), 0)),
        Arguments.of(
            "5 * * * *", new CalendarReading(Kind.HOURLY, 1, LocalTime.of(0, 5), List.of(), 0)),
        Arguments.of(
            "5 */6 * * *",
            new CalendarReading(Kind.EVERY_HOURS, 6, LocalTime.of(0, 5), List.of(), 0)),
        Arguments.of("0 0 13 * 5", new CalendarReading(Kind.OTHER, 0, midnight, List.of(), 0)),
        Arguments.of("0 0 1 1 *", new CalendarReading(Kind.OTHER, 0, midnight, List.of(), 0)),
        Arguments.of("0 9-17 * * *", new CalendarReading(Kind.OTHER, 0, midnight, List.of(), 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readings")
  void commonCalendarsCanBePutInWords(String cron, CalendarReading reading) {
    assertThat(TrainingCalendar.of(cron, "UTC").reading()).isEqualTo(reading);
  }
}
