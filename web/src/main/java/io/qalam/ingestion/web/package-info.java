/**
 * Stage 1 over REST and on its page: posts come in.
 *
 * <p>Entry type: {@link io.qalam.ingestion.web.IngestionResource}. What became of the posts is
 * shown by {@code io.qalam.overview.web}.
 */
@NullMarked
package io.qalam.ingestion.web;

import org.jspecify.annotations.NullMarked;
