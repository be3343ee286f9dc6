package io.qalam.prediction;

import io.qalam.ingestion.model.Post;
import io.qalam.labelschema.model.Project;
import io.qalam.trainer.protocol.PredictionRequest.PostText;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts posts into batches that fit a Kafka message.
 *
 * <p>A message is at most a megabyte; {@value #CHARS} characters stay below it even if JSON writes
 * each with six bytes. A post longer than {@value #POST_CHARS} characters goes out by its
 * beginning, which is more than any worker reads of it.
 */
final class BatchCutter {

  /** Posts of a batch at most. */
  static final int POSTS = 64;

  /** Summaries of a batch at most: a worker writes them all before it answers. */
  static final int SUMMARIES = 8;

  private static final int CHARS = 128 * 1024;
  private static final int POST_CHARS = 32 * 1024;

  private BatchCutter() {}

  /** Posts of a project's batch at most. */
  static int most(Project project) {
    return project.isOfSummaries() ? SUMMARIES : POSTS;
  }

  /** The posts in their order, cut into batches. */
  static List<List<Post>> cut(List<Post> posts, int most) {
    List<List<Post>> batches = new ArrayList<>();
    List<Post> batch = new ArrayList<>();
    int chars = 0;
    for (Post post : posts) {
      int length = text(post).text().length();
      if (batch.size() == most || (!batch.isEmpty() && chars + length > CHARS)) {
        batches.add(batch);
        batch = new ArrayList<>();
        chars = 0;
      }
      batch.add(post);
      chars += length;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /** The post as the worker gets it. */
  static PostText text(Post post) {
    return new PostText(post.getId(), post.getLang(), whole(post));
  }

  /** Of a pair the second text is kept: without it there is nothing to ask. */
  private static String whole(Post post) {
    String second = post.getSecondText();
    if (second == null) {
      return beginning(post.getText(), POST_CHARS);
    }
    String kept = beginning(second, POST_CHARS / 2);
    return Post.whole(beginning(post.getText(), POST_CHARS - kept.length()), kept);
  }

  private static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, splitsPair ? most - 1 : most);
  }
}
