package io.qalam.overview.model;

import io.qalam.ingestion.model.PostState;
import java.util.UUID;

/** How many posts of a project are in a state. */
public record StateCount(UUID projectId, PostState state, long posts) {}
