package io.qalam.review;

import io.qalam.review.model.Guideline;
import java.time.Instant;

/**
 * One version of a project's guidelines as its readers see it.
 *
 * @param version 1 for the first; the newest one is in force
 * @param markdown as it was written; empty where the project has none any more
 * @param html what it says, safe to put into a page
 */
public record GuidelineText(
    int version, String markdown, String html, String createdBy, Instant createdAt) {

  static GuidelineText of(Guideline guideline) {
    return new GuidelineText(
        guideline.getVersion(),
        guideline.getMarkdown(),
        GuidelineHtml.of(guideline.getMarkdown()),
        guideline.getCreatedBy(),
        guideline.getCreatedAt());
  }
}
