package io.qalam.review;

import java.util.UUID;

/** Announced within the transaction that takes an answer out of force. */
public record AnnotationUndone(UUID tenantId, UUID projectId, UUID postId, UUID accountId) {}
