package io.qalam.review.model;

import java.time.Instant;
import java.util.UUID;

/** Answers in force that one person gave in one go. */
public record BulkAnswers(UUID bulkId, String label, long posts, Instant at) {}
