package io.qalam.trainer.report;

/**
 * The dataset's own metric of one subject minus another's, on the same rows.
 *
 * @param way of both; the yardstick has one answer for either
 * @param figure with the 95 % interval of the paired bootstrap
 */
public record Difference(Subject of, Subject against, Way way, Figure figure) {}
