package io.qalam.review.model;

import java.util.UUID;

/** A label in force that one person gave one post. */
public record GivenLabel(UUID postId, UUID accountId, String label) {}
