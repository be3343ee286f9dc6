package io.qalam.overview;

import java.io.IOException;
import java.util.List;

/** Writes posts to a stream. */
public interface PostWriter {

  /** Writes what comes before the first post. */
  void begin() throws IOException;

  /** Writes posts and hands them on. */
  void write(List<PostDetail> posts) throws IOException;
}
