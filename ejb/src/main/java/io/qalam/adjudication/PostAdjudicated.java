package io.qalam.adjudication;

import java.util.UUID;

/** Announced within the transaction in which an editor decides a post or takes a decision back. */
public record PostAdjudicated(UUID tenantId, UUID projectId, UUID postId) {}
