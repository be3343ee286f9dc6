package io.qalam.labelschema;

import java.util.UUID;

/**
 * A project has other settings; announced in the transaction that changed them.
 *
 * @param overlapChanged whether another number of reviewers is wanted for each post
 * @param orderChanged whether posts reach them in another order
 * @param armsChanged whether the random or the blind arm has another share of them
 * @param servedChanged whether another rule says which of its models answers
 */
public record ProjectConfigured(
    UUID tenantId,
    UUID projectId,
    boolean overlapChanged,
    boolean orderChanged,
    boolean armsChanged,
    boolean servedChanged) {}
