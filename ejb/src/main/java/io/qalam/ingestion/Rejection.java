package io.qalam.ingestion;

import io.qalam.tenant.Sentence;

/**
 * A record that was refused.
 *
 * @param line the line of the file it began on
 */
public record Rejection(long line, Sentence reason) {}
