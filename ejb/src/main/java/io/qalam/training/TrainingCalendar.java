package io.qalam.training;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A calendar in the five fields of Unix cron (minute, hour, day of month, month, day of week), read
 * in a time zone.
 *
 * <p>Times are reckoned on the clock on the wall and only then placed on the time line, so that
 * daylight saving changes do what people expect: a time that the spring change skips comes as much
 * later as the clock was put forward, and a time that the autumn change repeats comes once, at its
 * first passing. As in Unix, a day that is named in both day fields need only fit one of them.
 */
public final class TrainingCalendar {

  private static final String EXAMPLE = "e.g. \"30 2 * * *\" for every day at 02:30";

  private final String expression;
  private final ZoneId zone;
  private final ExecutionTime times;

  private TrainingCalendar(Cron cron, ZoneId zone) {
    this.expression = cron.asString();
    this.zone = zone;
    this.times = ExecutionTime.forCron(cron);
  }

  /**
   * Reads a calendar.
   *
   * @throws Invalid naming {@code cron}, {@code timeZone} or both, and what would be right
   */
  public static TrainingCalendar of(@Nullable String cron, @Nullable String timeZone) {
    List<FieldError> errors = new ArrayList<>();
    ZoneId zone = zone(timeZone, errors);
    Cron parsed = cron(cron, errors);
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    TrainingCalendar calendar = new TrainingCalendar(parsed, zone);
    if (calendar.next(Instant.now()).isEmpty()) {
      throw new Invalid("cron", "names a day that never comes, such as 30 February");
    }
    return calendar;
  }

  private static ZoneId zone(@Nullable String timeZone, List<FieldError> errors) {
    if (timeZone != null && ZoneId.getAvailableZoneIds().contains(timeZone)) {
      return ZoneId.of(timeZone);
    }
    errors.add(
        new FieldError(
            "timeZone", "must be a zone of the tz database, e.g. Africa/Cairo, Asia/Kolkata, UTC"));
    return ZoneOffset.UTC;
  }

  private static Cron cron(@Nullable String cron, List<FieldError> errors) {
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    try {
      return parser.parse(cron == null ? "" : cron.strip());
    } catch (IllegalArgumentException e) {
      errors.add(new FieldError("cron", problem(e)));
      return parser.parse("0 0 * * *");
    }
  }

  private static String problem(IllegalArgumentException e) {
    String why = String.valueOf(e.getMessage()).replace("Failed to parse cron expression. ", "");
    return "must have the five fields minute, hour, day of month, month and day of week, %s (%s)"
        .formatted(EXAMPLE, why);
  }

  /** The first time after that moment. */
  public Optional<Instant> next(Instant after) {
    ZonedDateTime wall = LocalDateTime.ofInstant(after, zone).atZone(ZoneOffset.UTC);
    Optional<ZonedDateTime> candidate = times.nextExecution(wall);
    while (candidate.isPresent() && !onTimeLine(candidate.get()).isAfter(after)) {
      candidate = times.nextExecution(candidate.get());
    }
    return candidate.map(this::onTimeLine);
  }

  /** The first times after that moment, in the calendar's zone. */
  public List<ZonedDateTime> nextTimes(Instant after, int count) {
    List<ZonedDateTime> found = new ArrayList<>();
    Optional<Instant> next = next(after);
    while (next.isPresent() && found.size() < count) {
      found.add(next.get().atZone(zone));
      next = next(next.get());
    }
    return found;
  }

  private Instant onTimeLine(ZonedDateTime wall) {
    return wall.toLocalDateTime().atZone(zone).toInstant();
  }

  public ZoneId zone() {
    return zone;
  }

  /** What the calendar says, as far as it can be put in a few plain words. */
  public CalendarReading reading() {
    return CalendarReading.of(expression);
  }

  /** The five fields, names replaced by numbers. */
  @Override
  public String toString() {
    return expression;
  }
}
