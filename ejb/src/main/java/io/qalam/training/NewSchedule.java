package io.qalam.training;

import org.jspecify.annotations.Nullable;

/**
 * A schedule as an admin asks for it; what is null is named as missing.
 *
 * @param cron five fields: minute, hour, day of month, month, day of week
 * @param timeZone of the tz database, e.g. {@code Africa/Cairo}
 * @param minNewLabels start as soon as so many labels are new; 0 for no such threshold
 */
public record NewSchedule(
    @Nullable String cron,
    @Nullable String timeZone,
    @Nullable Integer minNewLabels,
    @Nullable Boolean enabled) {}
