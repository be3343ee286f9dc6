package io.qalam.queue.model;

import java.util.UUID;

/** A post whose label is known and that a member has never met. */
public record CheckCandidate(UUID postId, String lang, CheckKind kind, String expected) {}
