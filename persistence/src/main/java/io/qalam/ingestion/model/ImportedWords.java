package io.qalam.ingestion.model;

import org.jspecify.annotations.Nullable;

/**
 * What came along with a post as somebody's answer: a label, a summary, or neither.
 *
 * @param schemaVersion the label schema that the label is of
 */
public record ImportedWords(@Nullable String label, @Nullable String summary, int schemaVersion) {}
