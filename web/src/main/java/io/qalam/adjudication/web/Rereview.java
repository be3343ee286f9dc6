package io.qalam.adjudication.web;

import io.qalam.adjudication.Competence;
import io.qalam.adjudication.LabelErrors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Posts whose label is suspected or contested, as they were ranked when the page was opened; one
 * that is decided leaves, and comes back to its place when the decision is taken back.
 */
public final class Rereview implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<Suspected> waiting = new ArrayList<>();
  private final List<Suspected> decided = new ArrayList<>();

  /** A post to look at again. */
  public record Suspected(UUID post, String given, String probable) implements Serializable {

    static Suspected of(LabelErrors.Suspect suspect) {
      return new Suspected(suspect.postId(), suspect.given(), suspect.probable());
    }

    static Suspected of(Competence.Contested post) {
      return new Suspected(post.postId(), post.given(), post.probable());
    }
  }

  void take(LabelErrors errors) {
    errors.suspects().stream().map(Suspected::of).forEach(waiting::add);
  }

  void take(Competence competence) {
    competence.contested().stream().map(Suspected::of).forEach(waiting::add);
  }

  int size() {
    return waiting.size();
  }

  /** The place of a post; 0 when it is not there. */
  int place(@Nullable UUID post) {
    for (int i = 0; i < waiting.size(); i++) {
      if (waiting.get(i).post().equals(post)) {
        return i;
      }
    }
    return 0;
  }

  /** The post at a place; null when there is none. */
  @Nullable Suspected at(int place) {
    return place < waiting.size() ? waiting.get(place) : null;
  }

  void leave(UUID post) {
    waiting.stream().filter(one -> one.post().equals(post)).forEach(decided::add);
    waiting.removeIf(one -> one.post().equals(post));
  }

  /** Takes a post back that was decided here. */
  void comeBack(UUID post, int place) {
    decided.stream()
        .filter(one -> one.post().equals(post))
        .findFirst()
        .ifPresent(
            one -> {
              decided.remove(one);
              waiting.add(Math.min(place, waiting.size()), one);
            });
  }
}
