package io.qalam.training;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a calendar says, ready to be put in words of any language: "Mondays and Fridays at 02:30".
 *
 * @param kind its shape; OTHER where no few words would do, and only the next times tell
 * @param every for EVERY_MINUTES and EVERY_HOURS, how many of them
 * @param time for DAILY, WEEKLY and MONTHLY the time of the day; for HOURLY and EVERY_HOURS its
 *     minute
 * @param weekdays for WEEKLY, Monday first
 * @param dayOfMonth for MONTHLY
 */
public record CalendarReading(
    Kind kind, int every, LocalTime time, List<DayOfWeek> weekdays, int dayOfMonth) {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
  private static final Pattern STEP = Pattern.compile("\\*/\\d{1,2}");
  private static final Pattern DAYS = Pattern.compile("[0-7](-[0-7])?(,[0-7](-[0-7])?)*");

  /** The shapes that can be put in a few words. */
  public enum Kind {
    EVERY_MINUTES,
    HOURLY,
    EVERY_HOURS,
    DAILY,
    WEEKLY,
    MONTHLY,
    OTHER
  }

  public CalendarReading {
    weekdays = List.copyOf(weekdays);
  }

  /** Reads the five fields of a valid expression. */
  static CalendarReading of(String expression) {
    String[] fields = expression.strip().split("\\s+", -1);
    String minute = fields[0];
    String hour = fields[1];
    String day = fields[2];
    boolean everyMonth = fields[3].equals("*");
    String weekday = fields[4];
    boolean everyDay = everyMonth && day.equals("*") && weekday.equals("*");
    if (everyDay && hour.equals("*")) {
      return withinTheHour(minute);
    }
    if (!NUMBER.matcher(minute).matches()) {
      return other();
    }
    if (everyDay && STEP.matcher(hour).matches()) {
      return reading(Kind.EVERY_HOURS, step(hour), at("0", minute));
    }
    if (!everyMonth || !NUMBER.matcher(hour).matches()) {
      return other();
    }
    return onDays(at(hour, minute), day, weekday);
  }

  private static CalendarReading withinTheHour(String minute) {
    if (minute.equals("*")) {
      return reading(Kind.EVERY_MINUTES, 1, LocalTime.MIDNIGHT);
    }
    if (STEP.matcher(minute).matches()) {
      return reading(Kind.EVERY_MINUTES, step(minute), LocalTime.MIDNIGHT);
    }
    return NUMBER.matcher(minute).matches() ? reading(Kind.HOURLY, 1, at("0", minute)) : other();
  }

  private static CalendarReading onDays(LocalTime time, String day, String weekday) {
    if (day.equals("*") && weekday.equals("*")) {
      return reading(Kind.DAILY, 1, time);
    }
    if (day.equals("*") && DAYS.matcher(weekday).matches()) {
      return new CalendarReading(Kind.WEEKLY, 1, time, days(weekday), 0);
    }
    if (weekday.equals("*") && NUMBER.matcher(day).matches()) {
      return new CalendarReading(Kind.MONTHLY, 1, time, List.of(), Integer.parseInt(day));
    }
    return other();
  }

  /** Cron's Sunday is 0 or 7. */
  private static List<DayOfWeek> days(String field) {
    List<DayOfWeek> days = new ArrayList<>();
    for (String part : field.split(",", -1)) {
      int from = part.charAt(0) - '0';
      int to = part.charAt(part.length() - 1) - '0';
      for (int day = from; day <= to; day++) {
        days.add(DayOfWeek.of(day == 0 ? 7 : day));
      }
    }
    return days.stream().distinct().sorted().toList();
  }

  private static CalendarReading reading(Kind kind, int every, LocalTime time) {
    return new CalendarReading(kind, every, time, List.of(), 0);
  }

  private static CalendarReading other() {
    return reading(Kind.OTHER, 0, LocalTime.MIDNIGHT);
  }

  private static int step(String field) {
    return Integer.parseInt(field.substring(2));
  }

  private static LocalTime at(String hour, String minute) {
    return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
  }
}
