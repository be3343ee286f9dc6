package io.qalam.overview.model;

import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.PostState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which posts of a project are asked for.
 *
 * @param state only those; null for all
 * @param words only those whose match text holds it; null for all
 * @param after only those whose id is greater; null from the beginning
 */
public record PostFilter(
    @Nullable PostState state, @Nullable MatchText words, @Nullable UUID after) {}
