package io.qalam.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of posts.
 *
 * @param next cursor of the page after it; null on the last one
 */
public record PostPage(List<PostDetail> items, @Nullable String next) {
  public PostPage {
    items = List.copyOf(items);
  }
}
