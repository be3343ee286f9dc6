package io.qalam.review;

import java.util.UUID;

/** Announced within the transaction that stores an answer. */
public record AnnotationSubmitted(UUID tenantId, UUID projectId, UUID postId, UUID accountId) {}
