package io.qalam.queue;

import io.qalam.queue.model.CheckCount;
import io.qalam.queue.model.CheckKind;
import java.util.List;
import java.util.UUID;

/** How well a member labelled posts whose label is known. */
public record MemberAccuracy(UUID accountId, String userName, Answers gold, Answers attention) {

  /**
   * Answers to posts of one kind.
   *
   * @param asked posts that the member answered in any way: with a label, a skip or a flag
   * @param answered those with a label
   * @param right those with the label that is known
   */
  public record Answers(long asked, long answered, long right) {

    /** Answers to nothing. */
    public static final Answers NONE = new Answers(0, 0, 0);

    /** These and those together. */
    public Answers plus(Answers more) {
      return new Answers(asked + more.asked, answered + more.answered, right + more.right);
    }

    private static Answers of(List<CheckCount> counts, CheckKind kind) {
      return counts.stream()
          .filter(count -> count.kind() == kind)
          .map(count -> new Answers(count.asked(), count.answered(), count.right()))
          .findFirst()
          .orElse(NONE);
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
