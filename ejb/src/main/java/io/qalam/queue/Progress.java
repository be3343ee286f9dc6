package io.qalam.queue;

/**
 * How far a project's review has come.
 *
 * @param done tasks answered
 * @param left tasks that wait or are held
 * @param mine answers of the one who asks, since the instant they asked for
 */
public record Progress(long done, long left, long mine) {}
