package io.qalam.queue;

import io.qalam.queue.model.CheckCount;
import io.qalam.queue.model.CheckKind;
import java.util.List;
import java.util.UUID;

/** How well a member labelled posts whose label is known. */
public record MemberAccuracy(UUID accountId, String userName, Answers gold, Answers attention) {

  /**
   * Answers with a label; skips and flags are left out.
   *
   * @param right those with the label that is known
   */
  public record Answers(long answered, long right) {

    private static Answers of(List<CheckCount> counts, CheckKind kind) {
      return counts.stream()
          .filter(count -> count.kind() == kind)
          .map(count -> new Answers(count.answered(), count.right()))
          .findFirst()
          .orElse(new Answers(0, 0));
    }
  }

  static MemberAccuracy of(UUID accountId, String userName, List<CheckCount> counts) {
    return new MemberAccuracy(
        accountId,
        userName,
        Answers.of(counts, CheckKind.GOLD),
        Answers.of(counts, CheckKind.ATTENTION));
  }
}
