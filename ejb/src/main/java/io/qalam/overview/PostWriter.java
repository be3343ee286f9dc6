package io.qalam.overview;

import io.qalam.overview.model.PostFilter;
import java.io.IOException;
import java.util.List;

/** Writes a project's posts to a stream, in one pass over them or in several. */
public interface PostWriter {

  /** Which posts are wanted, pass by pass. */
  default List<PostFilter> passes() {
    return List.of(PostFilter.all());
  }

  /** Writes what comes before the first post of a pass, counted from 0. */
  default void begin(int pass) throws IOException {}

  /**
   * Goes on behind posts that another writer wrote, in the place of {@link #begin}; for formats
   * that can ({@link ExportFormat#canGoOn}).
   */
  default void goOn() {}

  /** Writes posts and hands them on. */
  void write(List<ExportedPost> posts) throws IOException;

  /** Writes what comes after the last post of the last pass. */
  default void end() throws IOException {}
}
