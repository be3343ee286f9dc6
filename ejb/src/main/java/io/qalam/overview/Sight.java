package io.qalam.overview;

import io.qalam.account.model.Role;
import io.qalam.overview.model.OverviewRepository;
import io.qalam.tenant.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader may see of a post.
 *
 * <p>A blind task is blind everywhere: an annotator sees no prediction of a post that a blind task
 * still waits for, and nobody sees one of a post while holding a blind task of it. An annotator
 * also sees no other person's answers, so that second opinions stay second opinions.
 */
record Sight(Role role, @Nullable UUID account) {

  static Sight of(Caller caller) {
    return new Sight(caller.role(), caller.accountId());
  }

  private boolean seesAll() {
    return role.includes(Role.EDITOR);
  }

  /** Of these posts, those whose predictions the reader must not see. */
  Set<UUID> withoutPredictions(OverviewRepository overview, List<UUID> postIds) {
    Set<UUID> hidden = new HashSet<>();
    if (!seesAll()) {
      hidden.addAll(overview.awaitedBlind(postIds));
    }
    if (account != null) {
      hidden.addAll(overview.heldBlind(postIds, account));
    }
    return hidden;
  }

  /**
   * Whether the reader sees what came along with a post: it tells the label, as a gold one does.
   */
  boolean seesWhatCameAlong() {
    return seesAll();
  }

  /** Whether the reader sees the answers of this person. */
  boolean sees(UUID annotator) {
    return seesAll() || annotator.equals(account);
  }
}
