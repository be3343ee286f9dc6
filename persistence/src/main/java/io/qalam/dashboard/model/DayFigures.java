package io.qalam.dashboard.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was labelled on one day of UTC.
 *
 * @param labels given and in force
 * @param accepted predictions that were accepted
 * @param shown predictions that were accepted or corrected
 * @param medianMillis the time a post took, half of them less; null without labels
 */
public record DayFigures(
    LocalDate day, long labels, long accepted, long shown, @Nullable Long medianMillis) {}
