/**
 * What became of every post, over all stages: project cards, posts with their history, the export.
 *
 * <p>It only reads. What a reviewer must not see before an answer is held back here, for pages and
 * REST alike. Entry types: {@link io.qalam.overview.OverviewService} and {@link
 * io.qalam.overview.ExportService}. It may use every stage, and none uses it.
 */
@NullMarked
package io.qalam.overview;

import org.jspecify.annotations.NullMarked;
