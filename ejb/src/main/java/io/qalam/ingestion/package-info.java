/**
 * Stage 1: posts come in, by file, by REST and by the topic {@code posts.<tenant>}.
 *
 * <p>Each is read without ever holding more than one record, normalised for matching, checked for
 * duplicates, given its split for good and stored once; what is refused is kept with its line and
 * the reason. Entry type: {@link io.qalam.ingestion.IngestionService}. The next stage, {@code
 * io.qalam.prediction}, hears of {@link io.qalam.ingestion.PostsIngested}.
 */
@NullMarked
package io.qalam.ingestion;

import org.jspecify.annotations.NullMarked;
