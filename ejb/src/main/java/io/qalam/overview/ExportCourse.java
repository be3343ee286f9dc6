package io.qalam.overview;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an export goes.
 *
 * @param after the post that it goes on behind; null from the beginning
 * @param step is told of each page that was written
 */
record ExportCourse(@Nullable UUID after, Step step) {

  /** From the first post to the last, telling nobody. */
  static final ExportCourse WHOLE = new ExportCourse(null, page -> {});

  /** Takes note of posts that were written and handed on. */
  @FunctionalInterface
  interface Step {
    void written(List<ExportedPost> page) throws IOException;
  }

  boolean goesOn() {
    return after != null;
  }
}
