package io.qalam.ingestion;

/**
 * A record that was refused.
 *
 * @param line the line of the file it began on
 */
public record Rejection(long line, String reason) {}
