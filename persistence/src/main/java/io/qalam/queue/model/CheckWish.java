package io.qalam.queue.model;

import java.util.List;
import java.util.UUID;

/**
 * What a check must be like.
 *
 * @param labels in force; one that asks for another cannot be answered
 * @param languages ranges that the member reads; none where every language will do
 */
public record CheckWish(
    UUID projectId, UUID accountId, List<String> labels, List<String> languages) {}
