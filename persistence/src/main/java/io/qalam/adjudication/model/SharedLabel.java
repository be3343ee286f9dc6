package io.qalam.adjudication.model;

import java.time.Instant;
import java.util.UUID;

/** A label in force that one person gave one post, and when. */
public record SharedLabel(UUID postId, UUID accountId, String label, Instant at) {}
