package io.qalam.training;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.Sentence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  private static final int FIELDS = 5;

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

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
      throw new Invalid("cron", TrainingWording.NEVER);
    }
    return calendar;
  }

  private static ZoneId zone(@Nullable String timeZone, List<FieldError> errors) {
    if (timeZone != null && ZoneId.getAvailableZoneIds().contains(timeZone)) {
      return ZoneId.of(timeZone);
    }
    errors.add(new FieldError("timeZone", TrainingWording.ZONE));
    return ZoneOffset.UTC;
  }

  private static Cron cron(@Nullable String cron, List<FieldError> errors) {
    String given = cron == null ? "" : cron.strip();
    try {
      return PARSER.parse(given);
    } catch (IllegalArgumentException e) {
      errors.add(new FieldError("cron", problem(given.split("\\s+"))));
      return PARSER.parse("0 0 * * *");
    }
  }

  private static Sentence problem(String[] fields) {
    if (fields.length != FIELDS) {
      int given = fields[0].isEmpty() ? 0 : fields.length;
      return Sentence.of(TrainingWording.FIVE_FIELDS, given);
    }
    int wrong =
        IntStream.range(0, FIELDS).filter(i -> !isRight(i, fields[i])).findFirst().orElse(0);
    return Sentence.of(TrainingWording.FIELD_UNREADABLE, wrong + 1, fields[wrong]);
  }

  /** Whether a field can be read by itself. */
  private static boolean isRight(int place, String field) {
    String[] alone = {"*", "*", "*", "*", "*"};
    alone[place] = field;
    try {
      PARSER.parse(String.join(" ", alone));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
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
