package io.qalam.queue.model;

import java.util.UUID;

/** How often a member labelled posts of one kind whose label is known, and how often rightly. */
public record CheckCount(UUID accountId, CheckKind kind, long answered, long right) {}
