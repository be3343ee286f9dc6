package io.qalam.queue;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.TenantWording;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many answers somebody may give in a project.
 *
 * @param member whose quota it is; null for a group's and everybody's
 * @param group whose members' quota it is; null for one member's and everybody's
 * @param perDay answers a day, 0 to 1,000,000; null for any number
 * @param inAll answers in all, likewise
 * @param timeZone whose days they are, such as {@code Africa/Cairo}; UTC where none is given
 */
public record NewQuota(
    @Nullable UUID member,
    @Nullable UUID group,
    @Nullable Integer perDay,
    @Nullable Integer inAll,
    @Nullable String timeZone) {

  private static final int MOST = 1_000_000;

  /**
   * Checks the quota but for what it is about.
   *
   * @throws Invalid naming every field that is wrong
   */
  void check() {
    List<FieldError> errors = new ArrayList<>();
    if (member != null && group != null) {
      errors.add(new FieldError("group", QueueWording.MEMBER_OR_GROUP));
    }
    if (perDay == null && inAll == null) {
      errors.add(new FieldError("perDay", QueueWording.NO_BOUND));
    }
    bound("perDay", perDay, errors);
    bound("inAll", inAll, errors);
    if (timeZone != null && !timeZone.isBlank() && !isZone(timeZone.strip())) {
      errors.add(new FieldError("timeZone", QueueWording.NO_ZONE, timeZone));
    }
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
  }

  private static void bound(String field, @Nullable Integer bound, List<FieldError> errors) {
    if (bound != null && (bound < 0 || bound > MOST)) {
      errors.add(new FieldError(field, TenantWording.BETWEEN, 0, MOST));
    }
  }

  private static boolean isZone(String zone) {
    return ZoneId.getAvailableZoneIds().contains(zone);
  }

  /**
   * Whose days they are.
   *
   * @throws DateTimeException when it was not checked
   */
  ZoneId zone() {
    return ZoneId.of(timeZone == null || timeZone.isBlank() ? "UTC" : timeZone.strip());
  }
}
