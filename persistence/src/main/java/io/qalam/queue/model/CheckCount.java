package io.qalam.queue.model;

import java.util.UUID;

/**
 * How often a member was asked about posts of one kind whose label is known.
 *
 * @param asked answered in any way: with a label, a skip or a flag
 * @param answered with a label
 * @param right with the label that is known
 */
public record CheckCount(UUID accountId, CheckKind kind, long asked, long answered, long right) {}
