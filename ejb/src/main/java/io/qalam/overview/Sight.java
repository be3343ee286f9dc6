package io.qalam.overview;

import io.qalam.account.model.Role;
import io.qalam.overview.model.OverviewRepository;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.tenant.Caller;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader may see of a post.
 *
 * <p>A blind task is blind everywhere, and stays so: an annotator sees no prediction of a post with
 * one, since an answer can be taken back and given anew, and nobody sees one of a post while
 * holding a blind task of it. An annotator also sees no other person's answers, so that second
 * opinions stay second opinions.
 *
 * <p>A post whose known label shows how well somebody answers looks to them as if nobody had
 * answered it: to an annotator for good, since an answer can be taken back; to an editor, who works
 * with answers, while they hold it.
 */
record Sight(Role role, @Nullable UUID account) {

  static Sight of(Caller caller) {
    return new Sight(caller.role(), caller.accountId());
  }

  private boolean seesAll() {
    return role.includes(Role.EDITOR);
  }

  /** Of these posts, those whose predictions the reader must not see. */
  Set<UUID> withoutPredictions(
      OverviewRepository overview, ReviewTaskRepository tasks, List<UUID> postIds) {
    Set<UUID> hidden = new HashSet<>();
    if (!seesAll()) {
      hidden.addAll(overview.answeredBlind(postIds));
    }
    if (account != null) {
      hidden.addAll(tasks.heldBlind(postIds, account));
    }
    return hidden;
  }

  /** Of these posts, those that must look unanswered, since the reader is measured by them. */
  Set<UUID> measuring(OverviewRepository overview, List<UUID> postIds) {
    if (account == null || postIds.isEmpty()) {
      return Set.of();
    }
    return seesAll()
        ? overview.heldAsChecks(postIds, account, Instant.now())
        : overview.metAsChecks(postIds, account);
  }

  /** Those of a whole project. */
  Set<UUID> measuring(OverviewRepository overview, UUID projectId) {
    return account == null
        ? Set.of()
        : measuring(overview, overview.metAsChecks(projectId, account));
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
