package io.qalam.audit;

import io.qalam.audit.model.Deeds;
import io.qalam.audit.model.Deeds.Place;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.StorableText;
import io.qalam.tenant.TenantWording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which deeds somebody asks for; what is null or blank asks for all.
 *
 * @param actor a user name, {@code timer} or {@code machine}
 * @param action an action, or how it begins: {@code member.}
 * @param subject a user name or an id, whole
 * @param project the id of the project that it was done in, whole
 * @param from a day of UTC, as {@code 2026-11-27}, the first one asked for
 * @param to the last one
 * @param cursor as {@link AuditPage#next} gave it
 */
public record AuditQuery(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String subject,
    @Nullable String project,
    @Nullable String from,
    @Nullable String to,
    @Nullable String cursor,
    @Nullable String limit) {

  private static final int USUAL = 50;
  private static final int MOST = 500;
  private static final int LONGEST = 200;
  private static final Pattern ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** Everything, as {@code most} at a time. */
  public AuditQuery after(@Nullable String next, int most) {
    return new AuditQuery(actor, action, subject, project, from, to, next, Integer.toString(most));
  }

  @Nullable String wantedActor() {
    return text("actor", actor);
  }

  @Nullable String wantedAction() {
    return text("action", action);
  }

  @Nullable String wantedSubject() {
    return text("subject", subject);
  }

  /**
   * The project that is asked for, there or not.
   *
   * @throws Invalid when it is no id
   */
  @Nullable UUID wantedProject() {
    String given = text("project", project);
    if (given == null) {
      return null;
    }
    if (!ID.matcher(given).matches()) {
      throw new Invalid("project", AuditWording.PROJECT);
    }
    return UUID.fromString(given);
  }

  private static @Nullable String text(String field, @Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    if (given.length() > LONGEST || !StorableText.holds(given)) {
      throw new Invalid(field, AuditWording.TEXT, LONGEST);
    }
    return given.strip();
  }

  /**
   * When, and from where on.
   *
   * @throws Invalid naming the day or the cursor that cannot be read
   */
  Deeds deeds() {
    LocalDate first = day("from", from);
    LocalDate last = day("to", to);
    if (first != null && last != null && last.isBefore(first)) {
      throw new Invalid("to", AuditWording.BACKWARDS);
    }
    return new Deeds(
        first == null ? null : first.atStartOfDay(ZoneOffset.UTC).toInstant(),
        last == null ? null : last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        place());
  }

  private static @Nullable LocalDate day(String field, @Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(given.strip());
    } catch (DateTimeParseException e) {
      throw new Invalid(field, AuditWording.DAY);
    }
  }

  private @Nullable Place place() {
    if (cursor == null || cursor.isBlank()) {
      return null;
    }
    String[] parts = cursor.strip().split("_", 2);
    try {
      return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
    } catch (DateTimeParseException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new Invalid("cursor", TenantWording.NOT_GIVEN);
    }
  }

  /** The cursor that goes on behind a deed. */
  static String cursor(AuditLine line) {
    return line.at() + "_" + line.id();
  }

  /**
   * How many deeds a page has.
   *
   * @throws Invalid when it is no number from 1 to 500
   */
  int most() {
    if (limit == null || limit.isBlank()) {
      return USUAL;
    }
    try {
      int most = Integer.parseInt(limit.strip());
      if (most >= 1 && most <= MOST) {
        return most;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of bounds
    }
    throw new Invalid("limit", TenantWording.BETWEEN, 1, MOST);
  }
}
