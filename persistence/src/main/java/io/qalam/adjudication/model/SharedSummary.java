package io.qalam.adjudication.model;

import java.util.UUID;

/** A summary in force that one person gave a post which others summed up, too. */
public record SharedSummary(UUID postId, String summary) {}
